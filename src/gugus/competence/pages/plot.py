"""The ordered dot plot: where everything stands, in the units of the drawing.

Two drawings of the same figures: a wide one with names at the left, and one for phones with
each name above its line. The style sheet shows the one that fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from gugus.competence.queries import Need

_NAME_LENGTH = 42


@dataclass(frozen=True)
class PlotRow:
    """One dot with its name, value, and interval (as drawing coordinates)."""

    name: str
    value: str
    is_low: bool
    y: int
    text_y: int
    x: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class PercentTick:
    """A line of the grid and its percentage."""

    x: float
    text: str


@dataclass(frozen=True)
class NeedsPlot:
    """One drawing."""

    width: int
    height: int
    top: int
    bottom: int
    name_x: int
    value_x: int
    axis_y: int
    left: int
    right: int
    standard_x: float
    standard: int
    ticks: tuple[PercentTick, ...]
    rows: tuple[PlotRow, ...]
    is_narrow: bool


@dataclass(frozen=True)
class _Scale:
    """Percent to drawing units."""

    low: int
    high: int
    left: int
    right: int

    def x(self, value: float) -> float:
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(self.left + part * (self.right - self.left), 1)

    def ticks(self) -> tuple[PercentTick, ...]:
        return tuple(PercentTick(self.x(v), str(v)) for v in range(self.low, self.high + 1, 10))


def wide_plot(needs: Sequence[Need], standard: int, values: Sequence[str]) -> NeedsPlot:
    """Names at the left, values beside them, one line each."""
    step, top = 25, 36
    bottom = top + step * len(needs) - 8
    scale = _Scale(*_reach(needs, standard), left=400, right=880)
    rows = [
        _row(need, value, scale, top + step * at, top + step * at + 5)
        for at, (need, value) in enumerate(zip(needs, values, strict=True))
    ]
    return NeedsPlot(
        900, bottom + 30, 22, bottom, 325, 370, bottom + 20, scale.left, scale.right,
        scale.x(standard), standard, scale.ticks(), tuple(rows), is_narrow=False,
    )  # fmt: skip


def narrow_plot(needs: Sequence[Need], standard: int, values: Sequence[str]) -> NeedsPlot:
    """Each name above its line: 328 units are the width of a 360 px phone inside the margins."""
    step, top = 46, 40
    bottom = top + step * len(needs) - 14
    scale = _Scale(*_reach(needs, standard), left=8, right=320)
    rows = [
        _row(need, value, scale, top + step * at + 18, top + step * at)
        for at, (need, value) in enumerate(zip(needs, values, strict=True))
    ]
    return NeedsPlot(
        328, bottom + 28, 22, bottom, 0, 328, bottom + 18, scale.left, scale.right,
        scale.x(standard), standard, scale.ticks(), tuple(rows), is_narrow=True,
    )  # fmt: skip


def _reach(needs: Sequence[Need], standard: int) -> tuple[int, int]:
    """A scale of whole tens that holds every mean, interval and the standard."""
    values = [float(standard)]
    for need in needs:
        values += [v for v in (need.mean, need.ci_low, need.ci_high) if v is not None]
    low = max(0, floor((min(values) - 2) / 10) * 10)
    high = min(100, ceil((max(values) + 2) / 10) * 10)
    return low, max(high, low + 10)


def _row(need: Need, value: str, scale: _Scale, y: int, text_y: int) -> PlotRow:
    name = f"{need.item.code} {need.item.short_title}"
    if len(name) > _NAME_LENGTH:
        name = name[: _NAME_LENGTH - 1].rstrip() + "…"
    interval = None if need.ci_low is None or need.ci_high is None else need
    return PlotRow(
        name=name,
        value=value,
        is_low=need.is_low,
        y=y,
        text_y=text_y,
        x=scale.x(need.mean or 0.0),
        low=None if interval is None else scale.x(interval.ci_low or 0.0),
        high=None if interval is None else scale.x(interval.ci_high or 0.0),
    )
