"""What a group still lacks before its year can be scheduled."""

from enum import StrEnum


class MissingPrerequisite(StrEnum):
    """Things that may be missing."""

    WEEKDAY = "weekday"
    LINES = "lines"
    HOSTS = "hosts"
    # Not a must: a schedule can be made, but it knows no exams, or weighs no way.
    CALENDAR = "calendar"
    DISTANCES = "ways"


def is_blocking(lack: MissingPrerequisite) -> bool:
    """Can nothing be made without it?"""
    return lack not in {MissingPrerequisite.CALENDAR, MissingPrerequisite.DISTANCES}
