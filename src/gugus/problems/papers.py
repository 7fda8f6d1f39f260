"""What every paper of a meeting says the same way: when, where, what about, who signs."""

from collections.abc import Iterable

from gugus.meetings.models import Meeting
from gugus.meetings.papers import list_items
from gugus.problems.models import Problem
from gugus.problems.queries import agenda_problems
from gugus.problems.rules import agenda_line, with_problems


def agenda_items(meeting: Meeting, problems: Iterable[Problem]) -> tuple[str, ...]:
    """What was written as agenda, and the problems from class that were put on it."""
    lines = [agenda_line(one.class_level, one.subject, one.words) for one in problems]
    return with_problems(list_items(meeting.agenda), lines)


def agenda(meeting: Meeting) -> str | tuple[str, ...]:
    """The agenda as a list; a single point is a line, none is the meeting's title."""
    found = agenda_items(meeting, agenda_problems(meeting))
    return found if len(found) > 1 else next(iter(found), meeting.title)
