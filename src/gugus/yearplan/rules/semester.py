"""A semester laid out: weeks of its months across, lines down, the real dates inside.

A line whose meetings have no dates yet, or not all, stands open in those of its months that hold
none: a planned month is shown as planned, never as an invented date.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gugus.people.rules.years import semester_bounds

DAYS_A_WEEK = 7


@dataclass(frozen=True)
class PlannedLine:
    """How often a line is to meet, and in which calendar months (none: any)."""

    key: int
    times: int
    months: tuple[int, ...]


@dataclass(frozen=True)
class DatedMeeting:
    """A meeting on its day; `key` is the meeting's, a cancelled one is not `alive`."""

    key: int
    line: int | None
    day: date
    alive: bool = True


@dataclass(frozen=True)
class SemesterMonth:
    """A month of a semester: its year, its number, and how many weeks its days fill."""

    year: int
    number: int
    weeks: int


@dataclass(frozen=True)
class SemesterRow:
    """One line in a semester (`line` None: meetings that came of no line).

    `weeks` holds dates by (month, week of the month); `open_months` are months of the plan that
    hold none; `undated` counts the year's meetings of the line without a date.
    """

    line: int | None
    weeks: Mapping[tuple[int, int], tuple[DatedMeeting, ...]]
    open_months: tuple[int, ...]
    undated: int
    any_month: bool = False

    def of_month(self, month: int) -> tuple[DatedMeeting, ...]:
        """The month's dates in order."""
        found = [
            one for (number, _week), ones in self.weeks.items() if number == month for one in ones
        ]
        return tuple(sorted(found, key=_order))


def week_of(day: date) -> int:
    """Days 1 to 7 are the first week of a month, days 29 to 31 the fifth."""
    return (day.day - 1) // DAYS_A_WEEK + 1


def semester_months(year: int, semester: int) -> tuple[SemesterMonth, ...]:
    """The six months of a semester of the school year."""
    first, last = semester_bounds(year, semester)
    found = []
    while first <= last:
        after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        found.append(SemesterMonth(first.year, first.month, week_of(after - timedelta(days=1))))
        first = after
    return tuple(found)


def undated_of(line: PlannedLine, dates: Iterable[DatedMeeting]) -> int:
    """How many of the year's meetings of a line have no date yet."""
    alive = sum(one.alive and one.line == line.key for one in dates)
    return max(0, line.times - alive)


def lay_out(
    lines: Sequence[PlannedLine], dates: Sequence[DatedMeeting], year: int, semester: int
) -> tuple[SemesterRow, ...]:
    """The rows of a semester in the order of the lines, then what came of no line.

    `dates` are those of the whole year: what is still without a date is known from all of them.
    A line that has nothing in this semester has no row.
    """
    first, last = semester_bounds(year, semester)
    here = [one for one in dates if first <= one.day <= last]
    rows = [_row(line, dates, here, year, semester) for line in lines]
    found = [row for row in rows if row.weeks or row.open_months or row.any_month]
    own = {line.key for line in lines}
    free = [one for one in here if one.line not in own]
    if free:
        found.append(SemesterRow(None, _by_week(free), (), 0))
    return tuple(found)


def _row(
    line: PlannedLine,
    dates: Sequence[DatedMeeting],
    here: Sequence[DatedMeeting],
    year: int,
    semester: int,
) -> SemesterRow:
    undated = undated_of(line, dates)
    own = [one for one in here if one.line == line.key]
    taken = {one.day.month for one in own if one.alive}
    open_months = tuple(
        month.number
        for month in semester_months(year, semester)
        if undated and month.number in line.months and month.number not in taken
    )
    return SemesterRow(
        line.key, _by_week(own), open_months, undated, bool(undated and not line.months)
    )


def _by_week(dates: Iterable[DatedMeeting]) -> dict[tuple[int, int], tuple[DatedMeeting, ...]]:
    found: dict[tuple[int, int], tuple[DatedMeeting, ...]] = {}
    for one in sorted(dates, key=_order):
        key = (one.day.month, week_of(one.day))
        found[key] = (*found.get(key, ()), one)
    return found


def _order(one: DatedMeeting) -> tuple[date, int]:
    return one.day, one.key
