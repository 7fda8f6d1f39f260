"""A draft as it was before a person moved one of its meetings; what was pinned since stays."""

from collections.abc import Mapping
from dataclasses import dataclass

from gugus.timetable.rules.assignment import Assignment, PartKey


@dataclass(frozen=True)
class RestoredDraft:
    """The assignments to return to; `is_whole` when that is exactly the former schedule.

    Where a person pinned something since where it stands now, it stays there, and the others have
    to be arranged around it anew.
    """

    rows: Mapping[PartKey, Assignment]
    is_whole: bool


def draft_before_move(
    now: Mapping[PartKey, Assignment], before: Mapping[PartKey, Assignment], moved: PartKey
) -> RestoredDraft:
    """Take a move back: the moved meeting returns with its former pins, the others as they were.

    Pins of others are those of now: to take a move back is not to take back what came after it.
    """
    rows = {
        key: was if key == moved or key not in now else was.with_pins_of(now[key])
        for key, was in before.items()
    }
    return RestoredDraft(
        rows, all(rows[key].arrangement == was.arrangement for key, was in before.items())
    )
