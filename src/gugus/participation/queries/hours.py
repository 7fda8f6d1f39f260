"""Hours of meetings by teacher: the one count behind participation, papers and certificates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache, cached_property
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet, TextField
from django.db.models.functions import Cast

from gugus.attendance.models import Attendance
from gugus.catchup.models import PacketReading
from gugus.meetings.models import GroupRules, Meeting
from gugus.meetings.queries import called_to, rules_of
from gugus.participation.rules.hours import (
    AttendanceCategory,
    AttendanceCredit,
    Audience,
    CountedMeeting,
    CountingStatus,
    RecordedAttendance,
    TeacherFacts,
    counting_status,
    credit_for,
    is_called,
)
from gugus.people.models import Group, Membership, StudyGroup, Teacher
from gugus.people.queries import schools_by_year
from gugus.people.rules.membership import OwnMembership, RosterEntry
from gugus.people.rules.years import school_year_of


@dataclass(frozen=True)
class HeldMeeting:
    """A meeting that took place; `minutes` is its whole length."""

    id: int
    title: str
    day: date
    starts: time
    ends: time
    minutes: int
    state: str
    study_group_id: int | None
    audience: str
    line_id: int | None


@dataclass(frozen=True)
class CountedTeacher:
    """A teacher whom at least one of the meetings called, or who came uncalled."""

    id: int
    name: str
    school_id: int
    school: str
    class_level: int | None
    subject: str
    left: bool
    study_groups: frozenset[int]


class TeacherHours(NamedTuple):
    """One teacher and one meeting: a plain tuple, since a large group's year has thousands.

    `status` is as written on the sheet ('' when nothing was), `minutes` what counts: the time sat
    through, or, when `caught_up`, what the group grants for the packet. `called` is False for
    somebody who came uncalled (extra): such a row counts for that teacher and in no sum.
    """

    teacher_id: int
    meeting_id: int
    status: str
    counted: AttendanceCategory
    minutes: int
    caught_up: bool
    called: bool


@dataclass(frozen=True)
class Hours:
    """All rows of a period, by teacher's name and then by day, and what they stand on.

    `meetings` counted; `unrecorded` are past ones without any attendance: they count for nobody.
    JP = minutes / `minutes_per_jp`.
    """

    meetings: tuple[HeldMeeting, ...]
    unrecorded: tuple[HeldMeeting, ...]
    teachers: tuple[CountedTeacher, ...]
    rows: tuple[TeacherHours, ...]
    minutes_per_jp: int
    catch_up_percent: int

    @cached_property
    def by_teacher(self) -> Mapping[int, tuple[TeacherHours, ...]]:
        """The rows of each teacher, by day."""
        return {pk: tuple(rows) for pk, rows in groupby(self.rows, key=itemgetter(0))}

    @cached_property
    def offered(self) -> Mapping[int, int]:
        """Minutes of the meetings that called each teacher, by teacher: what a share is of."""
        length = {one.id: one.minutes for one in self.meetings}
        return {
            pk: sum([length[row.meeting_id] for row in rows if row.called])
            for pk, rows in self.by_teacher.items()
        }


def hours_of_group(
    group: Group, since: date, until: date, *, today: date, teacher: int | None = None
) -> Hours:
    """What counts between two days, both included, for every teacher of the group then, or for one.

    Filter `teachers` and `rows` of more than one afterwards: whether a meeting was recorded at all
    is known from everybody's marks. Eight queries for all, whatever the number of meetings and
    teachers. Rules: `rules.counting`.
    """
    read = _PeriodData(group, since, until, teacher)
    judged = {CountingStatus.COUNTS: list[Meeting](), CountingStatus.UNRECORDED: list[Meeting]()}
    for meeting in read.meetings:
        found = counting_status(
            state=meeting.state,
            day=meeting.date,
            today=today,
            recorded=meeting.pk in read.recorded_meetings,
        )
        judged.get(found, []).append(meeting)
    counted = judged[CountingStatus.COUNTS]
    sittings = [read.sitting(meeting) for meeting in counted]
    rows = read.rows_of(sittings)
    seen = {row.teacher_id for row in rows}
    return Hours(
        meetings=tuple(map(read.held, counted)),
        unrecorded=tuple(map(read.held, judged[CountingStatus.UNRECORDED])),
        teachers=tuple(read.attender(one) for one in read.teachers if one.facts.id in seen),
        rows=rows,
        minutes_per_jp=group.minutes_per_jp,
        catch_up_percent=read.rules.catch_up_percent,
    )


class _ReadTeacher(NamedTuple):
    """What is read of a teacher: a group has ninety, and whole records of them cost more than their hours."""

    facts: TeacherFacts
    name: str
    school: str


@dataclass
class _PeriodData:
    """Everything read once, in plain rows."""

    group: Group
    since: date
    until: date
    # Whose rows are wanted; None: everybody's.
    only: int | None = None
    rules: GroupRules = field(init=False)
    meetings: list[Meeting] = field(init=False)
    written: dict[tuple[int, int], RecordedAttendance] = field(init=False)

    def __post_init__(self) -> None:
        self.rules = rules_of(self.group)
        during = {"meeting__group": self.group, "meeting__date__range": (self.since, self.until)}
        rows = Meeting.objects.filter(group=self.group, date__range=(self.since, self.until))
        self.meetings = list(rows.exclude(state=Meeting.State.CANCELLED))
        self.parts = {part.pk: part for part in StudyGroup.objects.filter(group=self.group)}
        self.audiences = {pk: _audience(part) for pk, part in self.parts.items()}
        years = {school_year_of(meeting.date) for meeting in self.meetings}
        self.schools = schools_by_year(self.group, years)
        recorded = Attendance.objects.filter(**during).exclude(status="")
        answers = PacketReading.objects.filter(**during, answered_at__isnull=False)
        own = frozenset[int]().union(*self.schools.values())
        self.called = called_to(self.meetings, self.only)
        gone = frozenset[int]().union(*self.called.values())
        said = Membership.objects.filter(group=self.group)
        reached = Q(school_id__in=own) | Q(pk__in=recorded.values("teacher_id")) | Q(pk__in=gone)
        reached |= Q(pk__in=said.values("teacher_id"))
        teachers = Teacher.objects.filter(reached)
        if self.only is None:
            self.written = _recorded_by_key(recorded, answers)
            marked = [meeting for (_teacher, meeting), one in self.written.items() if one.status]
        else:
            mine = {"teacher": self.only}
            teachers = teachers.filter(pk=self.only)
            self.written = _recorded_by_key(recorded.filter(**mine), answers.filter(**mine))
            marked = list(recorded.order_by().values_list("meeting_id", flat=True).distinct())
        self.recorded_meetings = frozenset(marked)
        self.teachers = tuple(self._read(teachers.order_by("sort_key", "id")))

    def _read(self, teachers: QuerySet[Teacher]) -> Iterator[_ReadTeacher]:
        """Each once, with what is said about this group beside the school's roster."""
        here = FilteredRelation("memberships", condition=Q(memberships__group=self.group))
        rows = teachers.annotate(here=here).values_list(*_READ, *_SAID)
        for _pk, of_one in groupby(rows, key=itemgetter(0)):
            known = list(of_one)
            pk, name, school, school_name, active, joined, left, level, subject = known[0][:9]
            said = tuple(OwnMembership(*row[9:]) for row in known if row[9] is not None)
            roster = RosterEntry(school, active, joined, left, said)
            yield _ReadTeacher(TeacherFacts(pk, roster, level, subject), name, school_name)

    def sitting(self, meeting: Meeting) -> CountedMeeting:
        return CountedMeeting(
            meeting.pk,
            meeting.date,
            meeting.starts_at,
            meeting.ends_at,
            self.schools[school_year_of(meeting.date)],
            self.audiences[meeting.study_group_id] if meeting.study_group_id else None,
            self.called.get(meeting.pk),
        )

    def rows_of(self, sittings: Sequence[CountedMeeting]) -> tuple[TeacherHours, ...]:
        """By teacher and then by day. One loop without a call for each of thousands of rows.

        Most teachers of a meeting have the same mark, and so the same credit.
        """
        written_of, percent = self.written, self.rules.catch_up_percent
        credits: dict[tuple[int, RecordedAttendance], AttendanceCredit] = {}
        rows = []
        for facts, _name, _school in self.teachers:
            pk = facts.id
            for sitting in sittings:
                key = (pk, sitting.id)
                written = written_of.get(key, _NOT_RECORDED)
                fixed = sitting.called
                called = is_called(facts, sitting) if fixed is None else pk in fixed
                if not (called or written.status):
                    continue
                mark = (sitting.id, written)
                if mark not in credits:
                    credits[mark] = credit_for(sitting, written, percent)
                found = credits[mark]
                rows.append(
                    (*key, written.status, found.counted, found.minutes, found.caught_up, called)
                )
        return tuple(map(TeacherHours._make, rows))

    def held(self, meeting: Meeting) -> HeldMeeting:
        part = self.parts.get(meeting.study_group_id or 0)
        return HeldMeeting(
            id=meeting.pk,
            title=meeting.title,
            day=meeting.date,
            starts=meeting.starts_at,
            ends=meeting.ends_at,
            minutes=self.sitting(meeting).minutes,
            state=meeting.state,
            study_group_id=meeting.study_group_id,
            audience=part.name if part else "",
            line_id=meeting.line_id,
        )

    def attender(self, one: _ReadTeacher) -> CountedTeacher:
        facts = one.facts
        return CountedTeacher(
            id=facts.id,
            name=one.name,
            school_id=facts.roster.school_id,
            school=one.school,
            class_level=facts.class_level,
            subject=facts.subject,
            left=facts.roster.left,
            study_groups=frozenset(pk for pk, part in self.audiences.items() if part.fits(facts)),
        )


