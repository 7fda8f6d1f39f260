"""What a group still lacks before its year can be scheduled."""

from gugus.calendar.models import CalendarEvent
from gugus.calendar.queries.settings import plan_settings_of
from gugus.hosts.queries import distances_of, hosts_of
from gugus.hosts.rules.distances import DistanceBasis
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds
from gugus.programme.models import Line
from gugus.timetable.rules.readiness import MissingPrerequisite

# What every school year has: where none is there, nobody has typed the year's calendar yet.
_OF_SCHOOLS = (CalendarEvent.Kind.EXAM, CalendarEvent.Kind.SCHOOL_BREAK)


def missing_prerequisites(group: Group, year: int) -> tuple[MissingPrerequisite, ...]:
    """Everything that is missing, in the order in which a person would see to it."""
    found = []
    if plan_settings_of(group).weekday is None:
        found.append(MissingPrerequisite.WEEKDAY)
    if not Line.objects.filter(programme__group=group, programme__school_year=year).exists():
        found.append(MissingPrerequisite.LINES)
    first, last = school_year_bounds(year)
    if not group.calendar_events.filter(
        kind__in=_OF_SCHOOLS, blocks=True, first_day__gte=first, first_day__lte=last
    ).exists():
        found.append(MissingPrerequisite.CALENDAR)
    hosts = hosts_of(group, year)
    if not hosts:
        found.append(MissingPrerequisite.HOSTS)
    elif len(hosts) > 1 and distances_of(group, hosts).basis == DistanceBasis.NONE:
        found.append(MissingPrerequisite.DISTANCES)
    return tuple(found)
