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
class LineServes:
    """A line and the needs that a person says it serves."""

    key: int
    needs: frozenset[int]


class Standing(StrEnum):
    """Where a need stands between measurement and programme."""

    LOW_UNSERVED = "low_unserved"
    LOW_SERVED = "low_served"
    FINE = "fine"
    UNMEASURED = "unmeasured"


@dataclass(frozen=True)
class Row:
    """One need with the lines that serve it; `size` is 1 for the largest need."""

    need: int
    size: int
    mean: float | None
    standing: Standing
    lines: tuple[int, ...]


class Finding(StrEnum):
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

    finding: Finding
    rows: tuple[Row, ...]
    lines_without_need: tuple[int, ...]

    @property
    def low(self) -> tuple[Row, ...]:
        """Needs below the standard."""
        return tuple(r for r in self.rows if r.standing in _LOW)

    @property
    def unserved(self) -> tuple[Row, ...]:
        """Needs below the standard that no line serves, the largest first."""
        return tuple(r for r in self.rows if r.standing == Standing.LOW_UNSERVED)

    @property
    def best_served(self) -> Row | None:
        """The highest need that has a line although it is not low."""
        served = [r for r in self.rows if r.standing == Standing.FINE and r.lines]
        return max(served, key=lambda r: r.mean or 0.0, default=None)


_LOW = (Standing.LOW_UNSERVED, Standing.LOW_SERVED)
_ORDER = tuple(Standing)


def cover(needs: Sequence[NeedFigure], lines: Iterable[LineServes]) -> Coverage:
    """Lay lines over needs. `needs` come in the order of their size, the largest first.

    A line that serves only needs outside this measurement counts as naming none.
    """
    known = {need.key for need in needs}
    lines = tuple(lines)
    rows = [_row(need, size, lines) for size, need in enumerate(needs, start=1)]
    rows.sort(key=lambda row: (_ORDER.index(row.standing), row.size))
    without = tuple(line.key for line in lines if not line.needs & known)
    return Coverage(_finding(rows), tuple(rows), without)


def _row(need: NeedFigure, size: int, lines: Sequence[LineServes]) -> Row:
    serving = tuple(line.key for line in lines if need.key in line.needs)
    if need.mean is None:
        standing = Standing.UNMEASURED
    elif need.is_low:
        standing = Standing.LOW_SERVED if serving else Standing.LOW_UNSERVED
    else:
        standing = Standing.FINE
    return Row(need.key, size, need.mean, standing, serving)


def _finding(rows: Sequence[Row]) -> Finding:
    low = [row for row in rows if row.standing in _LOW]
    unserved = {row.size for row in low if row.standing == Standing.LOW_UNSERVED}
    if all(row.mean is None for row in rows):
        return Finding.NOT_MEASURED
    if not low:
        return Finding.NONE_LOW
    if not unserved:
        return Finding.ALL_LOW_SERVED
    if unserved == set(range(1, len(unserved) + 1)):
        return Finding.LARGEST_UNSERVED
    return Finding.SOME_UNSERVED
