"""What a group still lacks before its year can be scheduled."""

from gugus.people.models import Group
from gugus.people.rules.years import bounds
from gugus.planning.models import Occasion
from gugus.planning.queries.settings import settings_of
from gugus.planning.queries.ways import hosts_of, ways_of
from gugus.planning.rules.readiness import Lack
from gugus.planning.rules.ways import Basis
from gugus.programme.models import Line

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
