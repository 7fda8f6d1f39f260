"""Reads about who is called and who came."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    DateField,
    F,
    FilteredRelation,
    IntegerField,
    Q,
    QuerySet,
)

from gugus.attendance.models import Attendance, Guest, SheetPhoto
from gugus.attendance.rules import statuses as counting
from gugus.meetings.models import Meeting
from gugus.meetings.queries import AHEAD, called_then, expected, meetings_of, meetings_of_year
from gugus.meetings.rules.times import may_check_in
from gugus.people.clock import day_of
from gugus.people.models import Group, Teacher
from gugus.people.queries import teachers_of
from gugus.people.queries.members import members_today, roster_on
from gugus.people.rules.years import school_year_of
from gugus.platform.foundation.models import User
from gugus.platform.foundation.prepared import Param, Prepared
from gugus.platform.foundation.queries import first_of


@dataclass(frozen=True)
class CheckIn:
    """A meeting that a teacher may check in to now, and what stands there already."""

    meeting: Meeting
    status: str


def recordable(meeting: Meeting) -> QuerySet[Teacher]:
    """Teachers who may stand on the sheet: the group's of today, and its members on that day."""
    year = school_year_of(meeting.date)
    return teachers_of(meeting.group, year) | teachers_of(meeting.group, year, meeting.date)


def recordable_ids(meeting: Meeting) -> frozenset[int]:
    """The ids of the same, asked before every mark."""
    year = school_year_of(meeting.date)
    found = _RECORDABLE.all(group=meeting.group_id, year=year, day=meeting.date)
    return frozenset(found)


def _recordable_ids() -> "QuerySet[Teacher, int]":
    of_group = (Param("group", BigIntegerField()), Param("year", IntegerField()))
    then = roster_on(*of_group, Param("day", DateField()))
    return (members_today(*of_group) | then).order_by().values_list("pk", flat=True)


_RECORDABLE = Prepared(_recordable_ids)


def recorded_rows(meeting: Meeting) -> QuerySet[Attendance]:
    """What is written about the meeting's teachers, without what was taken away again."""
    return Attendance.objects.filter(meeting=meeting).exclude(status="")


def addable(meeting: Meeting) -> QuerySet[Teacher]:
    """Teachers of the group that the meeting does not call and that are not on its sheet."""
    on_sheet = recorded_rows(meeting).values("teacher_id")
    called = expected(meeting).values("pk")
    return recordable(meeting).exclude(pk__in=called).exclude(pk__in=on_sheet)


_ONE = Param("meeting", BigIntegerField())

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
    "mine__how",
    "school_id",
    "mine__arrived_at",
    "mine__left_at",
    "mine__signed_at",
)


def sheet_rows(meeting: Meeting, schools: frozenset[int] | None = None) -> list[tuple[Any, ...]]:
    """One row for each teacher expected or recorded, in one query, as plain values by name.

    `schools` limits it to what a school head may see. Plain tuples, not models: the attendance
    page is the busiest of all.
    """
    rows, school = _whole_sheet(meeting), SHEET_FIELDS.index("school_id")
    return rows if schools is None else [row for row in rows if row[school] in schools]


def _whole_sheet(meeting: Meeting) -> list[tuple[Any, ...]]:
    if meeting.called_fixed_at is not None:
        return _CLOSED_SHEET.all(meeting=meeting.pk)
    if meeting.study_group_id is None:
        year = school_year_of(meeting.date)
        asked = {"meeting": meeting.pk, "group": meeting.group_id, "year": year}
        return _SHEET.all(**asked, day=meeting.date)
    return list(_sheet(meeting.pk, expected(meeting).select_related(None).order_by()))


def _sheet(meeting: int | Param, called: QuerySet[Teacher]) -> "QuerySet[Teacher, tuple[Any, ...]]":
    mine = FilteredRelation("attendance", condition=Q(attendance__meeting=meeting))
    rows = Teacher.objects.annotate(mine=mine)
    shown = rows.filter(Q(pk__in=called.values("pk")) | Q(mine__status__gt=""))
    return shown.order_by("sort_key", "id").values_list(*SHEET_FIELDS)


