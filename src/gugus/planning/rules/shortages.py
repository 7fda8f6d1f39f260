"""What makes a schedule impossible at first sight: said before anything is searched for."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gugus.planning.rules.facts import Facts, GroupFacts
from gugus.planning.rules.parting import days_of_line, missing_parts, parts_ahead, room
from gugus.planning.rules.spreading import weeks_as_days


class Shortage(StrEnum):
    """Kinds of it."""

    NO_DAY = "no_day"  # a line finds no free learning day in its months
    FEW_DAYS = "few_days"  # a line has more meetings than its days hold
    FULL_YEAR = "full_year"  # all lines of the whole group have more meetings than days are left


@dataclass(frozen=True)
class Short:
    """One shortage: of a line (None: of the whole year), so many wanted, so many days."""

    kind: Shortage
    group: int
    line: int | None
    wanted: int
    days: int


def shortages(facts: Facts) -> tuple[Short, ...]:
    """Every line that cannot have its days, and every year that is too full."""
    return tuple(short for group in facts.groups for short in _of_group(group))


def _of_group(group: GroupFacts) -> Iterator[Short]:
    everybody = 0
    for line in group.lines:
        if line.audience is None:
            everybody += len(parts_ahead(group, line))
        missing = missing_parts(group, line)
        if not missing:
            continue
        days = days_of_line(group, line)
        if not days:
            yield Short(Shortage.NO_DAY, group.key, line.key, missing, 0)
            continue
        most = room(days, None, None, weeks_as_days(line.weeks_between))
        if missing > most:
            yield Short(Shortage.FEW_DAYS, group.key, line.key, missing, most)
    left = len({*group.days, *(row.day for row in group.standing)})
    if everybody > left:
        yield Short(Shortage.FULL_YEAR, group.key, None, everybody, left)
