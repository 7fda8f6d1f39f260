"""What an analysis of needs gives back. Plain values: no numpy comes out of this core."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class NeedWarning:
    """Something that the reader of the figures should know.

    `code` is stable and meant for programs: ``small_n`` (fewer than 10 persons),
    ``missing`` (some persons lack a value), ``not_measured`` (no value at all),
    ``one_person`` (no spread, so no interval), ``constant`` (all values equal, so the
    interval of the mean has no width), ``empty_rows`` (persons without any value, left
    out), ``importance_incomplete`` (weighted discrepancies not known for every measured
    indicator, so the order is by gap). `indicator` is None when it concerns the whole table.
    """

    code: str
    indicator: str | None
    text: str


@dataclass(frozen=True)
class IndicatorNeed:
    """One indicator's figures, in percent unless said; None means undefined."""

    name: str
    n: int
    mean: float | None
    sd: float | None
    ci_low: float | None
    ci_high: float | None
    below: int | None
    below_share: float | None
    below_low: float | None
    below_high: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    mwds: float | None


@dataclass(frozen=True)
class NeedsResult:
    """All indicators in the order they were given, and on what they stand."""

    n: int
    indicators: tuple[IndicatorNeed, ...]
    warnings: tuple[NeedWarning, ...]
    standard: float
    confidence: float
    ranked_by: Literal["gap", "mwds"]


@dataclass(frozen=True)
class PairedDifference:
    """First rater minus second rater on one indicator, over persons that both rated."""

    name: str
    n: int
    mean: float | None
    sd: float | None
    ci_low: float | None
    ci_high: float | None


@dataclass(frozen=True)
class RaterComparison:
    """Two raters of the same persons, indicator by indicator."""

    first: str
    second: str
    indicators: tuple[PairedDifference, ...]
