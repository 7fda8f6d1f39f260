"""Several raters of the same persons: how far apart they stand, indicator by indicator."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from gugus.cores.needs.intervals import t_interval
from gugus.cores.needs.matrix import (
    Rows,
    checked_matrix,
    checked_names,
    checked_share,
    float_or_none,
    mean_and_sd,
)
from gugus.cores.needs.result import PairedDifference, RaterComparison


def paired_differences(
    first: Rows, second: Rows, *, names: Sequence[str], confidence: float = 0.95
) -> tuple[PairedDifference, ...]:
    """Mean of first minus second over persons that both rated, with Student's interval.

    Parameters
    ----------
    first, second
        Shape (persons, indicators) in percent, the same person on the same row; None or
        NaN for missing. A person counts for an indicator only when both values are there.
    names
        One for each indicator.
    confidence
        Level of the interval.

    Returns
    -------
    differences
        One for each indicator, in percentage points; mean None without a pair, sd and
        interval None with fewer than two.

    Raises
    ------
    ValueError
        When shapes or values are wrong.

    Notes
    -----
    The paired t interval (Student 1908). Persons who were rated by one rater only would
    confound who was rated with how, so they are left out rather than averaged in.

    Examples
    --------
    Darwin's maize (The Effects of Cross and Self Fertilisation, 1876), first four of the
    pairs, in inches:

    >>> found, = paired_differences([[23.5], [12], [21], [22]],
    ...     [[17.375], [20.375], [20], [20]], names=["height"])
    >>> found.n, found.mean
    (4, 0.1875)
    """
    labels = checked_names(names)
    checked_share(confidence, "confidence")
    one = checked_matrix(first, labels, low=0, high=100, what="first rater")
    two = checked_matrix(second, labels, low=0, high=100, what="second rater")
    if one.shape != two.shape:
        raise ValueError(f"raters differ in persons: {one.shape[0]} and {two.shape[0]} rows")
    n, mean, sd = mean_and_sd(one - two)
    low, high = t_interval(mean, sd, n, confidence)
    return tuple(
        PairedDifference(
            name,
            int(n[at]),
            float_or_none(mean[at]),
            float_or_none(sd[at]),
            float_or_none(low[at]),
            float_or_none(high[at]),
        )
        for at, name in enumerate(labels)
    )


def compare_raters(
    ratings: Mapping[str, Rows], *, names: Sequence[str], confidence: float = 0.95
) -> tuple[RaterComparison, ...]:
    """`paired_differences` for each two raters, in the order of the mapping.

    Parameters
    ----------
    ratings
        From a rater's name ("self", "head", ...) to their matrix; rows are the same persons
        in the same order for all, NaN or None where a rater did not rate.

    Returns
    -------
    comparisons
        (first, second), (first, third), (second, third), ...; empty for a single rater.
    """
    return tuple(
        RaterComparison(
            first,
            second,
            paired_differences(ratings[first], ratings[second], names=names, confidence=confidence),
        )
        for first, second in combinations(ratings, 2)
    )
