"""What a group still lacks before its year can be scheduled."""

from gugus.calendar.models import Occasion
from gugus.calendar.queries.settings import settings_of
from gugus.hosts.queries import hosts_of, ways_of
from gugus.hosts.rules.distances import Basis
from gugus.people.models import Group
from gugus.people.rules.years import bounds
from gugus.programme.models import Line
from gugus.timetable.rules.readiness import Lack

# What every school year has: where none is there, nobody has typed the year's calendar yet.
_OF_SCHOOLS = (Occasion.Kind.EXAM, Occasion.Kind.SCHOOL_BREAK)


def lacks_of(group: Group, year: int) -> tuple[Lack, ...]:
    """Everything that is missing, in the order in which a person would see to it."""
    found = []
    if settings_of(group).weekday is None:
        found.append(Lack.WEEKDAY)
    if not Line.objects.filter(programme__group=group, programme__school_year=year).exists():
        found.append(Lack.LINES)
    first, last = bounds(year)
    if not group.occasions.filter(
        kind__in=_OF_SCHOOLS, blocks=True, first_day__gte=first, first_day__lte=last
    ).exists():
        found.append(Lack.CALENDAR)
    hosts = hosts_of(group, year)
    if not hosts:
        found.append(Lack.HOSTS)
    elif len(hosts) > 1 and ways_of(group, hosts).basis == Basis.NONE:
        found.append(Lack.WAYS)
    return tuple(found)
