"""The group's calendar on the screen: month by month, what is on and which days are free."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.urls import reverse
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.cores.holidays import Holiday
from gugus.meetings.models import Meeting
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.people.rules.years import bounds, label, semester_bounds
from gugus.planning.models import DayPoll, Occasion, OccasionDraft
from gugus.planning.queries.calendar import CalendarYear
from gugus.planning.queries.days import Blocked, holiday_kind, holiday_title, weekdays_between
from gugus.platform.web.formats import clock, short_day


@dataclass(frozen=True)
class Link:
    """Somewhere to go."""

    title: str
    href: str
    note: str = ""
    here: bool = False


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


@dataclass(frozen=True)
class Semester:
    """How many of a semester's learning days are left."""

    title: str
    free: int
    total: int


@dataclass(frozen=True)
class CalendarPage:
    """The screen `planning:calendar`."""

    code: str
    year: int
    title: str
    years: tuple[Link, ...]
    weekday: str
    hours: str
    semesters: tuple[Semester, ...]
    months: tuple[Month, ...]
    undecreed: str
    is_bare: bool
    may_plan: bool
    new_href: str
    import_href: str
    settings_href: str
    poll: Link | None
    waiting: tuple[Link, ...]


@dataclass(frozen=True)
class Reader:
    """Who looks, and what they may do."""

    actor: Actor
    group: Group

    def may(self, what: May) -> bool:
        """May this person do it here?"""
        return self.actor.may(what, self.group.pk)


def to_calendar(group: Group, year: int) -> str:
    """The calendar of a school year."""
    return f"{reverse('planning:calendar', args=[group.code])}?tahun={year}"


def calendar_page(
    found: CalendarYear,
    actor: Actor,
    *,
    years: Iterable[int],
    poll: DayPoll | None,
    drafts: Iterable[OccasionDraft],
) -> CalendarPage:
    """Put a year's calendar into words."""
    reader = Reader(actor, found.group)
    code, plans = found.group.code, reader.may(May.PLAN_YEAR)
    weekday, settings = found.settings.weekday, found.settings
    return CalendarPage(
        code=code,
        year=found.year,
        title=label(found.year),
        years=tuple(
            Link(label(year), to_calendar(found.group, year), here=year == found.year)
            for year in years
        ),
        weekday=str(WEEKDAYS[weekday]) if weekday is not None else "",
        hours=_hours(settings.starts_at, settings.ends_at),
        semesters=tuple(_semesters(found)),
        months=tuple(_months(found, plans)),
        undecreed=_undecreed(found),
        is_bare=not found.occasions,
        may_plan=plans,
        new_href=f"{reverse('planning:occasion_new', args=[code])}?tahun={found.year}",
        import_href=f"{reverse('planning:occasions_import', args=[code])}?tahun={found.year}",
        settings_href=reverse("planning:settings", args=[code]),
        poll=_poll_link(reader, poll),
        waiting=tuple(draft_link(found.group, draft) for draft in drafts) if plans else (),
    )


def _hours(starts: object, ends: object) -> str:
    # An unsaved row still holds the defaults as they are written in the model.
    return "–".join(str(at)[:5].replace(":", ".") if isinstance(at, str) else clock(at)  # type: ignore[arg-type]
                    for at in (starts, ends))  # fmt: skip


def _semesters(found: CalendarYear) -> Iterator[Semester]:
    weekday = found.settings.weekday
    if weekday is None:
        return
    for number in (1, 2):
        days = list(weekdays_between(weekday, *semester_bounds(found.year, number)))
        free = [day for day in days if day not in found.blocked]
        yield Semester(_("Semester %(n)s") % {"n": number}, len(free), len(days))


def _undecreed(found: CalendarYear) -> str:
    if not found.undecreed:
        return ""
    years = ", ".join(str(year) for year in found.undecreed)
    return _(
        "Cuti bersama %(years)s belum diumumkan pemerintah, dan tanggal yang mengikuti bulan masih "
        "perkiraan."
    ) % {"years": years}


def _poll_link(reader: Reader, poll: DayPoll | None) -> Link | None:
    if not (reader.may(May.PLAN_YEAR) or reader.may(May.OFFER_SELF)):
        return None
    href = reverse("planning:poll", args=[reader.group.code])
    if poll is not None and poll.closed_at is None:
        return Link(_("Hari apa yang cocok? Jawab di sini"), href)
    if reader.may(May.PLAN_YEAR):
        return Link(_("Tanyakan hari kepada guru"), href)
    return Link(_("Hari apa yang cocok? Hasilnya"), href) if poll is not None else None


def draft_link(group: Group, draft: OccasionDraft) -> Link:
    """A draft that waits for a word."""
    name = draft.file_name or _("Tabel yang ditempel")
    note = _("%(day)s, oleh %(name)s") % {
        "day": short_day(draft.made_at),
        "name": draft.made_by.name,
    }
    return Link(name, reverse("planning:occasion_draft", args=[group.code, draft.pk]), note)


def _months(found: CalendarYear, plans: bool) -> Iterator[Month]:
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
        holiday=holiday.day.isoformat() if plans and (kept or not meets) else "",
        kept=kept,
    )


def _occasion(found: CalendarYear, row: Occasion, plans: bool) -> Entry:
    at = [found.group.code, row.pk]
    facts = [
        row.get_kind_display(),
        row.school.name if row.school else "",
        "" if row.blocks else _("hanya ditampilkan"),
        row.get_origin_display(),
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


def _short(day: date) -> str:
    return f"{str(WEEKDAYS[day.weekday()])[:3]} {day.day}"


def _with_month(day: date) -> str:
    return f"{_short(day)} {str(MONTHS[day.month])[:3]}"


@dataclass(frozen=True)
class CalendarFormPage:
    """A form of the calendar or the poll: a title, a way back, one action."""

    title: str
    lead: str
    back: str
    back_title: str
    form: forms.Form
    submit: str


@dataclass(frozen=True)
class DeletePage:
    """What taking an occasion out means."""

    title: str
    lines: tuple[str, ...]
    back: str


def occasion_page(
    group: Group, form: forms.Form, year: int, row: Occasion | None
) -> CalendarFormPage:
    """Add or change an occasion."""
    return CalendarFormPage(
        title=_("Ubah acara") if row else _("Tambah acara"),
        lead="",
        back=to_calendar(group, year),
        back_title=_("Kalender"),
        form=form,
        submit=_("Simpan"),
    )


def delete_page(group: Group, row: Occasion, year: int) -> DeletePage:
    """Say what becomes free again."""
    lines = [f"{days_words(row.first_day, row.last_day)} · {row.get_kind_display()}"]
    if row.blocks:
        lines.append(
            _("Sekolah ini dapat menjadi tuan rumah lagi pada tanggal itu.")
            if row.school_id
            else _("Tanggal itu dapat dipakai untuk pertemuan lagi.")
        )
    if row.uid:
        lines.append(_("Bila berkas kalendernya diimpor lagi, acara ini ditawarkan lagi."))
    return DeletePage(
        _("Hapus %(title)s?") % {"title": row.title}, tuple(lines), to_calendar(group, year)
    )
