"""What is on, in words: holidays, events and meetings as entries of the calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.calendar.models import CalendarEvent
from gugus.calendar.queries.calendar import CalendarYear
from gugus.calendar.queries.days import BlockedDay, holiday_kind, holiday_title, weekdays_between
from gugus.cores.holidays import Holiday
from gugus.meetings.models import Meeting
from gugus.meetings.pages.parts import with_part
from gugus.platform.web.formats import short_date, time_text
from gugus.platform.web.links import numbered

_REST = {
    CalendarEvent.Kind.HOLIDAY,
    CalendarEvent.Kind.JOINT_LEAVE,
    CalendarEvent.Kind.SCHOOL_BREAK,
}


@dataclass(frozen=True)
class CalendarEntry:
    """One thing on some days. `holiday` is the day of one that the library knows, as ISO.

    `shape` is the sort that its sign stands for (meet, exam, rest, event), `word` says the sort,
    `note` is what a narrow field of the month's sheet has room for.
    """

    first: date
    last: date
    shape: str
    word: str
    days: str
    title: str
    facts: str
    note: str
    flag: str
    href: str = ""
    edit: str = ""
    delete: str = ""
    holiday: str = ""
    kept: bool = False


def entries_of(found: CalendarYear, plans: bool) -> Iterator[CalendarEntry]:
    """All that is on in a school year; `plans`: with what one who plans can do."""
    for holiday in found.holidays:
        yield _holiday(found, holiday, plans)
    for event in found.events:
        yield _event_entry(found, event, plans)
    for meeting in found.meetings:
        yield _meeting(found, meeting)


def _holiday(found: CalendarYear, holiday: Holiday, plans: bool) -> CalendarEntry:
    kept = holiday.day in found.kept
    meets = kept or (holiday.joint_leave and found.settings.meets_on_joint_leave)
    kind = CalendarEvent.Kind(holiday_kind(holiday)).label
    facts = [kind, _("menurut pemerintah")]
    if holiday.estimated:
        facts.append(_("perkiraan"))
    if meets:
        facts.append(_("kelompok tetap bertemu"))
    return CalendarEntry(
        first=holiday.day,
        last=holiday.day,
        shape="rest",
        word=str(kind),
        days=days_words(holiday.day, holiday.day),
        title=holiday_title(holiday),
        facts=_joined(*facts),
        note=_joined(*facts[2:]),
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


def _event_entry(found: CalendarYear, row: CalendarEvent, plans: bool) -> CalendarEntry:
    code = found.group.code
    school = row.school.name if row.school else ""
    shown_only = "" if row.blocks else _("hanya ditampilkan")
    origin = "" if row.origin == CalendarEvent.Origin.TYPED else row.get_origin_display()
    return CalendarEntry(
        first=row.first_day,
        last=row.last_day,
        shape=_shape(row),
        word=row.get_kind_display(),
        days=days_words(row.first_day, row.last_day),
        title=row.title,
        facts=_joined(row.get_kind_display(), school, shown_only, origin),
        note=_joined(school, shown_only),
        flag=_taken(found, row),
        edit=numbered("calendar:event_edit", code)(row.pk) if plans else "",
        delete=numbered("calendar:event_delete", code)(row.pk) if plans else "",
    )


def _shape(row: CalendarEvent) -> str:
    if row.kind == CalendarEvent.Kind.EXAM:
        return "exam"
    return "rest" if row.kind in _REST else "event"


def _taken(found: CalendarYear, row: CalendarEvent) -> str:
    if not row.blocks:
        return ""
    if row.school_id:
        return _("tidak menjadi tuan rumah")
    return _lost(found, row.first_day, row.last_day)


def _lost(found: CalendarYear, first: date, last: date) -> str:
    """How many learning days it takes."""
    weekday = found.settings.weekday
    if weekday is None:
        return ""
    n = sum(1 for _day in weekdays_between(weekday, first, last))
    if not n:
        return ""
    return ngettext("%(n)s hari belajar hilang", "%(n)s hari belajar hilang", n) % {"n": n}


def _meeting(found: CalendarYear, meeting: Meeting) -> CalendarEntry:
    host = found.host_blocked.get(meeting.host_id or 0, {}).get(meeting.date, ())
    note = _joined(time_text(meeting.starts_at), meeting.host or "")
    clash = found.blocked.get(meeting.date, ()) or host
    return CalendarEntry(
        first=meeting.date,
        last=meeting.date,
        shape="meet",
        word=_("Pertemuan"),
        days=days_words(meeting.date, meeting.date),
        title=with_part(meeting.title, found.parts.get(meeting.pk)),
        facts=_joined(_("Pertemuan"), note),
        note=note,
        flag=_clash(clash) if meeting.state != Meeting.State.HELD else "",
        href=numbered("agenda:meeting", found.group.code)(meeting.pk),
    )


def _clash(reasons: tuple[BlockedDay, ...]) -> str:
    return _("bentrok dengan %(what)s") % {"what": reasons[0].title} if reasons else ""


def _joined(*facts: object) -> str:
    return " · ".join(str(fact) for fact in facts if fact)


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
        return f"{str(WEEKDAYS[first.weekday()])[:3]}, {short_date(first)}"
    return f"{short_date(first)} – {short_date(last)}"


def _short(day: date) -> str:
    return f"{str(WEEKDAYS[day.weekday()])[:3]} {day.day}"


def _with_month(day: date) -> str:
    return f"{_short(day)} {str(MONTHS[day.month])[:3]}"
