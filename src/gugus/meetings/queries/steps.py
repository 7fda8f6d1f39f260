"""Reads about the steps that teachers take to class."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from gugus.meetings.models import Meeting, Step
from gugus.meetings.queries.attendance import expected, present
from gugus.meetings.queries.calendar import LIVE
from gugus.meetings.rules.steps import (
    CarriedStep,
    Opening,
    Sitting,
    opening_steps,
    previous_meeting,
)
from gugus.people.models import Group, Teacher
from gugus.people.rules.years import bounds


@dataclass(frozen=True)
class StepCounts:
    """Steps given at meetings of a school year, and how many were reported on."""

    given: int
    reported: int


def present_without_step(meeting: Meeting) -> QuerySet[Teacher]:
    """Teachers who came and have taken no step away yet."""
    given = Step.objects.filter(meeting=meeting, teacher=OuterRef("pk"))
    return present(meeting).filter(~Exists(given))


def steps_of(meeting: Meeting) -> QuerySet[Step]:
    """The steps that this meeting gave, by teacher."""
    return _told(Step.objects.filter(meeting=meeting))


def steps_of_group(group: Group) -> QuerySet[Step]:
    """Every step ever given in a group."""
    return _told(Step.objects.filter(meeting__group=group))


def steps_by_id(ids: Iterable[int]) -> QuerySet[Step]:
    """These steps, by teacher."""
    return _told(Step.objects.filter(pk__in=list(ids)))


def _told(steps: QuerySet[Step]) -> QuerySet[Step]:
    return steps.select_related("teacher__school", "meeting__group")


def open_steps_of(teacher: Teacher) -> QuerySet[Step]:
    """A teacher's own steps that nothing was reported about, the most urgent first."""
    own = Step.objects.filter(teacher=teacher, state=Step.State.OPEN)
    return _told(own).order_by("due_on", "id")


def all_steps_of(teacher: Teacher, group: Group) -> QuerySet[Step]:
    """A teacher's own steps in a group, open ones first."""
    own = steps_of_group(group).filter(teacher=teacher)
    # A step without a report has no `reported_at`.
    return own.order_by(F("reported_at").desc(nulls_first=True), "due_on", "id")


def _sitting(row: Meeting | Step) -> Sitting:
    meeting = row.meeting if isinstance(row, Step) else row
    counts = meeting.state == Meeting.State.HELD or getattr(meeting, "has_steps", True)
    return Sitting(
        meeting.pk, meeting.date, meeting.starts_at, meeting.study_group_id, bool(counts)
    )


def opening(meeting: Meeting) -> Opening:
    """What this meeting opens with: last meeting's steps and older ones without a report."""
    this = _sitting(meeting)
    gave = Exists(Step.objects.filter(meeting=OuterRef("pk")))
    others = Meeting.objects.filter(
        group_id=meeting.group_id, date__lte=meeting.date, state__in=LIVE
    ).annotate(has_steps=gave)
    previous = previous_meeting(this, map(_sitting, others))
    carried = (
        Step.objects.filter(meeting__group_id=meeting.group_id, meeting__date__lte=meeting.date)
        .exclude(meeting__state=Meeting.State.CANCELLED)
        .filter(Q(state=Step.State.OPEN) | Q(meeting=previous))
        .select_related("meeting")
    )
    called = frozenset(expected(meeting).values_list("pk", flat=True))
    return opening_steps(this, previous, _carried(carried, called))


def _carried(steps: Iterable[Step], called: frozenset[int]) -> Iterable[CarriedStep]:
    for step in steps:
        is_open = step.state == Step.State.OPEN
        yield CarriedStep(step.pk, _sitting(step), is_open, step.teacher_id in called)


def step_counts(group: Group, year: int) -> StepCounts:
    """Steps given at a school year's meetings, and those that were reported on."""
    rows = Step.objects.filter(meeting__group=group, meeting__date__range=bounds(year)).exclude(
        meeting__state=Meeting.State.CANCELLED
    )
    found = rows.aggregate(
        given=Count("id"), reported=Count("id", filter=~Q(state=Step.State.OPEN))
    )
    return StepCounts(found["given"], found["reported"])


def steps_overdue(group: Group, today: date) -> int:
    """How many steps are past their day without a report."""
    rows = Step.objects.filter(meeting__group=group, state=Step.State.OPEN, due_on__lt=today)
    return rows.exclude(meeting__state=Meeting.State.CANCELLED).count()