def _sheet_of_all() -> "QuerySet[Teacher, tuple[Any, ...]]":
    group, year = Param("group", BigIntegerField()), Param("year", IntegerField())
    called = roster_on(group, year, Param("day", DateField()))
    return _sheet(Param("meeting", BigIntegerField()), called)


# The sheet of a meeting of the whole group, for who sees all of it.
_SHEET = Prepared(_sheet_of_all)
# The sheet of a closed meeting, for the same.
_CLOSED_SHEET = Prepared(lambda: _sheet(_ONE, called_then(_ONE).order_by()))


def attendance_tally(
    meeting: Meeting, schools: frozenset[int] | None = None
) -> counting.AttendanceTally:
    """How the meeting was attended, among those expected or recorded."""
    position = SHEET_FIELDS.index("mine__status")
    return counting.tally_attendance(row[position] or "" for row in sheet_rows(meeting, schools))


_GUESTS = Prepared(lambda: Guest.objects.filter(meeting=_ONE))
_PHOTOS = Prepared(lambda: SheetPhoto.objects.filter(meeting=_ONE))


def guests_of(meeting: Meeting) -> list[Guest]:
    """Who came without being a teacher of the group."""
    return _GUESTS.all(meeting=meeting.pk)


def sheet_photos_of(meeting: Meeting) -> list[SheetPhoto]:
    """Photographs of the signed sheet."""
    return _PHOTOS.all(meeting=meeting.pk)


_OWN_ROW = Prepared(
    lambda: Attendance.objects.filter(
        meeting=Param("meeting", BigIntegerField()), teacher=Param("teacher", BigIntegerField())
    )
)


def named(model: type[Teacher] | type[User], ids: Collection[int]) -> dict[int, str]:
    """Names by id."""
    return dict(model.objects.filter(pk__in=ids).values_list("pk", "name"))


def own_row(meeting: int, teacher: int) -> Attendance | None:
    """What stands about one teacher at one meeting."""
    return _OWN_ROW.first(meeting=meeting, teacher=teacher)


def present(meeting: Meeting) -> QuerySet[Teacher]:
    """Teachers who came, on time or late."""
    came = Attendance.objects.filter(meeting=meeting, status__in=counting.PRESENT)
    return Teacher.objects.filter(pk__in=came.values("teacher_id")).select_related("school")


def check_in_open(group: Group, teacher: Teacher, now: datetime) -> CheckIn | None:
    """The meeting that this teacher may check in to at this moment, if any."""
    today = day_of(group, now)
    return check_in_among(meetings_of(group).filter(date=today, state__in=AHEAD), teacher, now)


def check_in_among(meetings: Iterable[Meeting], teacher: Teacher, now: datetime) -> CheckIn | None:
    """The first of these meetings that this teacher may check in to at this moment."""
    for meeting in meetings:
        times = (meeting.date, meeting.starts_at, meeting.ends_at)
        if not may_check_in(now, meeting.group.time_zone, *times):
            continue
        said = first_of(Attendance.objects.filter(meeting=meeting, teacher=teacher), "status")
        # One row when the meeting calls the teacher, with what stands there already.
        rows = expected(meeting).filter(pk=teacher.pk).annotate(said=said)
        for status in rows.values_list("said", flat=True):
            return CheckIn(meeting, status or "")
    return None


@dataclass(frozen=True)
class MeetingCounts:
    """Meetings of a school year that were not cancelled, and how many of them were held."""

    planned: int
    held: int


def meeting_counts(group: Group, year: int) -> MeetingCounts:
    """Meetings planned (not cancelled) and held in a school year."""
    rows = meetings_of_year(group, year)
    found = rows.aggregate(planned=Count("id"), held=Count("id", filter=Q(state="held")))
    return MeetingCounts(found["planned"], found["held"])


def own_marks(group: Group, teacher_id: int) -> QuerySet[Attendance, Any]:
    """All that the lists of a group hold about a teacher, the latest first."""
    rows = Attendance.objects.filter(teacher=teacher_id, meeting__group=group)
    return rows.order_by("-meeting__date", "-id").values(
        "status",
        "how",
        "arrived_at",
        "left_at",
        "signature",
        "note",
        "recorded_at",
        meeting_title=F("meeting__title"),
        meeting_day=F("meeting__date"),
    )
