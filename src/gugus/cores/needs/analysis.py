"""From a matrix of attainment to ranked needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gugus.cores.needs.cautions import need_warnings
from gugus.cores.needs.intervals import t_interval, wilson_interval
from gugus.cores.needs.matrix import (
    Floats,
    Rows,
    checked_matrix,
    checked_names,
    checked_share,
    float_or_none,
    int_or_none,
    mean_and_sd,
)
from gugus.cores.needs.ranking import bootstrap_rank_interval, competition_ranks
from gugus.cores.needs.result import IndicatorNeed, NeedsResult

IMPORTANCE_LOW, IMPORTANCE_HIGH = 1.0, 5.0


def analyse(
    percent: Rows,
    *,
    names: Sequence[str],
    standard: float = 76.0,
    importance: Rows | None = None,
    confidence: float = 0.95,
    resamples: int = 2000,
    seed: int = 20260701,
) -> NeedsResult:
    """Rank indicators by need, with the uncertainty of every figure.

    Parameters
    ----------
    percent
        Attainment, shape (persons, indicators), 0 to 100; None or NaN for missing.
        Persons without any value are left out.
    names
        One for each indicator, none twice.
    standard
        The percentage that should be reached; strictly less is below it.
    importance
        Same shape, 1 (not important) to 5 (very important); None or NaN for missing.
    confidence
        Level of all intervals.
    resamples, seed
        Draws of the bootstrap for rank intervals, and the seed that makes them repeatable.

    Returns
    -------
    NeedsResult
        Indicators in the given order. `n` counts persons with at least one value, an
        indicator's `n` its own values. `sd` has n-1; the interval of the mean is Student's
        and is not cut to 0..100; `below_share` has Wilson's interval. Rank 1 is the largest
        need; ties share the smallest rank. Undefined figures are None.

    Raises
    ------
    ValueError
        When shapes, values, names or options are wrong; the text says where.

    Notes
    -----
    Need is ``standard - mean``, so the order is that of the means. Where importance is
    rated the order is by Borich's mean weighted discrepancy score (Borich 1980, A needs
    assessment model for conducting follow-up studies, J. Teacher Education 31(3), 39-42):
    each person's importance minus attainment, times the indicator's mean importance,
    averaged over persons with both. Both must be on one scale: percent p counts as
    ``1 + 4 * p / 100``, so 0 % is 1 and 100 % is 5. Mean importance is over all who rated it.

    Rank intervals are percentile intervals over persons drawn anew (see `ranking`); None
    where an indicator has fewer than two values.

    Examples
    --------
    Student's (1908) hours of extra sleep with drug 2, printed with mean 2.33 and R's
    ``t.test`` interval 0.90 to 3.76; 10 is added since percent cannot be negative:

    >>> sleep = [1.9, .8, 1.1, .1, -.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    >>> drug, = analyse([[hours + 10] for hours in sleep], names=["drug 2"]).indicators
    >>> round(drug.mean - 10, 2), round(drug.ci_low - 10, 2), round(drug.ci_high - 10, 2)
    (2.33, 0.9, 3.76)
    """
    labels = checked_names(names)
    checked_share(confidence, "confidence")
    if not 0 <= standard <= 100:
        raise ValueError(f"standard must lie between 0 and 100, not {standard}")
    if resamples < 1:
        raise ValueError(f"resamples must be at least 1, not {resamples}")
    matrix = checked_matrix(percent, labels, low=0, high=100)
    rated = _checked_importance(importance, labels, matrix.shape)
    there = ~np.isnan(matrix).all(axis=1)
    data = _Data(matrix[there], None if rated is None else rated[there], standard)
    return _result(data, labels, confidence, resamples, seed, int((~there).sum()))


def _checked_importance(
    importance: Rows | None, labels: Sequence[str], shape: tuple[int, ...]
) -> Floats | None:
    if importance is None:
        return None
    rated = checked_matrix(
        importance, labels, low=IMPORTANCE_LOW, high=IMPORTANCE_HIGH, what="importance"
    )
    if rated.shape != shape:
        raise ValueError(f"importance has {rated.shape[0]} persons but percent has {shape[0]}")
    return rated


@dataclass(frozen=True)
class _Data:
    """Matrices of measured persons, and needs under any weighting of them."""

    percent: Floats
    importance: Floats | None
    standard: float

    @property
    def n(self) -> NDArray[np.int64]:
        """Values of each indicator."""
        return np.asarray((~np.isnan(self.percent)).sum(axis=0))

    @property
    def everyone(self) -> Floats:
        """The weighting that counts each person once."""
        return np.ones((1, self.percent.shape[0]))

    @property
    def ranks_by_mwds(self) -> bool:
        """Whether the weighted discrepancy is known wherever something was measured."""
        mwds = self.weighted_discrepancies(self.everyone)[0]
        measured = self.n > 0
        return bool(measured.any() and not np.isnan(mwds[measured]).any())

    @property
    def importance_incomplete(self) -> bool:
        """Whether importance was rated, but not enough to order by it."""
        return self.importance is not None and not self.ranks_by_mwds

    def gaps(self, weights: Floats) -> Floats:
        """standard - mean, shape (draws, indicators)."""
        return self.standard - _weighted_mean(weights, self.percent)

    def weighted_discrepancies(self, weights: Floats) -> Floats:
        """Borich's score, shape (draws, indicators); NaN without importance."""
        if self.importance is None:
            return np.full((weights.shape[0], self.percent.shape[1]), np.nan)
        span = (IMPORTANCE_HIGH - IMPORTANCE_LOW) / 100
        discrepancy = self.importance - (IMPORTANCE_LOW + span * self.percent)
        return _weighted_mean(weights, discrepancy) * _weighted_mean(weights, self.importance)


def _weighted_mean(weights: Floats, matrix: Floats) -> Floats:
    there = ~np.isnan(matrix)
    total = weights @ np.where(there, matrix, 0.0)
    count = weights @ there.astype(np.float64)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1.0), np.nan))


