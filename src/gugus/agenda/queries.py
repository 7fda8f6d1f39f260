"""Reads about the meetings of a year and what stands on the agenda of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery

from gugus.attendance.models import Attendance
from gugus.attendance.rules import statuses as counting
from gugus.meetings.models import Meeting, MeetingMove
from gugus.meetings.queries import meetings_of
from gugus.minutes.models import Minutes
from gugus.minutes.queries import to_approve_in
from gugus.people.models import Group, StudyGroup
from gugus.people.rules.years import school_year_bounds
from gugus.platform.foundation.prepared import Param, Prepared
from gugus.platform.foundation.queries import count_of
from gugus.platform.web.formats import parse_id
from gugus.problems.models import Problem
from gugus.problems.queries import agenda_problems
from gugus.steps.models import Step
from gugus.steps.queries import opening_steps


def meetings_of_year(group: Group, year: int, teacher_id: int | None) -> QuerySet[Meeting]:
    """The meetings of a school year with how many came, how many steps were given, and `own`.

    `own` is what the attendance says of this teacher, None where it says nothing. Each count is a
    query of its own: joined, every mark would stand beside every step.
    """
    came = Attendance.objects.filter(meeting=OuterRef("pk"), status__in=counting.PRESENT)
    given = Step.objects.filter(meeting=OuterRef("pk"))
    rows = meetings_of(group).filter(date__range=school_year_bounds(year))
    marks = Attendance.objects.filter(meeting=OuterRef("pk"), teacher=teacher_id or 0)
    own = Subquery(marks.values("status")[:1])
    return rows.annotate(came=count_of(came), given=count_of(given), own=own)


def used_study_groups(group: Group, year: int, also: str) -> list[StudyGroup]:
    """The study groups that have meetings of their own in a school year, and one asked for."""
    held = Meeting.objects.filter(group=group, date__range=school_year_bounds(year))
    used = Q(pk__in=held.exclude(study_group=None).values("study_group"))
    return list(StudyGroup.objects.filter(used | Q(pk=parse_id(also) or 0), group=group))


@dataclass(frozen=True)
class AgendaFacts:
    """What stands on an agenda beside what was written: problems from class, minutes, steps."""

    problems: tuple[Problem, ...]
    # Minutes of earlier meetings wait to be approved.
    approves: bool
    # How many steps the last meeting gave.
    steps: int


@dataclass(frozen=True)
class MeetingRead:
    """A meeting with all that its first page names, and what became of it."""

    meeting: Meeting
    # Its former times, the latest first.
    moves: tuple[MeetingMove, ...]
    # Its minutes are finished.
    is_minuted: bool


_OF_MOVE = ("id", "old_date", "old_starts_at", "old_ends_at", "reason")


def _read() -> QuerySet[Meeting]:
    of_group, one = Param("group", BigIntegerField()), Param("pk", BigIntegerField())
    final = Minutes.objects.filter(meeting=OuterRef("pk"), state=Minutes.State.FINAL)
    rows = Meeting.objects.filter(group=of_group, pk=one)
    named = rows.select_related("study_group", "host", "line", "speaker", "invitation")
    moves = {f"moves_{name}": F(f"moves__{name}") for name in _OF_MOVE}
    return named.annotate(is_minuted=Exists(final), **moves).order_by("-moves__id")


_READ = Prepared(_read)


def meeting_read(group: Group, pk: int) -> MeetingRead | None:
    """The group's meeting with this number and its moves, in one read."""
    rows: list[Any] = _READ.all(group=group.pk, pk=pk)
    if not rows:
        return None
    row = rows[0]
    row.group = group
    if row.study_group is not None:
        row.study_group.group = group
    return MeetingRead(row, tuple(_moves_among(rows)), bool(row.is_minuted))


def _moves_among(rows: list[Any]) -> Iterator[MeetingMove]:
    """The moves that stand beside the meeting; its row comes once for each, and once without any."""
    for row in rows:
        if row.moves_id is not None:
            yield MeetingMove(**{name: getattr(row, f"moves_{name}") for name in _OF_MOVE})


def agenda_facts(meeting: Meeting) -> AgendaFacts:
    """What stands on a meeting's agenda beside what was written there."""
    return AgendaFacts(
        tuple(agenda_problems(meeting)),
        to_approve_in(meeting).exists(),
        len(opening_steps(meeting).last),
    )
