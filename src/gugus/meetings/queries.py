"""Reads about meetings, who came, and steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, Max, OuterRef, Q, QuerySet

from gugus.meetings.models import Attendance, Meeting, Minutes, Move, Step
from gugus.meetings.rules import attendance as counting
from gugus.meetings.rules.planning import HostTurn, Slot
from gugus.meetings.rules.steps import (
    CarriedStep,
    Opening,
    Sitting,
    opening_steps,
    previous_meeting,
)
from gugus.meetings.rules.times import local, may_check_in
from gugus.people.models import Group, StudyGroup, Teacher
from gugus.people.queries import members_of, schools_of, teachers_of
from gugus.people.rules.years import bounds, school_year_of
from gugus.programme.models import Line

LIVE = (Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.HELD)
AHEAD = (Meeting.State.PLANNED, Meeting.State.CALLED)


@dataclass(frozen=True)
class MeetingCounts:
    """Meetings of a school year that were not cancelled, and how many of them were held."""

    planned: int
    held: int


@dataclass(frozen=True)
class StepCounts:
    """Steps given at meetings of a school year, and how many were reported on."""

    given: int
    reported: int


@dataclass(frozen=True)
class CheckIn:
    """A meeting that a teacher may check in to now, and what stands there already."""

    meeting: Meeting
    status: str


def meetings_of(group: Group) -> QuerySet[Meeting]:
    """A group's meetings with what every listing names."""
    return Meeting.objects.filter(group=group).select_related("study_group", "host")


def meetings_of_year(group: Group, year: int) -> QuerySet[Meeting]:
    """The meetings of a school year with how many came and how many steps were given."""
    came = Count("attendance", filter=Q(attendance__status__in=counting.PRESENT), distinct=True)
    return (
        meetings_of(group)
        .filter(date__range=bounds(year))
        .annotate(came=came, given=Count("steps", distinct=True))
    )


def years_with_meetings(group: Group) -> list[int]:
    """School years that hold a meeting, latest first."""
    days = Meeting.objects.filter(group=group).values_list("date", flat=True).distinct()
    return sorted({school_year_of(day) for day in days}, reverse=True)


def study_group_ids_of(teacher: Teacher, group: Group) -> list[int]:
    """The group's study groups that a teacher belongs to, as `members_of` decides it."""
    return [part.pk for part in StudyGroup.objects.filter(group=group) if _fits(teacher, part)]


def _fits(teacher: Teacher, part: StudyGroup) -> bool:
    by_level = teacher.class_level in part.class_levels
    by_subject = bool(part.subject) and teacher.subject.lower() == part.subject.lower()
    return by_level or by_subject


def for_teacher(
    meetings: QuerySet[Meeting], group: Group, teacher: Teacher | None
) -> QuerySet[Meeting]:
    """Keep the meetings that call this teacher; all of them when there is none."""
    if teacher is None:
        return meetings
    own = study_group_ids_of(teacher, group)
    return meetings.filter(Q(study_group=None) | Q(study_group__in=own))


def next_meeting(group: Group, today: date, teacher: Teacher | None = None) -> Meeting | None:
    """The nearest meeting from today on that was not held or cancelled yet."""
    ahead = meetings_of(group).filter(date__gte=today, state__in=AHEAD)
    return for_teacher(ahead, group, teacher).order_by("date", "starts_at", "id").first()


def next_after(meeting: Meeting) -> Meeting | None:
    """The next planned meeting of the same people after this one."""
    ahead = Meeting.objects.filter(
        group_id=meeting.group_id, date__gt=meeting.date, state__in=AHEAD
    )
    if meeting.study_group_id is not None:
        ahead = ahead.filter(Q(study_group=None) | Q(study_group=meeting.study_group_id))
    return ahead.order_by("date", "starts_at", "id").first()


def expected(meeting: Meeting) -> QuerySet[Teacher]:
    """The teachers that a meeting calls, with their schools."""
    year = school_year_of(meeting.date)
    if meeting.study_group is None:
        return teachers_of(meeting.group, year)
    return members_of(meeting.study_group, year)


def is_expected(meeting: Meeting, teacher: Teacher) -> bool:
    """True when the meeting calls this teacher."""
    return expected(meeting).filter(pk=teacher.pk).exists()


def addable(meeting: Meeting) -> QuerySet[Teacher]:
    """Teachers of the group that the meeting does not call and that are not on its sheet."""
    everybody = teachers_of(meeting.group, school_year_of(meeting.date))
    on_sheet = Attendance.objects.filter(meeting=meeting).values("teacher_id")
    called = expected(meeting).values("pk")
    return everybody.exclude(pk__in=called).exclude(pk__in=on_sheet)


# Order of the values in a row of `sheet`.
SHEET_FIELDS = (
    "id",
    "name",
    "school__name",
    "class_level",
    "subject",
    "mine__status",
    "mine__note",
    "mine__recorded_at",
    "mine__recorded_by_id",
    "user_id",
    "school_id",
)


