"""Orders of need, and how far the order would move with other persons.

The order of means is itself an estimate; its uncertainty is shown by resampling persons
(Goldstein & Spiegelhalter 1996, J. R. Stat. Soc. A 159(3), on league tables; Efron 1979
for the bootstrap; percentile interval, whose ends are ranks that did occur).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Means that differ by less than this many decimals differ by rounding only: a tie.
_TIE_DECIMALS = 9
# Weights held at once: 16 MB, whatever the number of persons.
_CHUNK_CELLS = 2_000_000


def competition_ranks(need: Floats) -> Floats:
    """Rank each row, 1 for the largest need; equal needs share the smallest rank (1, 2, 2, 4).

    Parameters
    ----------
    need
        Shape (rows, indicators); NaN is not ranked.

    Returns
    -------
    ranks
        Same shape; NaN where `need` is NaN.

    Examples
    --------
    >>> competition_ranks(np.array([[10.0, 12.0, 10.0, np.nan, 3.0]]))
    array([[ 2.,  1.,  2., nan,  4.]])
    """
    key = -np.round(need, _TIE_DECIMALS)
    order = np.argsort(key, axis=1, kind="stable")
    ordered = np.take_along_axis(key, order, axis=1)
    first = np.ones(key.shape, dtype=bool)
    first[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    places = np.where(first, np.arange(1, key.shape[1] + 1), 0)
    ranks = np.empty(key.shape)
    np.put_along_axis(ranks, order, np.maximum.accumulate(places, axis=1), axis=1)
    ranks[np.isnan(key)] = np.nan
    return ranks


def bootstrap_rank_interval(
    need_of: Callable[[Floats], Floats],
    persons: int,
    *,
    confidence: float,
    resamples: int,
    seed: int,
) -> tuple[Floats, Floats]:
    """Percentile interval of each indicator's rank when persons are drawn anew.

    Parameters
    ----------
    need_of
        From weights of shape (draws, persons), how often each person was drawn, to needs
        of shape (draws, indicators); NaN where a draw holds no value of an indicator.
        Such draws do not count for that indicator.
    persons
        Number of persons, each draw takes as many.
    confidence, resamples, seed
        Level, number of draws, and the seed of the PCG64 generator that makes them.

    Returns
    -------
    low, high
        Shape (indicators,), whole ranks: the smallest rank r for which at least
        (1 -+ confidence) / 2 of the draws are at r or before it.
    """
    rng = np.random.default_rng(seed)
    step = max(1, _CHUNK_CELLS // persons)
    parts = []
    for start in range(0, resamples, step):
        weights = _draw(rng, min(step, resamples - start), persons)
        parts.append(competition_ranks(need_of(weights)))
    ranks = np.sort(np.concatenate(parts), axis=0)  # NaN go last
    defined = np.count_nonzero(~np.isnan(ranks), axis=0)
    tail = (1 - confidence) / 2
    return _order_statistic(ranks, defined, tail), _order_statistic(ranks, defined, 1 - tail)


def _draw(rng: np.random.Generator, draws: int, persons: int) -> Floats:
    picked = rng.integers(persons, size=(draws, persons))
    picked += np.arange(draws)[:, None] * persons
    counts = np.bincount(picked.ravel(), minlength=draws * persons)
    return counts.reshape(draws, persons).astype(np.float64)


def _order_statistic(ordered: Floats, defined: NDArray[np.int64], share: float) -> Floats:
    # The small number keeps 0.975 * 2000 = 1950.0000000000002 at the 1950th.
    place = np.ceil(share * defined - 1e-9).astype(np.int64) - 1
    found: Floats = ordered[np.clip(place, 0, None), np.arange(ordered.shape[1])]
    return found
