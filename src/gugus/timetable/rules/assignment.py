"""An assignment: which part of which line is held on which day, at which host, by whom.

It is the one shape of a meeting between the solver's answer and the calendar: a draft's row, what a
person wants, what was before a change, where a displaced meeting goes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

# A line of a group and the number of one of its meetings: 1, 2, 3 ...
PartKey = tuple[int, int]
# What can be pinned, and the field that says so.
PIN_FIELDS = {"day": "pin_date", "host": "pin_host", "speaker": "pin_speaker"}


@dataclass(frozen=True)
class Assignment:
    """A part of a line with its day, host and speaker; the `pin_*` were set by a person.

    `meeting` is the meeting of the calendar that it is, or would move; None: there is none yet.
    """

    line: int
    part: int
    day: date
    host: int | None = None
    speaker: int | None = None
    pin_date: bool = False
    pin_host: bool = False
    pin_speaker: bool = False
    meeting: int | None = None

    @property
    def key(self) -> PartKey:
        """The line and the part."""
        return self.line, self.part

    @property
    def arrangement(self) -> tuple[date, int | None, int | None]:
        """Day, host and speaker: two that have these alike stand alike."""
        return self.day, self.host, self.speaker

    @property
    def pinned(self) -> dict[str, Any]:
        """What a person pinned, by name: of day, host and speaker."""
        return {name: getattr(self, name) for name, pin in PIN_FIELDS.items() if getattr(self, pin)}

    def with_pins_of(self, other: "Assignment") -> "Assignment":
        """This one, with the pins of another and what is pinned there."""
        pins = {pin: getattr(other, pin) for pin in PIN_FIELDS.values()}
        return replace(self, **other.pinned, **pins)

    def changes_to(self, other: "Assignment") -> list[str]:
        """Which of day, host and speaker are other ones there."""
        return [name for name in PIN_FIELDS if getattr(self, name) != getattr(other, name)]

    def as_data(self) -> dict[str, Any]:
        """Day, host and speaker as they are kept in JSON."""
        return {"date": self.day.isoformat(), "host": self.host, "speaker": self.speaker}


def by_part(rows: Iterable[Assignment]) -> dict[PartKey, Assignment]:
    """The assignments by line and part."""
    return {row.key: row for row in rows}


def from_columns(row: Mapping[str, Any]) -> Assignment:
    """An assignment from the columns of a draft's row: as it is now, or as it was kept."""
    day = row["date"]
    return Assignment(
        row["line_id"],
        row["part"],
        date.fromisoformat(day) if isinstance(day, str) else day,
        row["host_id"],
        row["speaker_id"],
        row["pin_date"],
        row["pin_host"],
        row["pin_speaker"],
        row["meeting_id"],
    )
