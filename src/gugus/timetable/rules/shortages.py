"""What makes a schedule impossible without a search: reported before the search."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gugus.timetable.rules.facts import GroupFacts, LineFacts, ScheduleFacts
from gugus.timetable.rules.parts_ahead import (
    days_of_line,
    days_that_fit,
    missing_parts,
    parts_ahead,
)
from gugus.timetable.rules.windows import weeks_as_days


class ShortageKind(StrEnum):
    """Kinds of it."""

    NO_DAY = "no_day"  # a line finds no free learning day in its months
    FEW_DAYS = "few_days"  # a line has more meetings than its days hold
    FULL_YEAR = "full_year"  # all lines of the whole group have more meetings than days are left
    CROWDED = "crowded"  # between two days more meetings have to be held than there are days


@dataclass(frozen=True)
class Short:
    """One shortage: of a line (None: of the whole year), so many wanted, so many days.

    What is crowded names the days between which, and the lines whose meetings have to be there.
    """

    kind: ShortageKind
    group: int
    line: int | None
    wanted: int
    days: int
    first: date | None = None
    last: date | None = None
    lines: tuple[int, ...] = ()


def shortages(facts: ScheduleFacts) -> tuple[Short, ...]:
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
            yield Short(ShortageKind.NO_DAY, group.key, line.key, missing, 0)
            continue
        most = days_that_fit(days, None, None, weeks_as_days(line.weeks_between))
        if missing > most:
            yield Short(ShortageKind.FEW_DAYS, group.key, line.key, missing, most)
    left = len({*group.days, *(row.day for row in group.upcoming)})
    if everybody > left:
        yield Short(ShortageKind.FULL_YEAR, group.key, None, everybody, left)
        return
    crowded = _crowded(group)
    if crowded is not None:
        yield crowded


def _crowded(group: GroupFacts) -> Short | None:
    """The stretch of days with the most meetings too many; among such the shortest.

    Meetings of the whole group need a day each, so those that can only be held between two days
    cannot be more than the days there (P. Hall, On representatives of subsets, 1935).
    """
    days = sorted({*group.days, *(row.day for row in group.upcoming)})
    spans = [span for line in group.lines if line.audience is None for span in _spans(group, line)]
    worst: tuple[int, int, int, int] | None = None
    for first in {span[0] for span in spans}:
        for last in {span[1] for span in spans if span[1] >= first}:
            wanted = sum(first <= span[0] and span[1] <= last for span in spans)
            there = bisect_right(days, last) - bisect_left(days, first)
            found = (wanted - there, -there, first.toordinal(), last.toordinal())
            if wanted > there and (worst is None or found > worst):
                worst = found
    if worst is None:
        return None
    too_many, there, first, last = worst[0], -worst[1], *map(date.fromordinal, worst[2:])
    inside = {key for a, b, key in spans if first <= a and b <= last}
    return Short(
        ShortageKind.CROWDED, group.key, None, there + too_many, there, first, last, tuple(inside)
    )


def _spans(group: GroupFacts, line: LineFacts) -> Iterator[tuple[date, date, int]]:
    """The first and last day that each meeting ahead of the line may take."""
    days = days_of_line(group, line)
    gap = weeks_as_days(line.weeks_between)
    parts = parts_ahead(group, line, roomy=True)
    for at, part in enumerate(parts):
        if part.upcoming is not None and part.upcoming.pin_date:
            yield part.upcoming.day, part.upcoming.day, line.key
            continue
        own = {part.upcoming.day} if part.upcoming is not None and part.upcoming.free else set()
        able = sorted({*days, *own})
        # So many of the line's own meetings stand before it and after it, each its weeks apart.
        able = [
            day
            for day in able
            if (day - able[0]).days >= at * gap
            and (able[-1] - day).days >= (len(parts) - 1 - at) * gap
        ]
        if able:
            yield able[0], able[-1], line.key
