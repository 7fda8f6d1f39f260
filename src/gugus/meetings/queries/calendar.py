"""Reads about meetings: which there are, when, whom they call by their study group."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q, QuerySet

from gugus.meetings.models import Meeting, Minutes, Move
from gugus.meetings.rules import attendance as counting
from gugus.meetings.rules.planning import HostTurn, Slot
from gugus.people.models import Group, StudyGroup, Teacher
from gugus.people.queries import schools_of
from gugus.people.rules.years import bounds, school_year_of
from gugus.programme.models import Line

LIVE = (Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.HELD)


AHEAD = (Meeting.State.PLANNED, Meeting.State.CALLED)


@dataclass(frozen=True)
class MeetingCounts:
    """Meetings of a school year that were not cancelled, and how many of them were held."""

    planned: int
    held: int


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


def lines_of(group: Group, today: date) -> QuerySet[Line]:
    """The lines of the group's programme of this school year, to plan meetings from."""
    year = school_year_of(today)
    return Line.objects.filter(programme__group=group, programme__school_year=year)


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


def minutes_waiting(group: Group, today: date, days: int = 3) -> QuerySet[Meeting]:
    """Meetings more than `days` days ago whose minutes are not closed, the oldest first."""
    past = meetings_of(group).filter(date__lt=today - timedelta(days=days), state__in=LIVE)
    return past.exclude(minutes__state=Minutes.State.FINAL).order_by("date", "starts_at")


def moves_of(meeting: Meeting) -> QuerySet[Move]:
    """Former times of a meeting with the reasons for moving it, the latest first."""
    return Move.objects.filter(meeting=meeting).order_by("-id")


def minutes_of(meeting: Meeting) -> Minutes | None:
    """The meeting's minutes, if any were written."""
    return Minutes.objects.filter(meeting=meeting).first()
