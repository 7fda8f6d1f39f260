"""The list of a group's meetings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.attendance.models import Attendance
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import TONES, audience, meeting_address, where
from gugus.people.models import Group, StudyGroup
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label
from gugus.platform.web.formats import date_text, time_text
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class MeetingListRow:
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
class MeetingListMonth:
    """Past meetings of one month."""

    title: str
    entries: tuple[MeetingListRow, ...]


@dataclass(frozen=True)
class MeetingListPage:
    """The list: what comes first, then the past by month."""

    year: str
    coming: tuple[MeetingListRow, ...]
    past: tuple[MeetingListMonth, ...]
    filters: tuple[Link, ...]
    years: tuple[Link, ...]
    filtered: bool
    plan_url: str


@dataclass(frozen=True)
class MeetingListFilter:
    """Which year and study group the list shows."""

    year: int
    part: StudyGroup | None


def meeting_list_page(
    group: Group,
    meetings: Iterable[Meeting],
    choice: MeetingListFilter,
    years: Iterable[int],
    parts: Iterable[StudyGroup],
    *,
    today: date,
    may_plan: bool,
) -> MeetingListPage:
    """Sort a year's meetings into coming and past."""
    rows = sorted(meetings, key=lambda m: (m.date, m.starts_at, m.pk))
    coming = [_entry(group, m) for m in rows if m.date >= today]
    past = [m for m in reversed(rows) if m.date < today]
    plan = reverse("meetings:plan", args=[group.code])
    return MeetingListPage(
        year=school_year_label(choice.year),
        coming=tuple(coming),
        past=_by_month(group, past),
        filters=_filters(group, choice, parts),
        years=year_switch(years, choice.year, lambda one: _here(group, one, choice.part)),
        filtered=choice.part is not None,
        plan_url=plan if may_plan else "",
    )


def _by_month(group: Group, past: list[Meeting]) -> tuple[MeetingListMonth, ...]:
    months = groupby(past, key=lambda m: (m.date.year, m.date.month))
    return tuple(
        MeetingListMonth(
            date_text(date(year, month, 1), "F Y"),
            tuple(_entry(group, meeting) for meeting in rows),
        )
        for (year, month), rows in months
    )


def _entry(group: Group, meeting: Meeting) -> MeetingListRow:
    meeting.group = group
    return MeetingListRow(
        day=date_text(meeting.date, "l, j F"),
        time=f"{time_text(meeting.starts_at)}–{time_text(meeting.ends_at)}",
        title=meeting.title,
        href=meeting_address(meeting, "agenda:meeting"),
        detail=f"{where(meeting)} · {audience(meeting)}",
        result=_result(meeting),
        state=meeting.get_state_display(),
        tone=TONES[Meeting.State(meeting.state)],
    )


def _result(meeting: Meeting) -> str:
    """Whether one was there oneself, how many came and took a step away; nothing before that."""
    came, given = getattr(meeting, "came", 0), getattr(meeting, "given", 0)
    own = _own(getattr(meeting, "own", None))
    if not came and not given:
        return own
    people = ngettext("%(n)d guru hadir", "%(n)d guru hadir", came) % {"n": came}
    steps = ngettext("%(n)d langkah", "%(n)d langkah", given) % {"n": given}
    return " · ".join(filter(None, (own, people, steps)))


def _own(status: str | None) -> str:
    words = {
        Attendance.Status.PRESENT: _("Anda hadir"),
        Attendance.Status.LATE: _("Anda hadir, terlambat"),
        Attendance.Status.EXCUSED: _("Anda izin"),
        Attendance.Status.SICK: _("Anda sakit"),
        Attendance.Status.DUTY: _("Anda dinas"),
        Attendance.Status.ABSENT: _("Anda tidak hadir"),
    }
    return words[Attendance.Status(status)] if status else ""


def _filters(
    group: Group, choice: MeetingListFilter, parts: Iterable[StudyGroup]
) -> tuple[Link, ...]:
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
