"""A month as a sheet of days: Monday first, each day with all that is on."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gugus.calendar.pages.entries import CalendarEntry

_MONDAY_FIRST = Calendar(0)


@dataclass(frozen=True)
class DayItem:
    """One thing on one day. What lasts is named where it begins and again in each new week."""

    entry: CalendarEntry
    begins: bool
    named: bool


@dataclass(frozen=True)
class DayCell:
    """A day of the sheet."""

    number: int
    iso: str
    is_today: bool
    is_free: bool
    items: tuple[DayItem, ...]


# Days of the months before and after stay empty.
Week = tuple[DayCell | None, ...]


def weeks_of(
    year: int, month: int, rows: Sequence[CalendarEntry], free: frozenset[date], today: date
) -> tuple[Week, ...]:
    """The weeks of a month with what is on."""
    return tuple(
        tuple(_day(day, rows, free, today) if day.month == month else None for day in week)
        for week in _MONDAY_FIRST.monthdatescalendar(year, month)
    )


def _day(day: date, rows: Sequence[CalendarEntry], free: frozenset[date], today: date) -> DayCell:
    on = [row for row in rows if row.first <= day <= row.last]
    return DayCell(
        number=day.day,
        iso=day.isoformat(),
        is_today=day == today,
        is_free=day in free,
        items=tuple(_item(day, row) for row in on),
    )


def _item(day: date, row: CalendarEntry) -> DayItem:
    begins = day == row.first or day.day == 1
    return DayItem(row, begins, begins or day.weekday() == 0)
