"""Reads about requests for teachers of other groups."""

from django.db.models import Q, QuerySet

from gugus.membership.models import MembershipRequest
from gugus.people.models import Group
from gugus.people.queries import kept_elsewhere, roster_of, teachers_of


def requests_around(group: Group) -> QuerySet[MembershipRequest]:
    """Other groups' requests for teachers of this group, whichever keeps their record.

    Also for those who left it and belong nowhere: they were this group's last.
    """
    left = Q(teacher__active=False, teacher__in=roster_of(group, with_left=True))
    rows = MembershipRequest.objects.filter(Q(teacher__in=teachers_of(group)) | left)
    rows = rows.exclude(group=group)
    return rows.select_related("teacher__school", "group", "school")


def requests_to(group: Group) -> list[MembershipRequest]:
    """Those that this group answers: it keeps the record."""
    rows = list(requests_around(group))
    elsewhere = kept_elsewhere(group, [row.teacher for row in rows])
    return [row for row in rows if row.teacher_id not in elsewhere]
