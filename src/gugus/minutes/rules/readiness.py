"""May the minutes be closed?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gugus.attendance.rules.statuses import AttendanceTally


class MinutesGap(StrEnum):
    """Something that the minutes still lack."""

    NOT_YET_TODAY = "not_yet_today"
    NO_ATTENDANCE = "no_attendance"
    NOBODY_PRESENT = "nobody_present"
    NO_TEXT = "no_text"
    TEXT_CONFLICT = "undecided"
    UNRECORDED = "unrecorded"
    NO_STEPS = "no_steps"


@dataclass(frozen=True)
class Readiness:
    """What forbids closing, and what is only worth a second look."""

    blocking: tuple[MinutesGap, ...]
    open_points: tuple[MinutesGap, ...]

    @property
    def ready(self) -> bool:
        """Nothing forbids closing."""
        return not self.blocking


def minutes_readiness(
    *,
    day: date,
    today: date,
    attended: AttendanceTally,
    has_text: bool,
    without_step: int,
    undecided: bool = False,
) -> Readiness:
    """Judge minutes by their attendance, their text and the steps given."""
    recorded = attended.total - attended.unrecorded
    blocking = [
        gap
        for gap, holds in (
            (MinutesGap.NOT_YET_TODAY, day > today),
            (MinutesGap.NO_ATTENDANCE, recorded == 0),
            (MinutesGap.NOBODY_PRESENT, recorded > 0 and attended.present == 0),
            (MinutesGap.NO_TEXT, not has_text),
            (MinutesGap.TEXT_CONFLICT, undecided),
        )
        if holds
    ]
    open_points = [
        gap
        for gap, holds in (
            (MinutesGap.UNRECORDED, recorded > 0 and attended.unrecorded > 0),
            (MinutesGap.NO_STEPS, without_step > 0),
        )
        if holds
    ]
    return Readiness(tuple(blocking), tuple(open_points))
