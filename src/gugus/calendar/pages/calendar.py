"""The group's calendar on the screen: month by month, what is on and which days are free."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.urls import reverse
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _

from gugus.calendar.models import CalendarEvent, DayPoll
from gugus.calendar.pages.entries import days_words
from gugus.calendar.pages.months import CalendarMonth, anchor_of, calendar_months, months_over
from gugus.calendar.queries.calendar import CalendarYear
from gugus.calendar.queries.days import weekdays_between
from gugus.calendar.rules.months import ALL, month_slug, months_in, open_months
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label, school_year_of, semester_bounds
from gugus.platform.interchange.models import ImportDraft
from gugus.platform.web.formats import short_date, time_text
from gugus.platform.web.links import Link
from gugus.platform.web.pages import ConfirmPage, FormPage


@dataclass(frozen=True)
class NotedLink:
    """Somewhere to go."""

    title: str
    href: str
    note: str = ""


@dataclass(frozen=True)
class MonthLink:
    """A month to go to; `now` is the month that we are in."""

    short: str
    year: str
    href: str
    now: bool


@dataclass(frozen=True)
class DeletedEventNotice:
    """An event that was just taken out; `token` brings it back."""

    title: str
    token: str


@dataclass(frozen=True)
class SemesterSection:
    """How many of a semester's learning days are left."""

    title: str
    free: int
    total: int


@dataclass(frozen=True)
class CalendarPage:
    """The screen `calendar:calendar`."""

    year: int
    title: str
    years: tuple[Link, ...]
    jumps: tuple[MonthLink, ...]
    weekdays: tuple[str, ...]
    weekday: str
    hours: str
    semesters: tuple[SemesterSection, ...]
    past: tuple[CalendarMonth, ...]
    past_is_open: bool
    months: tuple[CalendarMonth, ...]
    all_open: bool
    gone: DeletedEventNotice | None
    undecreed: str
    is_bare: bool
    may_plan: bool
    # The question which weekday suits, in words that fit how it stands.
    poll: str
    waiting: tuple[NotedLink, ...]


def to_calendar(group: Group, year: int) -> str:
    """The calendar of a school year."""
    return f"{reverse('calendar:calendar', args=[group.code])}?tahun={year}"


def to_month(group: Group, day: date) -> str:
    """The month of a day in the calendar, unfolded."""
    place = to_calendar(group, school_year_of(day))
    name = month_slug(day.year, day.month)
    return f"{place}&bulan={name}#{anchor_of(day.year, day.month)}"


def calendar_page(
    found: CalendarYear,
    actor: Actor,
    *,
    years: Iterable[int],
    poll: DayPoll | None,
    drafts: Iterable[ImportDraft],
    today: date,
    asked: str,
    gone: Sequence[str] | None,
) -> CalendarPage:
    """Put a year's calendar into words; `asked` is a month to unfold, or all of them.

    `gone` is what was just taken out: its title, and what brings it back.
    """
    plans = actor.may(May.PLAN_YEAR, found.group.pk)
    answers = plans or actor.may(May.OFFER_SELF, found.group.pk)
    weekday, settings = found.settings.weekday, found.settings
    months = list(calendar_months(found, plans, today, open_months(found.year, today, asked)))
    over = months_over(found.year, today)
    return CalendarPage(
        year=found.year,
        title=school_year_label(found.year),
        years=year_switch(years, found.year, lambda year: to_calendar(found.group, year)),
        jumps=tuple(_jumps(found, today)),
        weekdays=tuple(str(WEEKDAYS[number]) for number in range(7)),
        weekday=str(WEEKDAYS[weekday]) if weekday is not None else "",
        hours=_hours(settings.starts_at, settings.ends_at),
        semesters=tuple(_semesters(found)),
        past=tuple(months[:over]),
        past_is_open=any(month.is_open for month in months[:over]),
        months=tuple(months[over:]),
        all_open=asked == ALL,
        gone=DeletedEventNotice(*gone) if gone and plans else None,
        undecreed=_undecreed(found),
        is_bare=not found.events,
        may_plan=plans,
        poll=_poll_words(poll, plans=plans) if answers else "",
        waiting=tuple(import_link(found.group, draft) for draft in drafts) if plans else (),
    )


def _jumps(found: CalendarYear, today: date) -> Iterator[MonthLink]:
    for year, month in months_in(found.year):
        yield MonthLink(
            short=str(MONTHS[month])[:3],
            year=str(year),
            href=to_month(found.group, date(year, month, 1)),
            now=(year, month) == (today.year, today.month),
        )


def _hours(starts: object, ends: object) -> str:
    # An unsaved row still holds the defaults as they are written in the model.
    return "–".join(str(at)[:5].replace(":", ".") if isinstance(at, str) else time_text(at)  # type: ignore[arg-type]
                    for at in (starts, ends))  # fmt: skip


def _semesters(found: CalendarYear) -> Iterator[SemesterSection]:
    weekday = found.settings.weekday
    if weekday is None:
        return
    for number in (1, 2):
        days = list(weekdays_between(weekday, *semester_bounds(found.year, number)))
        name = _("Semester %(n)s") % {"n": number}
        yield SemesterSection(name, len(found.free(days)), len(days))


def _undecreed(found: CalendarYear) -> str:
    if not found.undecreed:
        return ""
    years = ", ".join(str(year) for year in found.undecreed)
    return _(
        "Cuti bersama %(years)s belum diumumkan pemerintah, dan tanggal yang mengikuti bulan masih "
        "perkiraan."
    ) % {"years": years}


def _poll_words(poll: DayPoll | None, *, plans: bool) -> str:
    if poll is not None and poll.closed_at is None:
        return _("Hari apa yang cocok? Jawab di sini")
    if plans:
        return _("Tanyakan hari kepada guru")
    return _("Hari apa yang cocok? Hasilnya") if poll is not None else ""


def import_link(group: Group, draft: ImportDraft) -> NotedLink:
    """A draft that waits for a word."""
    name = draft.file_name or _("Tabel yang ditempel")
    note = _("%(day)s, oleh %(name)s") % {
        "day": short_date(day_of(group, draft.made_at)),
        "name": draft.made_by.name,
    }
    return NotedLink(name, reverse("calendar:event_draft", args=[group.code, draft.pk]), note)


def event_form_page(
    group: Group, form: forms.Form, year: int, row: CalendarEvent | None
) -> FormPage:
    """Add or change an event."""
    return FormPage(
        title=_("Ubah acara") if row else _("Tambah acara"),
        lead="",
        back_href=to_month(group, row.first_day) if row else to_calendar(group, year),
        back=_("Kalender"),
        form=form,
        submit=_("Simpan"),
        more=Link(_("Hapus acara"), reverse("calendar:event_delete", args=[group.code, row.pk]))
        if row
        else None,
    )


def delete_event_page(group: Group, row: CalendarEvent) -> ConfirmPage:
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
    return ConfirmPage(
        title=_("Hapus %(title)s?") % {"title": row.title},
        lines=tuple(lines),
        submit=_("Hapus acara"),
        back_href=to_month(group, row.first_day),
        back=_("Kalender"),
    )
