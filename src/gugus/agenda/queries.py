"""Reads about meetings: which there are, when, whom they call by their study group."""

from django.db.models import Count, Q, QuerySet

from gugus.attendance.rules import statuses as counting
from gugus.meetings.models import Meeting
from gugus.meetings.queries import meetings_of
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds


def meetings_of_year(group: Group, year: int) -> QuerySet[Meeting]:
    """The meetings of a school year with how many came and how many steps were given."""
    came = Count("attendance", filter=Q(attendance__status__in=counting.PRESENT), distinct=True)
    return (
        meetings_of(group)
        .filter(date__range=school_year_bounds(year))
        .annotate(came=came, given=Count("steps", distinct=True))
    )
