"""May a meeting stand at this time, and whose turn is it to be host?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class MeetingTimeFault(StrEnum):
    """Why a time cannot stand as it is."""

    ENDS_BEFORE_START = "ends_before_start"
    CLASH = "clash"
    # Not forbidden: a person says that the meeting was really then.
    PAST = "past"


@dataclass(frozen=True)
class Slot:
    """When an audience meets; no study group means the whole group."""

    day: date
    starts: time
    ends: time
    study_group: int | None = None
    meeting: int | None = None


@dataclass(frozen=True)
class MeetingTimeIssue:
    """What is wrong with a slot, and which other meeting it concerns."""

    fault: MeetingTimeFault
    other: int | None = None


def same_audience(one: int | None, two: int | None) -> bool:
    """Some teacher is called by both: the same study group, or one is the whole group."""
    return one is None or two is None or one == two


def overlapping_meeting(slot: Slot, others: Iterable[Slot]) -> Slot | None:
    """The first other meeting that calls the same people at the same time."""
    for other in others:
        if other.meeting is not None and other.meeting == slot.meeting:
            continue
        meets = other.day == slot.day and other.starts < slot.ends and slot.starts < other.ends
        if meets and same_audience(slot.study_group, other.study_group):
            return other
    return None


def meeting_time_issue(
    slot: Slot, others: Iterable[Slot], today: date, *, past_is_meant: bool = False
) -> MeetingTimeIssue | None:
    """The first thing that keeps the slot from standing, or None."""
    if slot.ends <= slot.starts:
        return MeetingTimeIssue(MeetingTimeFault.ENDS_BEFORE_START)
    other = overlapping_meeting(slot, others)
    if other is not None:
        return MeetingTimeIssue(MeetingTimeFault.CLASH, other.meeting)
    if slot.day < today and not past_is_meant:
        return MeetingTimeIssue(MeetingTimeFault.PAST)
    return None


@dataclass(frozen=True)
class HostTurn:
    """A school and the last day it was host; None if it never was."""

    school: int
    name: str
    last: date | None


def next_host(turns: Sequence[HostTurn]) -> int | None:
    """The school that waited longest; one that never was host goes first."""
    if not turns:
        return None
    return min(turns, key=lambda turn: (turn.last or date.min, turn.name)).school
