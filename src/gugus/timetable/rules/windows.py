"""How the meetings of a line are spread over its days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# A part of an even line may be so many learning days off its place, at the least.
LEAST_ROOM = 4


@dataclass(frozen=True)
class PartWindow:
    """Days that one part may take, and the day that would be exactly in rhythm."""

    days: tuple[date, ...]
    middle: date | None = None


def days_in_months(days: Iterable[date], months: Sequence[int]) -> tuple[date, ...]:
    """The days that fall in these months; no months mean the whole year."""
    return tuple(day for day in days if not months or day.month in months)


def first_day_in_months(year: int, months: Sequence[int]) -> date:
    """The first day of a school year that falls in these months; no months mean all.

    >>> first_day_in_months(2026, [1, 8]), first_day_in_months(2026, [2])
    (datetime.date(2026, 8, 1), datetime.date(2027, 2, 1))
    """
    starts = [date(year if month >= 7 else year + 1, month, 1) for month in months]
    return min(starts, default=date(year, 7, 1))


def last_day_in_months(year: int, months: Sequence[int]) -> date:
    """The last day of a school year that falls in these months; no months mean all.

    >>> last_day_in_months(2026, [1, 8]), last_day_in_months(2026, [12]), last_day_in_months(2026, [])
    (datetime.date(2027, 1, 31), datetime.date(2026, 12, 31), datetime.date(2027, 6, 30))
    """
    starts = [date(year if month >= 7 else year + 1, month, 1) for month in months]
    last = max(starts, default=date(year + 1, 6, 1))
    return (last + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def part_windows(
    days: Sequence[date], parts: int, *, even: bool, roomy: bool = False
) -> tuple[PartWindow, ...]:
    """The window of each part over the days of its line.

    Parts of an even line stand in the middles of equal shares of the days; each may be off by half
    a share, or by `LEAST_ROOM` days if that is more. `roomy`: an even line too may take any day,
    and the rhythm is only a wish.

    >>> from datetime import date, timedelta
    >>> days = [date(2026, 7, 1) + timedelta(7 * week) for week in range(12)]
    >>> [window.middle.isoformat() for window in windows(days, 2, even=True)]
    ['2026-07-22', '2026-09-02']
    >>> len(windows(days, 2, even=False)[0].days)
    12
    """
    if not even or not days or not parts:
        return (PartWindow(tuple(days)),) * parts
    count = len(days)
    room = max(LEAST_ROOM, -(-count // (2 * parts)))
    found = []
    for part in range(parts):
        middle = min(count - 1, (2 * part + 1) * count // (2 * parts))
        near = days if roomy else days[max(0, middle - room) : middle + room + 1]
        found.append(PartWindow(tuple(near), days[middle]))
    return tuple(found)


def weeks_as_days(weeks: int) -> int:
    """How many days must lie between meetings so many weeks apart.

    A meeting that was moved within its week by up to three days still counts as of that week.

    >>> weeks_as_days(1), weeks_as_days(3)
    (4, 18)
    """
    return max(1, 7 * weeks - 3)


def due_ahead(times: int, days: Sequence[date], as_of: date) -> int:
    """How many of `times` meetings, spread evenly over these days, fall after a day.

    >>> from datetime import date, timedelta
    >>> days = [date(2026, 7, 1) + timedelta(7 * week) for week in range(10)]
    >>> due_ahead(5, days, days[4]), due_ahead(5, days, date(2026, 6, 1)), due_ahead(5, [], days[0])
    (3, 5, 0)
    """
    ahead = sum(day > as_of for day in days)
    return -(-times * ahead // len(days)) if days else 0
