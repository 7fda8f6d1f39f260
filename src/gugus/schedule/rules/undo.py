"""A draft as it was before a person moved one of its meetings; what was pinned since stays."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from gugus.timetable.rules.facts import PartKey


@dataclass(frozen=True)
class Seat:
    """Where a draft has a meeting, and what of it a person pinned."""

    date: date
    host: int | None
    speaker: int | None
    pins: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TakenBack:
    """The seats to return to; `is_whole` when that is exactly the former schedule.

    Where a person pinned something since where it stands now, it stays there, and the others have
    to be arranged around it anew.
    """

    seats: Mapping[PartKey, Seat]
    is_whole: bool


def taken_back(
    now: Mapping[PartKey, Seat], before: Mapping[PartKey, Seat], moved: PartKey
) -> TakenBack:
    """Take a move back: the moved meeting returns with its former pins, the others as they were.

    Pins of others are those of now: to take a move back is not to take back what came after it.
    """
    seats: dict[PartKey, Seat] = {}
    is_whole = True
    for key, was in before.items():
        here = now.get(key)
        if key == moved or here is None:
            seats[key] = was
            continue
        held = {name: getattr(here, name) for name in here.pins}
        seats[key] = replace(was, pins=here.pins, **held)
        is_whole = is_whole and replace(seats[key], pins=was.pins) == was
    return TakenBack(seats, is_whole)
