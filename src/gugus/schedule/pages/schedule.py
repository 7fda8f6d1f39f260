"""The year's schedule as it stands in the calendar, and what is missing before there is one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.meetings.pages.parts import part_words
from gugus.meetings.rules.parts import LinePart
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label
from gugus.platform.web.links import Link, year_href
from gugus.schedule.models import DraftMeeting, Placement, ScheduleDraft
from gugus.schedule.queries.lost import lost_words
from gugus.schedule.services.adoption import may_undo_adoption
from gugus.schedule.services.runs import PREREQUISITE_MESSAGES
from gugus.timetable.rules.readiness import MissingPrerequisite, is_blocking


@dataclass(frozen=True)
class ScheduleRow:
    """One meeting of the calendar."""

    meeting: Meeting
    part: str
    host: str
    speaker: str
    is_off: bool
    pins: str
    may_ask_why: bool


@dataclass(frozen=True)
class ScheduleMonth:
    """The meetings of one month."""

    title: str
    rows: tuple[ScheduleRow, ...]


@dataclass(frozen=True)
class MissingRow:
    """One thing that is missing, and where to see to it (empty: somebody else does)."""

    text: str
    action: str
    href: str


@dataclass(frozen=True)
class SchedulePage:
    """The screen `schedule:schedule`."""

    year: str
    years: tuple[Link, ...]
    year_number: int
    summary: str
    months: tuple[ScheduleMonth, ...]
    missing: tuple[MissingRow, ...]
    may_run: bool
    may_plan: bool
    is_over: bool
    draft: ScheduleDraft | None
    # The adopted draft that can still be taken back.
    undo: ScheduleDraft | None
    lost: str


@dataclass(frozen=True)
class ScheduleYear:
    """What the screen is made of."""

    year: int
    years: Sequence[int]
    today: date
    meetings: Sequence[Meeting]
    placements: dict[int, Placement]
    days: Sequence[date]
    lacks: Sequence[MissingPrerequisite]
    draft: ScheduleDraft | None
    adopted: ScheduleDraft | None
    parts: Mapping[int, LinePart]
    lost: int = 0


def schedule_page(actor: Actor, group: Group, shown: ScheduleYear) -> SchedulePage:
    """The year as it stands; buttons as far as one's roles reach."""
    may_plan = actor.may(May.PLAN_YEAR, group.pk)
    adopted = shown.adopted
    may_undo = may_plan and adopted is not None and may_undo_adoption(adopted)
    is_over = shown.today > date(shown.year + 1, 6, 30)
    ready = not any(is_blocking(lack) for lack in shown.lacks)
    return SchedulePage(
        year=school_year_label(shown.year),
        years=year_switch(
            shown.years, shown.year, lambda one: year_href("schedule:schedule", group.code, one)
        ),
        year_number=shown.year,
        summary=_summary(shown),
        months=tuple(_months(shown)),
        missing=tuple(missing_rows(group, shown.year, shown.lacks, may_plan=may_plan)),
        may_run=may_plan and ready and not is_over,
        may_plan=may_plan,
        is_over=is_over,
        draft=shown.draft if may_plan else None,
        undo=adopted if may_undo else None,
        lost=lost_words(shown.lost) if shown.lost and may_plan else "",
    )


def draft_href(group: Group, draft: ScheduleDraft) -> str:
    """Where a draft is read."""
    return reverse("schedule:draft", args=[group.code, draft.pk])


def missing_rows(
    group: Group, year: int, lacks: Iterable[MissingPrerequisite], *, may_plan: bool
) -> Iterable[MissingRow]:
    """What is missing, in words, with where to see to it."""
    where = {
        MissingPrerequisite.WEEKDAY: (
            _("Pilih hari"),
            reverse("schedule:settings", args=[group.code]),
        ),
        MissingPrerequisite.LINES: (
            _("Isi program"),
            year_href("programme:programme", group.code, year),
        ),
        MissingPrerequisite.HOSTS: (
            _("Atur tuan rumah"),
            reverse("hosts:distances", args=[group.code]),
        ),
        MissingPrerequisite.CALENDAR: (
            _("Isi kalender"),
            year_href("calendar:calendar", group.code, year),
        ),
        MissingPrerequisite.DISTANCES: (
            _("Isi jarak"),
            reverse("hosts:distances", args=[group.code]),
        ),
    }
    for lack in lacks:
        action, href = where[lack] if may_plan else ("", "")
        yield MissingRow(str(PREREQUISITE_MESSAGES[lack]), action, href)


def _summary(shown: ScheduleYear) -> str:
    live = [m for m in shown.meetings if m.state != Meeting.State.CANCELLED]
    if not live:
        return ""
    ahead = sum(m.date > shown.today for m in live)
    said = _("%(count)s pertemuan, %(ahead)s masih di depan.") % {
        "count": len(live),
        "ahead": ahead,
    }
    taken = {m.date for m in live}
    free = sum(day > shown.today and day not in taken for day in shown.days)
    if shown.days:
        said += " " + _("Hari belajar yang masih kosong: %(free)s.") % {"free": free}
    return said


def _months(shown: ScheduleYear) -> Iterable[ScheduleMonth]:
    by_month = groupby(shown.meetings, key=lambda one: (one.date.year, one.date.month))
    for (year, month), rows in by_month:
        yield ScheduleMonth(f"{MONTHS[month]} {year}", tuple(_row(shown, one) for one in rows))


def _row(shown: ScheduleYear, meeting: Meeting) -> ScheduleRow:
    placement = shown.placements.get(meeting.pk)
    off = meeting.state == Meeting.State.CANCELLED
    return ScheduleRow(
        meeting=meeting,
        part=part_words(shown.parts.get(meeting.pk)),
        host=place_of(meeting),
        speaker=speaker_of_meeting(meeting),
        is_off=off,
        pins=pins_in_words(placement) if placement else "",
        may_ask_why=meeting.date > shown.today and not off and placement is not None,
    )


def place_of(meeting: Meeting) -> str:
    """Where a meeting is."""
    return meeting.host.name if meeting.host else meeting.place_note or "–"


def speaker_of_meeting(meeting: Meeting) -> str:
    """Who leads it; empty when nobody is named."""
    named = meeting.speaker.name if meeting.speaker else ""
    return ", ".join(part for part in (named, meeting.speaker_note) if part)


def pins_in_words(row: Placement | DraftMeeting) -> str:
    """'hari, tuan rumah', or nothing."""
    named = (
        (row.pin_date, _("hari")),
        (row.pin_host, _("tuan rumah")),
        (row.pin_speaker, _("narasumber")),
    )
    return ", ".join(word for is_set, word in named if is_set)
