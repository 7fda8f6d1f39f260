"""Which measured needs have a line in the programme, and which lines name no need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class NeedFigure:
    """A need as measured; `mean` is in percent, None where it could not be measured."""

    key: int
    mean: float | None
    is_low: bool


@dataclass(frozen=True)
class LineNeeds:
    """A line and the needs that a person says it serves."""

    key: int
    needs: frozenset[int]


class NeedStatus(StrEnum):
    """Where a need stands between measurement and programme."""

    LOW_UNSERVED = "low_unserved"
    LOW_SERVED = "low_served"
    FINE = "fine"
    UNMEASURED = "unmeasured"


@dataclass(frozen=True)
class NeedCoverage:
    """One need with the lines that serve it; `size` is 1 for the largest need."""

    need: int
    size: int
    mean: float | None
    status: NeedStatus
    lines: tuple[int, ...]


class CoverageFinding(StrEnum):
    """What the coverage says as a whole."""

    NOT_MEASURED = "not_measured"
    NONE_LOW = "none_low"
    ALL_LOW_SERVED = "all_low_served"
    # The k largest needs, and no other low one, lack a line.
    LARGEST_UNSERVED = "largest_unserved"
    SOME_UNSERVED = "some_unserved"


@dataclass(frozen=True)
class Coverage:
    """All needs in the order in which they call for action, and what follows from it."""

    finding: CoverageFinding
    rows: tuple[NeedCoverage, ...]
    lines_without_need: tuple[int, ...]

    @property
    def low(self) -> tuple[NeedCoverage, ...]:
        """Needs below the standard."""
        return tuple(r for r in self.rows if r.status in _LOW)

    @property
    def unserved(self) -> tuple[NeedCoverage, ...]:
        """Needs below the standard that no line serves, the largest first."""
        return tuple(r for r in self.rows if r.status == NeedStatus.LOW_UNSERVED)

    @property
    def best_served(self) -> NeedCoverage | None:
        """The highest need that has a line although it is not low."""
        served = [r for r in self.rows if r.status == NeedStatus.FINE and r.lines]
        return max(served, key=lambda r: r.mean or 0.0, default=None)


_LOW = (NeedStatus.LOW_UNSERVED, NeedStatus.LOW_SERVED)
_ORDER = tuple(NeedStatus)


def coverage_of_needs(needs: Sequence[NeedFigure], lines: Iterable[LineNeeds]) -> Coverage:
    """Match lines with needs. `needs` come in the order of their size, the largest first.

    A line that serves only needs outside this measurement counts as naming none.
    """
    known = {need.key for need in needs}
    lines = tuple(lines)
    rows = [_row(need, size, lines) for size, need in enumerate(needs, start=1)]
    rows.sort(key=lambda row: (_ORDER.index(row.status), row.size))
    without = tuple(line.key for line in lines if not line.needs & known)
    return Coverage(_finding(rows), tuple(rows), without)


def _row(need: NeedFigure, size: int, lines: Sequence[LineNeeds]) -> NeedCoverage:
    serving = tuple(line.key for line in lines if need.key in line.needs)
    if need.mean is None:
        status = NeedStatus.UNMEASURED
    elif need.is_low:
        status = NeedStatus.LOW_SERVED if serving else NeedStatus.LOW_UNSERVED
    else:
        status = NeedStatus.FINE
    return NeedCoverage(need.key, size, need.mean, status, serving)


def _finding(rows: Sequence[NeedCoverage]) -> CoverageFinding:
    low = [row for row in rows if row.status in _LOW]
    unserved = {row.size for row in low if row.status == NeedStatus.LOW_UNSERVED}
    if all(row.mean is None for row in rows):
        return CoverageFinding.NOT_MEASURED
    if not low:
        return CoverageFinding.NONE_LOW
    if not unserved:
        return CoverageFinding.ALL_LOW_SERVED
    if unserved == set(range(1, len(unserved) + 1)):
        return CoverageFinding.LARGEST_UNSERVED
    return CoverageFinding.SOME_UNSERVED
