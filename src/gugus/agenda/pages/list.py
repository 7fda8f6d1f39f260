"""The list of a group's meetings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import TONES, Link, address, audience, where
from gugus.people.models import Group, StudyGroup
from gugus.people.rules.year_switch import YearLink, year_switch
from gugus.people.rules.years import label
from gugus.platform.web.formats import clock


@dataclass(frozen=True)
class Entry:
    """One meeting in a list."""

    day: str
    time: str
    title: str
    href: str
    detail: str
    result: str
    state: str
    tone: str


@dataclass(frozen=True)
class Month:
    """Past meetings of one month."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class ListPage:
    """The list: what comes first, then the past by month."""

    year: str
    coming: tuple[Entry, ...]
    past: tuple[Month, ...]
    filters: tuple[Link, ...]
    years: tuple[YearLink, ...]
    filtered: bool
    plan_url: str


@dataclass(frozen=True)
class Choice:
    """Which year and study group the list shows."""

    year: int
    part: StudyGroup | None


def list_page(
    group: Group,
    meetings: Iterable[Meeting],
    choice: Choice,
    years: Iterable[int],
    parts: Iterable[StudyGroup],
    *,
    today: date,
    may_plan: bool,
) -> ListPage:
    """Sort a year's meetings into coming and past."""
    rows = sorted(meetings, key=lambda m: (m.date, m.starts_at, m.pk))
    coming = [_entry(group, m) for m in rows if m.date >= today]
    past = [m for m in reversed(rows) if m.date < today]
    plan = reverse("meetings:plan", args=[group.code])
    return ListPage(
        year=label(choice.year),
        coming=tuple(coming),
        past=_by_month(group, past),
        filters=_filters(group, choice, parts),
        years=year_switch(years, choice.year, lambda one: _here(group, one, choice.part)),
        filtered=choice.part is not None,
        plan_url=plan if may_plan else "",
    )


def _by_month(group: Group, past: list[Meeting]) -> tuple[Month, ...]:
    months = groupby(past, key=lambda m: (m.date.year, m.date.month))
    return tuple(
        Month(
            date_format(date(year, month, 1), "F Y"),
            tuple(_entry(group, meeting) for meeting in rows),
        )
        for (year, month), rows in months
    )


def _entry(group: Group, meeting: Meeting) -> Entry:
    meeting.group = group
    return Entry(
        day=date_format(meeting.date, "l, j F"),
        time=f"{clock(meeting.starts_at)}–{clock(meeting.ends_at)}",
        title=meeting.title,
        href=address(meeting, "agenda:meeting"),
        detail=f"{where(meeting)} · {audience(meeting)}",
        result=_result(meeting),
        state=meeting.get_state_display(),
        tone=TONES[Meeting.State(meeting.state)],
    )


def _result(meeting: Meeting) -> str:
    """How many came and took a step away; nothing before anything was recorded."""
    came, given = getattr(meeting, "came", 0), getattr(meeting, "given", 0)
    if not came and not given:
        return ""
    people = ngettext("%(n)d guru hadir", "%(n)d guru hadir", came) % {"n": came}
    steps = ngettext("%(n)d langkah", "%(n)d langkah", given) % {"n": given}
    return f"{people} · {steps}"


def _filters(group: Group, choice: Choice, parts: Iterable[StudyGroup]) -> tuple[Link, ...]:
    links = [
        Link(part.name, _here(group, choice.year, part), part == choice.part) for part in parts
    ]
    if not links:
        return ()
    everything = Link(_("Semua"), _here(group, choice.year, None), choice.part is None)
    return (everything, *links)


def _here(group: Group, year: int, part: StudyGroup | None) -> str:
    query = {"tahun": year} | ({"kelompok": part.pk} if part else {})
    return f"{reverse('agenda:list', args=[group.code])}?{urlencode(query)}"
