"""Reads about hosts: who may be one, how far it is between schools, whose turn it was."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from gugus.calendar.queries.settings import plan_settings_of
from gugus.hosts.models import Distance, HostSettings
from gugus.hosts.rules.distances import Distances, distances_between
from gugus.meetings.models import Meeting
from gugus.people.models import Group, School
from gugus.people.queries import schools_of, teachers_of
from gugus.people.rules.years import school_year_bounds


def hosts_of(group: Group, year: int) -> tuple[School, ...]:
    """The group's schools of a school year that may be host, by name."""
    barred = HostSettings.objects.filter(group=group, may_host=False).values("school_id")
    return tuple(schools_of(group, year).exclude(pk__in=barred).order_by("sort_key", "pk"))


def disliked_months(group: Group) -> dict[int, tuple[int, ...]]:
    """By school: the months in which it would rather not be host; only schools that said so."""
    rows = HostSettings.objects.filter(group=group).exclude(disliked_months=[])
    return {pk: tuple(months) for pk, months in rows.values_list("school_id", "disliked_months")}


def distances_of(group: Group, schools: Sequence[School]) -> Distances:
    """Kilometres between these schools: as the group typed them, else from coordinates."""
    place = {school.pk: at for at, school in enumerate(schools)}
    rows = Distance.objects.filter(group=group, one__in=place, other__in=place)
    typed = {}
    for one, other, km in rows.values_list("one_id", "other_id", "km"):
        a, b = sorted((place[one], place[other]))
        typed[a, b] = float(km)
    return distances_between([point_of(school) for school in schools], typed)


def typed_distances(group: Group) -> dict[tuple[int, int], Decimal]:
    """Kilometres that the group typed, by the ids of two schools, the smaller first."""
    rows = Distance.objects.filter(group=group).values_list("one_id", "other_id", "km")
    return {(one, other): km for one, other, km in rows}


def point_of(school: School) -> tuple[float, float] | None:
    """Latitude and longitude, where both are recorded."""
    if school.latitude is None or school.longitude is None:
        return None
    return school.latitude, school.longitude


def turns_served(group: Group, year: int) -> dict[int, int]:
    """Turns as host before this school year, by school: those that count for fairness.

    Meetings of the former years that the group counts, cancelled ones left out, and what was typed
    of the time before Gugus.
    """
    counted = plan_settings_of(group).years_counted
    turns = Counter[int]()
    for served in turns_by_year(group, range(year - counted, year)).values():
        turns.update(served)
    former = HostSettings.objects.filter(group=group, former_turns__gt=0)
    turns.update(dict(former.values_list("school_id", "former_turns")))
    return dict(turns)


def turns_by_year(group: Group, years: Sequence[int]) -> dict[int, dict[int, int]]:
    """Meetings at each school in each of these school years, held or planned."""
    found: dict[int, dict[int, int]] = {}
    for year in years:
        rows = (
            Meeting.objects.filter(
                group=group, host__isnull=False, date__range=school_year_bounds(year)
            )
            .exclude(state=Meeting.State.CANCELLED)
            .order_by()
            .values_list("host_id")
            .annotate(n=Count("pk"))
        )
        found[year] = {school: turns for school, turns in rows if school is not None}
    return found


@dataclass(frozen=True)
class HostRecord:
    """A school as host: its settings (an unsaved row when none), its turns by school year."""

    school: School
    settings: HostSettings
    turns: dict[int, int]


def host_records(group: Group, years: Sequence[int]) -> tuple[HostRecord, ...]:
    """All schools of the group in the last of these years, by name."""
    rows = {row.school_id: row for row in HostSettings.objects.filter(group=group)}
    served = turns_by_year(group, years)
    return tuple(
        HostRecord(
            school,
            rows.get(school.pk) or HostSettings(group=group, school=school),
            {year: served[year].get(school.pk, 0) for year in years},
        )
        for school in schools_of(group, years[-1]).order_by("sort_key", "pk")
    )


def teachers_by_school(group: Group, year: int) -> dict[int, int]:
    """How many teachers each school sends, by school."""
    rows = teachers_of(group, year).order_by().values_list("school_id").annotate(n=Count("pk"))
    return dict(rows)