def _result(
    data: _Data,
    labels: tuple[str, ...],
    confidence: float,
    resamples: int,
    seed: int,
    empty: int,
) -> NeedsResult:
    order = _order(data, confidence, resamples, seed)
    indicators = tuple(_indicators(data, labels, confidence, order))
    persons = data.percent.shape[0]
    return NeedsResult(
        n=persons,
        indicators=indicators,
        warnings=need_warnings(persons, indicators, empty, data.importance_incomplete),
        standard=data.standard,
        confidence=confidence,
        ranked_by="mwds" if data.ranks_by_mwds else "gap",
    )


_Order = tuple[Floats, Floats, Floats]


def _indicators(
    data: _Data, labels: tuple[str, ...], confidence: float, order: _Order
) -> Iterator[IndicatorNeed]:
    n, mean, sd = mean_and_sd(data.percent)
    low, high = t_interval(mean, sd, n, confidence)
    below = (data.percent < data.standard).sum(axis=0)
    mwds = data.weighted_discrepancies(data.everyone)[0]
    rank, rank_low, rank_high = order
    for at, name in enumerate(labels):
        count, share, share_low, share_high = _share(int(below[at]), int(n[at]), confidence)
        yield IndicatorNeed(
            name=name,
            n=int(n[at]),
            mean=float_or_none(mean[at]),
            sd=float_or_none(sd[at]),
            ci_low=float_or_none(low[at]),
            ci_high=float_or_none(high[at]),
            below=count,
            below_share=share,
            below_low=share_low,
            below_high=share_high,
            rank=int_or_none(rank[at]),
            rank_low=int_or_none(rank_low[at]),
            rank_high=int_or_none(rank_high[at]),
            mwds=float_or_none(mwds[at]),
        )


def _order(data: _Data, confidence: float, resamples: int, seed: int) -> _Order:
    need_of = data.weighted_discrepancies if data.ranks_by_mwds else data.gaps
    ranks = competition_ranks(need_of(data.everyone))[0]
    persons = data.percent.shape[0]
    if persons < 2:
        nothing = np.full(ranks.shape, np.nan)
        return ranks, nothing, nothing
    low, high = bootstrap_rank_interval(
        need_of, persons, confidence=confidence, resamples=resamples, seed=seed
    )
    several = data.n >= 2
    return ranks, np.where(several, low, np.nan), np.where(several, high, np.nan)


def _share(
    below: int, n: int, confidence: float
) -> tuple[int | None, float | None, float | None, float | None]:
    if n == 0:
        return None, None, None, None
    return below, below / n, *wilson_interval(below, n, confidence)
