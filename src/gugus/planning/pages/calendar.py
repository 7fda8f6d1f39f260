"""The group's calendar on the screen: month by month, what is on and which days are free."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django import forms
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.people.rules.years import label, semester_bounds
from gugus.planning.models import DayPoll, Occasion, OccasionDraft
from gugus.planning.pages.calendar_months import Month, days_words, months_of, months_over
from gugus.planning.queries.calendar import CalendarYear
from gugus.planning.queries.days import weekdays_between
from gugus.platform.web.formats import clock, short_day


@dataclass(frozen=True)
class Link:
    """Somewhere to go."""

    title: str
    href: str
    note: str = ""
    here: bool = False


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
    past: tuple[Month, ...]
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
    today: date,
) -> CalendarPage:
    """Put a year's calendar into words; the months that are over are folded away."""
    reader = Reader(actor, found.group)
    code, plans = found.group.code, reader.may(May.PLAN_YEAR)
    weekday, settings = found.settings.weekday, found.settings
    months = list(months_of(found, plans))
    over = months_over(found.year, today)
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
        past=tuple(months[:over]),
        months=tuple(months[over:]),
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
