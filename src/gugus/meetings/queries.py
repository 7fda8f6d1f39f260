"""Reads about meetings: which there are, when, whom they call by their study group."""

from collections.abc import Iterable
from datetime import date

from django.db.models import BigIntegerField, Max, Q, QuerySet

from gugus.meetings.models import CalledTeacher, GroupRules, Meeting, MeetingMove
from gugus.meetings.rules.parts import LinePart, number_parts
from gugus.meetings.rules.slots import HostTurn, Slot
from gugus.people.clock import current_year
from gugus.people.models import Group, StudyGroup, Teacher
from gugus.people.queries import members_of, schools_of, teachers_of
from gugus.people.rules.years import school_year_bounds, school_year_of
from gugus.platform.foundation.prepared import Param, Prepared
from gugus.programme.models import Line
from gugus.programme.queries import years_of

LIVE = (Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.HELD)


AHEAD = (Meeting.State.PLANNED, Meeting.State.CALLED)


def meetings_of(group: Group) -> QuerySet[Meeting]:
    """A group's meetings with what every listing names."""
    return Meeting.objects.filter(group=group).select_related("study_group", "host")


_MEETING = Prepared(
    lambda: Meeting.objects.filter(
        group=Param("group", BigIntegerField()), pk=Param("pk", BigIntegerField())
    ).select_related("study_group", "host")
)


_OF_GROUP = Param("group", BigIntegerField())
_RULES = Prepared(lambda: GroupRules.objects.filter(group=_OF_GROUP))
_MONTHS = Prepared(
    lambda: Meeting.objects.filter(group=_OF_GROUP).order_by().dates("date", "month")
)


def meeting_of(group: Group, pk: int) -> Meeting | None:
    """The group's meeting with this number, as `meetings_of` reads it."""
    found = _MEETING.first(group=group.pk, pk=pk)
    if found is not None:
        # It is read already.
        found.group = group
        if found.study_group is not None:
            found.study_group.group = group
    return found


def meetings_of_year(group: Group, year: int) -> QuerySet[Meeting]:
    """The meetings of a school year that were not cancelled."""
    days = school_year_bounds(year)
    return Meeting.objects.filter(group=group, date__range=days, state__in=LIVE)


def years_with_meetings(group: Group) -> list[int]:
    """School years that hold a meeting, latest first."""
    months = _MONTHS.all(group=group.pk)
    return sorted({school_year_of(month) for month in months}, reverse=True)


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


def next_after(meeting: Meeting, day: date | None = None) -> Meeting | None:
    """The next planned meeting of the same people after this one, and after a later `day`."""
    after = max(meeting.date, day or meeting.date)
    ahead = Meeting.objects.filter(group_id=meeting.group_id, date__gt=after, state__in=AHEAD)
    if meeting.study_group_id is not None:
        ahead = ahead.filter(Q(study_group=None) | Q(study_group=meeting.study_group_id))
    return ahead.order_by("date", "starts_at", "id").first()


def programme_lines(group: Group, today: date) -> QuerySet[Line]:
    """The lines of the group's programme of this school year, to plan meetings from."""
    year = school_year_of(today)
    return Line.objects.filter(programme__group=group, programme__school_year=year)


def taken_slots(group: Group, day: date) -> list[Slot]:
    """The meetings of a day that were not cancelled, as times taken."""
    rows = Meeting.objects.filter(group=group, date=day, state__in=LIVE)
    return [Slot(m.date, m.starts_at, m.ends_at, m.study_group_id, m.pk) for m in rows]


def host_turns(group: Group, today: date) -> list[HostTurn]:
    """Each school of the group and the last day it was, or will be, host."""
    live = Meeting.objects.filter(group=group, state__in=LIVE, host__isnull=False)
    last = dict(live.values_list("host").annotate(last=Max("date")))
    schools = schools_of(group, school_year_of(today))
    return [HostTurn(school.pk, school.name, last.get(school.pk)) for school in schools]


def moves_of(meeting: Meeting) -> QuerySet[MeetingMove]:
    """Former times of a meeting with the reasons for moving it, the latest first."""
    return MeetingMove.objects.filter(meeting=meeting).order_by("-id")


def parts_of(meetings: Iterable[Meeting]) -> dict[int, LinePart]:
    """By meeting: its part, where its line has several; cancelled meetings are no part. One query."""
    lines = {meeting.line_id for meeting in meetings} - {None}
    if not lines:
        return {}
    rows = Meeting.objects.filter(line__in=lines, state__in=LIVE)
    in_time = rows.order_by("date", "starts_at", "pk").values_list("pk", "line_id", "line__times")
    found = [(pk, line or 0, times) for pk, line, times in in_time]
    return number_parts(
        ((pk, line) for pk, line, _times in found), {line: times for _pk, line, times in found}
    )


def expected(meeting: Meeting) -> QuerySet[Teacher]:
    """The teachers that a meeting calls, with their schools.

    Members on its day; once its minutes are finished, those who were then.
    """
    if meeting.called_fixed_at is not None:
        return called_then(meeting.pk).select_related("school")
    year, day = school_year_of(meeting.date), meeting.date
    if meeting.study_group is None:
        return teachers_of(meeting.group, year, day)
    return members_of(meeting.study_group, year, day)


def called_then(meeting: int | Param) -> QuerySet[Teacher]:
    """Whom a closed meeting called; takes a prepared query's values."""
    return Teacher.objects.filter(calls__meeting=meeting)


def called_to(meetings: Iterable[Meeting], teacher: int | None = None) -> dict[int, frozenset[int]]:
    """By closed meeting: the ids of those whom it called, or whether it called one. One query."""
    fixed = {one.pk: set[int]() for one in meetings if one.called_fixed_at is not None}
    rows = CalledTeacher.objects.filter(meeting__in=list(fixed)).order_by()
    rows = rows if teacher is None else rows.filter(teacher=teacher)
    for meeting, pk in rows.values_list("meeting_id", "teacher_id"):
        fixed[meeting].add(pk)
    return {pk: frozenset(called) for pk, called in fixed.items()}


def is_expected(meeting: Meeting, teacher: Teacher) -> bool:
    """True when the meeting calls this teacher."""
    return expected(meeting).filter(pk=teacher.pk).exists()


def rules_of(group: Group) -> GroupRules:
    """The group's own numbers, or the defaults."""
    found = _RULES.first(group=group.pk) or GroupRules()
    found.group = group
    return found


def years_to_look_at(group: Group) -> tuple[int, ...]:
    """Years with a programme or meetings, this one and the next; the latest first."""
    this = current_year(group)
    return tuple(
        sorted({*years_of(group), *years_with_meetings(group), this, this + 1}, reverse=True)
    )
