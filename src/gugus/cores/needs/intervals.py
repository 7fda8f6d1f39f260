"""Confidence intervals for a mean and for a share."""

from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def t_interval(
    mean: Floats, sd: Floats, n: NDArray[np.int64], confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Student's interval of a mean, ``mean -+ t(n-1) * sd / sqrt(n)``.

    Parameters
    ----------
    mean, sd, n
        Arrays of one shape; `sd` with n-1. Where n < 2 the interval is NaN.
    confidence
        Between 0 and 1.

    Returns
    -------
    low, high
        Same shape and unit as `mean`. Not cut to any scale.

    Notes
    -----
    Student (1908), The probable error of a mean, Biometrika 6(1). scipy is imported
    on first use: it costs more to load than a whole analysis takes.

    Examples
    --------
    NIST/SEMATECH e-Handbook 1.3.5.2 prints 9.258242 to 9.264679 for ZARR13:

    >>> low, high = t_interval(np.array([9.261460]), np.array([0.022789]), np.array([195]))
    >>> round(float(low[0]), 5), round(float(high[0]), 5)
    (9.25824, 9.26468)
    """
    from scipy.special import stdtrit

    known = n >= 2
    size = np.where(known, n, 2)
    half = stdtrit(size - 1, 0.5 + confidence / 2) * sd / np.sqrt(size)
    half = np.where(known, half, np.nan)
    return mean - half, mean + half


def wilson_interval(count: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a share, without continuity correction.

    Parameters
    ----------
    count, n
        `count` of `n` have the property, 0 <= count <= n, n >= 1.
    confidence
        Between 0 and 1.

    Returns
    -------
    low, high
        Shares between 0 and 1.

    Raises
    ------
    ValueError
        When the counts make no share.

    Notes
    -----
    Wilson (1927), J. Am. Stat. Assoc. 22. Kept within 0 and 1 for any count, which the
    textbook interval is not.

    Examples
    --------
    Newcombe (1998), Statistics in Medicine 17, table I, method 3, 81 of 263:

    >>> [round(end, 4) for end in wilson_interval(81, 263)]
    [0.2553, 0.3662]
    """
    if n < 1 or not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is not a share")
    z2 = NormalDist().inv_cdf(0.5 + confidence / 2) ** 2
    share = count / n
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = sqrt(z2) * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    # Rounding must not leave 1e-18 where the end is exactly 0 or 1.
    low = 0.0 if count == 0 else middle - half
    high = 1.0 if count == n else middle + half
    return low, high
