"""Which meetings stand in a person's own calendar, and in a group's."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from gugus.feeds.models import Feed
from gugus.meetings.models import Meeting
from gugus.people.access import Actor
from gugus.people.models import Group, StudyGroup, Teacher
from gugus.people.queries import is_in_study_group
from gugus.people.rules.years import school_year_bounds, school_year_of
from gugus.speakers.models import MeetingAssistant


def feeds_of(user_id: int, group: Group) -> tuple[Feed | None, Feed | None]:
    """The person's own feed, and the one of this group, as far as they were made."""
    rows = Feed.objects.filter(Q(group=None) | Q(group=group), user=user_id)
    found = {row.group_id: row for row in rows}
    return found.get(None), found.get(group.pk)


def group_meetings(group: Group, today: date) -> list[Meeting]:
    """A group's meetings of the last school year, of this one and after; cancelled ones too."""
    return list(_since(today).filter(group=group))


def own_meetings(actor: Actor, today: date) -> list[Meeting]:
    """What calls this person, in whatever group, and where they speak or assist.

    On a roster: the meetings of everybody and of the own study groups. Where a person holds an
    office but is on no roster (supervisor, officer from outside): all meetings. A meeting whose
    audience changes to others is no longer among them: see `rules/handing.py` for what is sent.
    """
    teacher = Teacher.objects.filter(pk=actor.teacher_id or 0).first()
    wanted = Q(pk=None)
    teaches = frozenset[int]()
    if teacher is not None:
        teaches = actor.taught_groups()
        parts = StudyGroup.objects.filter(group__in=teaches)
        own = [part.pk for part in parts if is_in_study_group(part, teacher)]
        called = Q(study_group=None) | Q(study_group__in=own)
        wanted |= Q(group__in=teaches) & called
        assists = MeetingAssistant.objects.filter(speaker__teacher=teacher)
        wanted |= Q(speaker__teacher=teacher) | Q(pk__in=assists.values("meeting"))
    wanted |= Q(group__in=actor.group_ids() - teaches)
    return list(_since(today).filter(wanted))


def zone_of_reader(actor: Actor, meetings: Sequence[Meeting]) -> str:
    """By which clock this person lives: that of the own groups, else of the meetings; the commonest."""
    own = actor.taught_groups() or actor.group_ids()
    zones = list(
        Group.objects.filter(pk__in=own).order_by("pk").values_list("time_zone", flat=True)
    )
    zones = zones or [meeting.group.time_zone for meeting in meetings]
    return Counter(zones).most_common(1)[0][0] if zones else settings.TIME_ZONE


def _since(today: date) -> QuerySet[Meeting]:
    first, _last = school_year_bounds(school_year_of(today) - 1)
    rows = Meeting.objects.filter(date__gte=first).order_by("date", "starts_at", "id")
    return rows.select_related("group", "study_group", "host", "speaker")
