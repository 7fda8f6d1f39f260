"""The months of a calendar: what is on, and which learning days are free."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.cores.holidays import Holiday
from gugus.meetings.models import Meeting
from gugus.people.rules.years import bounds
from gugus.planning.models import Occasion
from gugus.planning.queries.calendar import CalendarYear
from gugus.planning.queries.days import Blocked, holiday_kind, holiday_title, weekdays_between
from gugus.platform.web.formats import clock, short_day


@dataclass(frozen=True)
class Entry:
    """One thing on some days. `holiday` is the day of one that the library knows, as ISO."""

    days: str
    title: str
    facts: str
    flag: str
    href: str = ""
    edit: str = ""
    delete: str = ""
    holiday: str = ""
    kept: bool = False


@dataclass(frozen=True)
class Month:
    """A month: how many learning days are free, and what is on."""

    anchor: str
    title: str
    free: str
    entries: tuple[Entry, ...]


def months_over(year: int, today: date) -> int:
    """How many months of the school year lie before today's; other years fold nothing."""
    first, last = bounds(year)
    return (today.month - 7) % 12 if first <= today <= last else 0


def months_of(found: CalendarYear, plans: bool) -> Iterator[Month]:
    """All months of the school year; `plans`: with what one who plans can do."""
    entries: dict[tuple[int, int], list[tuple[date, Entry]]] = defaultdict(list)
    first, last = bounds(found.year)
    for day, entry in _entries(found, plans):
        shown = min(max(day, first), last)
        entries[shown.year, shown.month].append((day, entry))
    for number in range(12):
        year, month = (found.year, number + 7) if number < 6 else (found.year + 1, number - 5)
        rows = sorted(entries[year, month], key=lambda row: row[0])
        yield Month(
            anchor=f"bulan-{year}-{month:02}",
            title=f"{MONTHS[month]} {year}",
            free=_free(found, year, month),
            entries=tuple(entry for _day, entry in rows),
        )


def _free(found: CalendarYear, year: int, month: int) -> str:
    """'Rabu yang bebas: 5, 12, 26 (3 dari 4)'."""
    weekday = found.settings.weekday
    if weekday is None:
        return ""
    begin = date(year, month, 1)
    end = (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    days = list(weekdays_between(weekday, begin, end))
    free = [day for day in days if day not in found.blocked]
    named = ", ".join(str(day.day) for day in free)
    if not free:
        return _("Tidak ada hari %(weekday)s yang bebas.") % {"weekday": WEEKDAYS[weekday]}
    return _("%(weekday)s yang bebas: %(days)s (%(n)s dari %(total)s)") % {
        "weekday": WEEKDAYS[weekday],
        "days": named,
        "n": len(free),
        "total": len(days),
    }


def _entries(found: CalendarYear, plans: bool) -> Iterator[tuple[date, Entry]]:
    for holiday in found.holidays:
        yield holiday.day, _holiday(found, holiday, plans)
    for occasion in found.occasions:
        yield occasion.first_day, _occasion(found, occasion, plans)
    for meeting in found.meetings:
        yield meeting.date, _meeting(found, meeting)


def _holiday(found: CalendarYear, holiday: Holiday, plans: bool) -> Entry:
    kept = holiday.day in found.kept
    meets = kept or (holiday.joint_leave and found.settings.meets_on_joint_leave)
    facts = [Occasion.Kind(holiday_kind(holiday)).label, _("menurut pemerintah")]
    if holiday.estimated:
        facts.append(_("perkiraan"))
    if meets:
        facts.append(_("kelompok tetap bertemu"))
    return Entry(
        days=days_words(holiday.day, holiday.day),
        title=holiday_title(holiday),
        facts=" · ".join(str(fact) for fact in facts),
        flag="" if meets else _lost(found, holiday.day, holiday.day),
        holiday=holiday.day.isoformat() if plans and _may_matter(found, holiday, meets) else "",
        kept=kept,
    )


def _may_matter(found: CalendarYear, holiday: Holiday, meets: bool) -> bool:
    """A day off on another weekday takes no meeting, so there is nothing to overrule."""
    if holiday.day in found.kept:
        return True
    weekday = found.settings.weekday
    return not meets and weekday in {None, holiday.day.weekday()}


def _occasion(found: CalendarYear, row: Occasion, plans: bool) -> Entry:
    at = [found.group.code, row.pk]
    facts = [
        row.get_kind_display(),
        row.school.name if row.school else "",
        "" if row.blocks else _("hanya ditampilkan"),
        "" if row.origin == Occasion.Origin.TYPED else row.get_origin_display(),
    ]
    flag = ""
    if row.blocks:
        flag = (
            _("tidak menjadi tuan rumah")
            if row.school
            else _lost(found, row.first_day, row.last_day)
        )
    return Entry(
        days=days_words(row.first_day, row.last_day),
        title=row.title,
        facts=" · ".join(str(fact) for fact in facts if fact),
        flag=flag,
        edit=reverse("planning:occasion_edit", args=at) if plans else "",
        delete=reverse("planning:occasion_delete", args=at) if plans else "",
    )


def _lost(found: CalendarYear, first: date, last: date) -> str:
    """How many learning days it takes."""
    weekday = found.settings.weekday
    if weekday is None:
        return ""
    n = sum(1 for _day in weekdays_between(weekday, first, last))
    if not n:
        return ""
    return ngettext("%(n)s hari belajar hilang", "%(n)s hari belajar hilang", n) % {"n": n}


def _meeting(found: CalendarYear, meeting: Meeting) -> Entry:
    host = found.host_blocked.get(meeting.host_id or 0, {}).get(meeting.date, ())
    return Entry(
        days=days_words(meeting.date, meeting.date),
        title=meeting.title,
        facts=" · ".join(
            str(fact)
            for fact in (_("Pertemuan"), clock(meeting.starts_at), meeting.host or "")
            if fact
        ),
        flag=_clash(found.blocked.get(meeting.date, ()) or host)
        if meeting.state != Meeting.State.HELD
        else "",
        href=reverse("meetings:meeting", args=[found.group.code, meeting.pk]),
    )


def _clash(reasons: tuple[Blocked, ...]) -> str:
    return _("bentrok dengan %(what)s") % {"what": reasons[0].title} if reasons else ""


def days_words(first: date, last: date) -> str:
    """'Sen 17', 'Sen 17 – Rab 19', 'Sen 21 Des – Sab 2 Jan'."""
    short = _short(first)
    if first == last:
        return short
    if (first.year, first.month) == (last.year, last.month):
        return f"{short} – {_short(last)}"
    return f"{_with_month(first)} – {_with_month(last)}"


def full_days(first: date, last: date) -> str:
    """'Sen, 17 Agu 2026', '28 Des 2026 – 2 Jan 2027'."""
    if first == last:
        return f"{str(WEEKDAYS[first.weekday()])[:3]}, {short_day(first)}"
    return f"{short_day(first)} – {short_day(last)}"


def _short(day: date) -> str:
    return f"{str(WEEKDAYS[day.weekday()])[:3]} {day.day}"


def _with_month(day: date) -> str:
    return f"{_short(day)} {str(MONTHS[day.month])[:3]}"
