"""What figures allow to say: is an indicator low, and is its place in the order certain?"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # these rules only read the result: numpy need not be loaded for a page
    from gugus.cores.needs.result import IndicatorNeed, NeedsResult


class IndicatorStatus(StrEnum):
    """Where an indicator stands against the standard."""

    CLEARLY_LOW = "clearly_low"  # mean and its whole interval below the standard
    LOW = "low"  # mean below; the interval reaches the standard or is not known
    NOT_LOW = "not_low"  # mean at or above; the interval reaches below or is not known
    CLEARLY_MET = "clearly_met"  # mean and its whole interval at or above
    UNKNOWN = "unknown"  # not measured

    @property
    def is_low(self) -> bool:
        """Whether the mean lies below the standard."""
        return self in (IndicatorStatus.CLEARLY_LOW, IndicatorStatus.LOW)


class RankCertainty(StrEnum):
    """How sure the place in the order is."""

    CERTAIN = "certain"  # the same place whoever had been measured
    BETWEEN = "between"  # between rank_low and rank_high
    NO_INTERVAL = "no_interval"  # one person, or only a recorded mean: not known how sure
    UNKNOWN = "unknown"  # not measured


@dataclass(frozen=True)
class RankedIndicator:
    """One item as a need. `key` is the name that it was analysed under (the item's code)."""

    key: str
    n: int | None
    mean: float | None
    gap: float | None
    status: IndicatorStatus
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    order: RankCertainty


def priorities(result: "NeedsResult") -> tuple[RankedIndicator, ...]:
    """An analysis as needs, largest first; what was not measured comes last."""
    return _sorted([_measured(need, result.standard) for need in result.indicators])


def priorities_of_summary(
    means: Mapping[str, float], standard: float, counts: Mapping[str, int | None] | None = None
) -> tuple[RankedIndicator, ...]:
    """Recorded group means as needs, largest first.

    Persons behind a recorded mean are not known, so there is no interval and the order is
    that of the means alone; equal means share a rank.
    """
    known = counts or {}
    return _sorted(
        [
            RankedIndicator(
                key=key,
                n=known.get(key),
                mean=mean,
                gap=standard - mean,
                status=indicator_status(mean, None, None, standard),
                rank=1 + sum(other < mean for other in means.values()),
                rank_low=None,
                rank_high=None,
                order=RankCertainty.NO_INTERVAL,
            )
            for key, mean in means.items()
        ]
    )


def indicator_status(
    mean: float | None, ci_low: float | None, ci_high: float | None, standard: float
) -> IndicatorStatus:
    """Compare a mean, and its interval where there is one, with the standard."""
    if mean is None:
        return IndicatorStatus.UNKNOWN
    if mean < standard:
        clear = ci_high is not None and ci_high < standard
        return IndicatorStatus.CLEARLY_LOW if clear else IndicatorStatus.LOW
    clear = ci_low is not None and ci_low >= standard
    return IndicatorStatus.CLEARLY_MET if clear else IndicatorStatus.NOT_LOW


def _measured(need: "IndicatorNeed", standard: float) -> RankedIndicator:
    return RankedIndicator(
        key=need.name,
        n=need.n,
        mean=need.mean,
        gap=None if need.mean is None else standard - need.mean,
        status=indicator_status(need.mean, need.ci_low, need.ci_high, standard),
        rank=need.rank,
        rank_low=need.rank_low,
        rank_high=need.rank_high,
        order=_order(need),
    )


def _order(need: "IndicatorNeed") -> RankCertainty:
    if need.rank is None:
        return RankCertainty.UNKNOWN
    if need.rank_low is None:
        return RankCertainty.NO_INTERVAL
    return RankCertainty.CERTAIN if need.rank_low == need.rank_high else RankCertainty.BETWEEN


def _sorted(found: list[RankedIndicator]) -> tuple[RankedIndicator, ...]:
    # Sorting is stable: equal ranks stay in the framework's order.
    return tuple(sorted(found, key=lambda one: (one.rank is None, one.rank or 0)))
