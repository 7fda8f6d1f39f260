"""The dot plot of needs: where each mark stands, in a wide and a narrow drawing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from django.utils.translation import gettext as _

from gugus.programme.pages.words import lines_count
from gugus.programme.queries import ProgrammeCoverage, mean_of, need_name
from gugus.programme.rules.coverage import NeedStatus


@dataclass(frozen=True)
class AxisTick:
    """A value on the axis."""

    x: int
    text: str


@dataclass(frozen=True)
class Mark:
    """One need; coordinates are whole units so that no locale puts a comma into the SVG."""

    name: str
    figure: str
    state: str
    hole: bool
    y: int
    x: int
    low_x: int | None
    high_x: int | None


@dataclass(frozen=True)
class Drawing:
    """One SVG."""

    width: int
    height: int
    bottom: int
    ticks: tuple[AxisTick, ...]
    standard: AxisTick
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class CoveragePlot:
    """The same needs drawn for a desk and for a phone."""

    wide: Drawing
    narrow: Drawing


@dataclass(frozen=True)
class _Shape:
    width: int
    left: int
    right: int
    top: int
    step: int
    name_length: int


_WIDE = _Shape(width=920, left=410, right=745, top=36, step=25, name_length=46)
_NARROW = _Shape(width=340, left=10, right=200, top=56, step=50, name_length=40)


@dataclass(frozen=True)
class _Axis:
    low: int
    high: int
    shape: _Shape

    def x(self, value: float) -> int:
        inside = min(max(value, self.low), self.high)
        share = (inside - self.low) / (self.high - self.low)
        return round(self.shape.left + share * (self.shape.right - self.shape.left))


def plot_of(covered: ProgrammeCoverage) -> CoveragePlot | None:
    """Both drawings, or None when nothing has been measured."""
    if covered.round is None or all(need.mean is None for need in covered.needs.values()):
        return None
    return CoveragePlot(_draw(covered, _WIDE), _draw(covered, _NARROW))


def _draw(covered: ProgrammeCoverage, shape: _Shape) -> Drawing:
    assert covered.round is not None
    standard = covered.round.standard_percent
    axis = _axis(covered, standard, shape)
    marks = _marks(covered, axis, shape)
    bottom = shape.top + shape.step * (len(marks) - 1) + 14
    spacing = 10 if axis.high - axis.low <= 50 else 20
    ticks = range(math.ceil(axis.low / spacing) * spacing, axis.high + 1, spacing)
    return Drawing(
        width=shape.width,
        height=bottom + 24,
        bottom=bottom,
        ticks=tuple(AxisTick(axis.x(value), str(value)) for value in ticks),
        standard=AxisTick(axis.x(standard), _("standar %(standard)s") % {"standard": standard}),
        marks=marks,
    )


def _axis(covered: ProgrammeCoverage, standard: int, shape: _Shape) -> _Axis:
    values: list[float] = [standard]
    for need in covered.needs.values():
        values += [v for v in (need.mean, need.ci_low, need.ci_high) if v is not None]
    low = max(0, math.floor((min(values) - 2) / 5) * 5)
    return _Axis(low, min(100, math.ceil((max(values) + 2) / 5) * 5), shape)


def _marks(covered: ProgrammeCoverage, axis: _Axis, shape: _Shape) -> tuple[Mark, ...]:
    """Marks from the largest need to the smallest, as one reads a ranking."""
    rows = sorted(covered.coverage.rows, key=lambda row: row.size)
    marks: list[Mark] = []
    for row in rows:
        need = covered.needs[row.need]
        if need.mean is None:
            continue
        hole = row.status == NeedStatus.LOW_UNSERVED
        interval = _interval((need.ci_low, need.ci_high), axis)
        marks.append(
            Mark(
                name=shorten(need_name(need.item), shape.name_length, placeholder="…"),
                figure=mean_of(need),
                state=_("belum ada program") if hole else lines_count(len(row.lines)),
                hole=hole,
                y=shape.top + shape.step * len(marks),
                x=axis.x(need.mean),
                low_x=interval[0],
                high_x=interval[1],
            )
        )
    return tuple(marks)


def _interval(ends: Sequence[float | None], axis: _Axis) -> tuple[int | None, int | None]:
    low, high = ends
    if low is None or high is None:
        return None, None
    return axis.x(low), axis.x(high)
