"""The months of a calendar: what is on, and which learning days are free."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.calendar.pages.entries import CalendarEntry, entries_of
from gugus.calendar.pages.grid import Week, weeks_of
from gugus.calendar.queries.calendar import CalendarYear
from gugus.calendar.queries.days import weekdays_between
from gugus.calendar.rules.months import month_slug, months_in
from gugus.people.rules.years import school_year_bounds


@dataclass(frozen=True)
class CalendarMonth:
    """A month: what is on in a few words, as rows, and as a sheet of days."""

    anchor: str
    title: str
    counts: str
    free: str
    entries: tuple[CalendarEntry, ...]
    weeks: tuple[Week, ...]
    is_open: bool


def months_over(year: int, today: date) -> int:
    """How many months of the school year lie before today's; other years fold nothing."""
    first, last = school_year_bounds(year)
    return (today.month - 7) % 12 if first <= today <= last else 0


def anchor_of(year: int, month: int) -> str:
    """Where a month stands on the page."""
    return f"bulan-{month_slug(year, month)}"


def calendar_months(
    found: CalendarYear, plans: bool, today: date, opened: frozenset[tuple[int, int]]
) -> Iterator[CalendarMonth]:
    """All months of the school year; `plans`: with what one who plans can do."""
    by_month = _by_month(entries_of(found, plans))
    for year, month in months_in(found.year):
        rows = sorted(by_month[year, month], key=lambda row: (row.first, row.last))
        free = found.free(_learning_days(found, year, month))
        yield CalendarMonth(
            anchor=anchor_of(year, month),
            title=f"{MONTHS[month]} {year}",
            counts=_counts(rows),
            free=_free(found, free, year, month),
            entries=tuple(rows),
            weeks=weeks_of(year, month, rows, frozenset(free), today),
            is_open=(year, month) in opened,
        )


def _by_month(entries: Iterable[CalendarEntry]) -> dict[tuple[int, int], list[CalendarEntry]]:
    """Each thing in every month that it touches."""
    found: dict[tuple[int, int], list[CalendarEntry]] = defaultdict(list)
    for entry in entries:
        day = entry.first.replace(day=1)
        while day <= entry.last:
            found[day.year, day.month].append(entry)
            day = (day + timedelta(days=31)).replace(day=1)
    return found


def _counts(rows: Iterable[CalendarEntry]) -> str:
    """'2 pertemuan · 1 ujian · 3 libur'."""
    number = Counter(row.shape for row in rows)
    words = (
        (ngettext("%(n)s pertemuan", "%(n)s pertemuan", number["meet"]), number["meet"]),
        (ngettext("%(n)s ujian", "%(n)s ujian", number["exam"]), number["exam"]),
        (ngettext("%(n)s libur", "%(n)s libur", number["rest"]), number["rest"]),
        (ngettext("%(n)s acara", "%(n)s acara", number["event"]), number["event"]),
    )
    counts = [text % {"n": n} for text, n in words if n]
    return " · ".join(counts) or _("Tidak ada acara")


def _learning_days(found: CalendarYear, year: int, month: int) -> list[date]:
    begin = date(year, month, 1)
    end = (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    weekday = found.settings.weekday
    return [] if weekday is None else list(weekdays_between(weekday, begin, end))


def _free(found: CalendarYear, free: list[date], year: int, month: int) -> str:
    """'Rabu yang bebas: 5, 12, 26 (3 dari 4)'."""
    weekday = found.settings.weekday
    if weekday is None:
        return ""
    if not free:
        return _("Tidak ada hari %(weekday)s yang bebas.") % {"weekday": WEEKDAYS[weekday]}
    return _("%(weekday)s yang bebas: %(days)s (%(n)s dari %(total)s)") % {
        "weekday": WEEKDAYS[weekday],
        "days": ", ".join(str(day.day) for day in free),
        "n": len(free),
        "total": len(_learning_days(found, year, month)),
    }