def sheet(meeting: Meeting, schools: frozenset[int] | None = None) -> list[tuple[Any, ...]]:
    """One row for each teacher expected or recorded, in one query, as plain values by name.

    `schools` narrows it to what a school head may see. Plain tuples, not models: the attendance
    page is the busiest of all.
    """
    mine = FilteredRelation("attendance", condition=Q(attendance__meeting=meeting.pk))
    called = expected(meeting).select_related(None).order_by().values("pk")
    rows = Teacher.objects.annotate(mine=mine).filter(Q(pk__in=called) | Q(mine__pk__isnull=False))
    if schools is not None:
        rows = rows.filter(school_id__in=schools)
    return list(rows.order_by("name", "id").values_list(*SHEET_FIELDS))


def statuses(meeting: Meeting, schools: frozenset[int] | None = None) -> counting.Tally:
    """How the meeting was attended, among those expected or recorded."""
    position = SHEET_FIELDS.index("mine__status")
    return counting.tally(row[position] or "" for row in sheet(meeting, schools))


def present(meeting: Meeting) -> QuerySet[Teacher]:
    """Teachers who came, on time or late."""
    came = Attendance.objects.filter(meeting=meeting, status__in=counting.PRESENT)
    return Teacher.objects.filter(pk__in=came.values("teacher_id")).select_related("school")


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


def lines_of(group: Group, today: date) -> QuerySet[Line]:
    """The lines of the group's programme of this school year, to plan meetings from."""
    year = school_year_of(today)
    return Line.objects.filter(programme__group=group, programme__school_year=year)


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


def slots_on(group: Group, day: date) -> list[Slot]:
    """The meetings of a day that were not cancelled, as times taken."""
    rows = Meeting.objects.filter(group=group, date=day, state__in=LIVE)
    return [Slot(m.date, m.starts_at, m.ends_at, m.study_group_id, m.pk) for m in rows]


def host_turns(group: Group, today: date) -> list[HostTurn]:
    """Each school of the group and the last day it was, or will be, host."""
    live = Meeting.objects.filter(group=group, state__in=LIVE, host__isnull=False)
    last = dict(live.values_list("host").annotate(last=Max("date")))
    schools = schools_of(group, school_year_of(today))
    return [HostTurn(school.pk, school.name, last.get(school.pk)) for school in schools]


def meeting_counts(group: Group, year: int) -> MeetingCounts:
    """Meetings planned (not cancelled) and held in a school year."""
    rows = Meeting.objects.filter(group=group, date__range=bounds(year), state__in=LIVE)
    found = rows.aggregate(planned=Count("id"), held=Count("id", filter=Q(state="held")))
    return MeetingCounts(found["planned"], found["held"])


def step_counts(group: Group, year: int) -> StepCounts:
    """Steps given at a school year's meetings, and those that were reported on."""
    rows = Step.objects.filter(meeting__group=group, meeting__date__range=bounds(year)).exclude(
        meeting__state=Meeting.State.CANCELLED
    )
    found = rows.aggregate(
        given=Count("id"), reported=Count("id", filter=~Q(state=Step.State.OPEN))
    )
    return StepCounts(found["given"], found["reported"])


def minutes_waiting(group: Group, today: date, days: int = 3) -> QuerySet[Meeting]:
    """Meetings more than `days` days ago whose minutes are not closed, the oldest first."""
    past = meetings_of(group).filter(date__lt=today - timedelta(days=days), state__in=LIVE)
    return past.exclude(minutes__state=Minutes.State.FINAL).order_by("date", "starts_at")


def steps_overdue(group: Group, today: date) -> int:
    """How many steps are past their day without a report."""
    rows = Step.objects.filter(meeting__group=group, state=Step.State.OPEN, due_on__lt=today)
    return rows.exclude(meeting__state=Meeting.State.CANCELLED).count()


def check_in_open(group: Group, teacher: Teacher, now: datetime) -> CheckIn | None:
    """The meeting that this teacher may check in to at this moment, if any."""
    today = local(now, group.time_zone).date()
    rows = meetings_of(group).filter(date=today, state__in=AHEAD)
    for meeting in rows:
        times = (meeting.date, meeting.starts_at, meeting.ends_at)
        if may_check_in(now, group.time_zone, *times) and is_expected(meeting, teacher):
            row = Attendance.objects.filter(meeting=meeting, teacher=teacher).first()
            return CheckIn(meeting, row.status if row else "")
    return None


def moves_of(meeting: Meeting) -> QuerySet[Move]:
    """Former times of a meeting with the reasons for moving it, the latest first."""
    return Move.objects.filter(meeting=meeting).order_by("-id")


def minutes_of(meeting: Meeting) -> Minutes | None:
    """The meeting's minutes, if any were written."""
    return Minutes.objects.filter(meeting=meeting).first()
