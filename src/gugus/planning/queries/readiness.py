"""What a group still lacks before its year can be scheduled."""

from gugus.people.models import Group
from gugus.planning.queries.settings import settings_of
from gugus.planning.queries.ways import hosts_of, ways_of
from gugus.planning.rules.readiness import Lack
from gugus.planning.rules.ways import Basis
from gugus.programme.models import Line


def lacks_of(group: Group, year: int) -> tuple[Lack, ...]:
    """Everything that is missing, in the order in which a person would see to it."""
    found = []
    if settings_of(group).weekday is None:
        found.append(Lack.WEEKDAY)
    if not Line.objects.filter(programme__group=group, programme__school_year=year).exists():
        found.append(Lack.LINES)
    hosts = hosts_of(group, year)
    if not hosts:
        found.append(Lack.HOSTS)
    elif len(hosts) > 1 and ways_of(group, hosts).basis == Basis.NONE:
        found.append(Lack.WAYS)
    return tuple(found)