# Columns of a teacher, and of what is said about the own group; one row for each thing said.
_READ = (
    "pk",
    "name",
    "school_id",
    "school__name",
    "active",
    "joined_on",
    "left_on",
    "class_level",
    "subject",
)
_SAID = ("here__group_id", "here__school_id", "here__since", "here__until")
_NOT_RECORDED = RecordedAttendance()


def _audience(part: StudyGroup) -> Audience:
    return Audience(frozenset(part.class_levels), part.subject)


def _recorded_by_key(
    recorded: QuerySet[Attendance], answers: QuerySet[PacketReading]
) -> dict[tuple[int, int], RecordedAttendance]:
    """Plain rows: a year of a large group has thousands, and few of them have times."""
    answered = set(answers.values_list("teacher_id", "meeting_id"))
    found = {key: RecordedAttendance(answered=True) for key in answered}
    usual = cache(lambda status, answered: RecordedAttendance(status, answered=answered))
    times = (Cast("arrived_at", TextField()), Cast("left_at", TextField()))
    rows = recorded.values_list("teacher_id", "meeting_id", "status", *times)
    for teacher, meeting, status, arrived, left in rows:
        key = (teacher, meeting)
        if arrived or left:
            found[key] = RecordedAttendance(status, _time(arrived), _time(left), key in answered)
        else:
            found[key] = usual(status, key in answered)
    return found


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
