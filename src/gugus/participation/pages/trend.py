"""A drawing of how many came, meeting by meeting: bars of who was called, filled by who came."""

from collections.abc import Sequence
from dataclasses import dataclass

from gugus.participation.queries.participation import MeetingParticipation

_TOP, _FOOT = 10, 24


@dataclass(frozen=True)
class TrendBar:
    """One meeting; lengths in the drawing's own units."""

    x: int
    width: int
    called_y: int
    called_height: int
    came_y: int
    came_height: int


@dataclass(frozen=True)
class CountTick:
    """A line across with its number of people."""

    y: int
    text: str


@dataclass(frozen=True)
class Trend:
    """One drawing, for the desk or for the phone."""

    kind: str
    width: int
    height: int
    left: int
    bottom: int
    bars: tuple[TrendBar, ...]
    ticks: tuple[CountTick, ...]


def trends(parts: Sequence[MeetingParticipation]) -> tuple[Trend, ...]:
    """The drawing for a wide and for a narrow screen; none without meetings."""
    highest = max((part.sum.total for part in parts), default=0)
    if not highest:
        return ()
    return (_trend("desk", 960, 220, parts, highest), _trend("phone", 340, 190, parts, highest))


def _trend(
    kind: str, width: int, height: int, parts: Sequence[MeetingParticipation], highest: int
) -> Trend:
    left, bottom = 34, height - _FOOT
    room = bottom - _TOP
    step = (width - left) / len(parts)
    # Bars stay narrow with few meetings, and keep a gap with many.
    thick = max(2, min(48, int(step * 0.7)))

    def length(people: int) -> int:
        return round(people * room / highest)

    bars = tuple(
        TrendBar(
            x=round(left + step * n + (step - thick) / 2),
            width=thick,
            called_y=bottom - length(part.sum.total),
            called_height=length(part.sum.total),
            came_y=bottom - length(part.sum.present),
            came_height=length(part.sum.present),
        )
        for n, part in enumerate(parts)
    )
    marks = sorted({0, highest // 2, highest}) if highest > 1 else [0, highest]
    ticks = tuple(CountTick(bottom - length(people), str(people)) for people in marks)
    return Trend(kind, width, height, left, bottom, bars, ticks)
