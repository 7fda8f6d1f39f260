"""A schedule that waits for a decision: how good it is, what it says, what was set by hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from django.forms import Form
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.meetings.pages.parts import part_words, with_part
from gugus.meetings.rules.parts import LinePart
from gugus.people.models import Group
from gugus.people.rules.years import school_year_label
from gugus.platform.jobs.pages import JobProgress, job_progress
from gugus.platform.jobs.queries import JobStatus
from gugus.platform.web.formats import short_date
from gugus.schedule.models import DraftChange, DraftMeeting, ScheduleDraft
from gugus.schedule.pages.changes import UndoRow, undo_rows
from gugus.schedule.pages.clash import ClashRow, clash_in_words
from gugus.schedule.pages.quality import (
    clash_title,
    comparison_with_rotation,
    figures_of,
    status_text,
    unschedulable_in_words,
)
from gugus.schedule.pages.schedule import pins_in_words, place_of
from gugus.schedule.queries.names import DraftNames
from gugus.schedule.rules.explanation import turns_table
from gugus.schedule.services.adoption import SOLVED, AdoptionCounts
from gugus.timetable.rules.facts import ScheduleFacts
from gugus.timetable.services.solver import SECONDS


@dataclass(frozen=True)
class ScheduleProgressPage:
    """The screen of a draft that is being made, and its part that shows how far it is.

    Of its `progress` a search counts the seconds, up to what it takes at most.
    """

    year: str
    draft: ScheduleDraft
    progress: JobProgress


def work_page(
    group: Group, draft: ScheduleDraft, status: JobStatus, now: datetime
) -> ScheduleProgressPage:
    """Whose turn it is, or how long it has been at work."""
    since, most = (now - status.started_at).total_seconds(), int(SECONDS)
    where = [group.code, draft.pk]
    return ScheduleProgressPage(
        year=school_year_label(draft.school_year),
        draft=draft,
        progress=job_progress(
            replace(status, done=max(0, min(int(since), most)), total=most),
            again=reverse("schedule:progress", args=where),
            resume=reverse("schedule:resume", args=where),
        ),
    )


@dataclass(frozen=True)
class DraftMeetingRow:
    """One meeting of the draft."""

    row: DraftMeeting
    part: str
    speaker: str
    pins: str
    changes: str
    invited: str


@dataclass(frozen=True)
class DraftMonth:
    """The draft's meetings of one month."""

    title: str
    rows: tuple[DraftMeetingRow, ...]


@dataclass(frozen=True)
class ScheduleDraftPage:
    """The screen `schedule:draft` of a draft that is made."""

    year: str
    draft: ScheduleDraft
    is_open: bool
    is_solved: bool
    status_text: str
    figures: tuple[tuple[str, str], ...]
    comparison: str
    left_behind: tuple[tuple[str, str], ...]
    outdated: bool
    may_adopt: bool
    adopt_text: str
    invited: str
    take_back: tuple[UndoRow, ...]
    has_pins: bool
    clash: tuple[ClashRow, ...]
    clash_title: str
    months: tuple[DraftMonth, ...]
    # A school's turns: before, in this schedule, together.
    turns: tuple[tuple[str, int, int, int], ...]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class DraftFacts:
    """What the screen is made of; `told` are the teachers invited to what a row would move."""

    draft: ScheduleDraft
    rows: Sequence[DraftMeeting]
    facts: ScheduleFacts
    changes: Sequence[DraftChange]
    invited: Mapping[int, frozenset[int]]
    names: DraftNames
    outdated: bool


def schedule_draft_page(group: Group, shown: DraftFacts) -> ScheduleDraftPage:
    """The draft as it stands."""
    draft, rows, facts, outdated = shown.draft, shown.rows, shown.facts, shown.outdated
    is_open = draft.state == ScheduleDraft.State.READY
    solved = draft.status in SOLVED
    names = shown.names
    return ScheduleDraftPage(
        year=school_year_label(draft.school_year),
        draft=draft,
        is_open=is_open,
        is_solved=solved,
        status_text=status_text(draft, rows),
        figures=figures_of(draft) if solved else (),
        comparison=comparison_with_rotation(draft) if solved else "",
        left_behind=tuple(unschedulable_in_words(group, facts)) if solved else (),
        outdated=outdated and is_open,
        may_adopt=is_open and solved and not outdated,
        adopt_text=_adopt_text(draft, rows),
        invited=_invited_text(shown.invited),
        take_back=tuple(undo_rows(draft, rows, shown.changes, names)) if is_open else (),
        has_pins=any(pins_in_words(row) for row in rows),
        clash=clash_in_words(group, draft, names),
        clash_title=clash_title(draft),
        months=tuple(_months(shown, names)),
        turns=tuple(_turns(facts, rows)),
        changed=tuple(
            f"{_what(row)}: {text}" for row in rows if (text := _changes(row, names)) and is_open
        ),
    )


def _adopt_text(draft: ScheduleDraft, rows: Sequence[DraftMeeting]) -> str:
    new = sum(row.meeting_id is None for row in rows)
    kept = len(rows) - new - draft.moved
    return _(
        "%(new)s pertemuan baru masuk kalender, %(moved)s dipindahkan, %(kept)s tetap. "
        "Guru belum diundang ke pertemuan baru; itu dilakukan dari setiap pertemuan."
    ) % {"new": new, "moved": draft.moved, "kept": kept}


def _invited_text(invited: Mapping[int, frozenset[int]]) -> str:
    """How many people know another day or place, of how many meetings."""
    people = len(frozenset[int]().union(*invited.values()))
    if not invited:
        return ""
    return ngettext(
        "%(n)d pertemuan yang berubah di sini sudah diundangkan, kepada %(people)d guru. Sesudah "
        "jadwal dipakai, kirim ulang undangannya dari halaman pertemuan.",
        "%(n)d pertemuan yang berubah di sini sudah diundangkan, seluruhnya kepada %(people)d guru. "
        "Sesudah jadwal dipakai, kirim ulang undangannya dari halaman pertemuan masing-masing.",
        len(invited),
    ) % {"n": len(invited), "people": people}


def _invited_row_text(row: DraftMeeting, invited: frozenset[int]) -> str:
    meeting = row.meeting
    if meeting is None:
        return ""
    return ngettext(
        "%(n)d guru sudah diundang untuk %(day)s di %(host)s",
        "%(n)d guru sudah diundang untuk %(day)s di %(host)s",
        len(invited),
    ) % {"n": len(invited), "day": short_date(meeting.date), "host": place_of(meeting)}


def _months(shown: DraftFacts, names: DraftNames) -> Iterable[DraftMonth]:
    by_month = groupby(shown.rows, key=lambda row: (row.date.year, row.date.month))
    for (year, month), some in by_month:
        yield DraftMonth(f"{MONTHS[month]} {year}", tuple(_row(shown, row, names) for row in some))


def _row(shown: DraftFacts, row: DraftMeeting, names: DraftNames) -> DraftMeetingRow:
    is_told = shown.draft.state == ScheduleDraft.State.READY and row.pk in shown.invited
    return DraftMeetingRow(
        row=row,
        part=part_words(_part(row)),
        speaker=row.speaker.name if row.speaker else row.line.speaker_note,
        pins=pins_in_words(row),
        changes=_changes(row, names) or _from_calendar(row),
        invited=_invited_row_text(row, shown.invited[row.pk]) if is_told else "",
    )


def _what(row: DraftMeeting) -> str:
    return with_part(row.line.title, _part(row))


def _part(row: DraftMeeting) -> LinePart:
    return LinePart(row.part, max(row.part, row.line.times))


def _from_calendar(row: DraftMeeting) -> str:
    if row.was_date is None:
        return ""
    parts = []
    if row.was_date != row.date:
        parts.append(_("di kalender sekarang %(day)s") % {"day": short_date(row.was_date)})
    if row.was_host is not None and row.was_host_id != row.host_id:
        parts.append(_("di kalender sekarang di %(host)s") % {"host": row.was_host.name})
    return ", ".join(parts) or _("tetap seperti di kalender")


def _changes(row: DraftMeeting, names: DraftNames) -> str:
    """'semula 12 Agu 2026, semula di SDN 2': what the last solving changed."""
    before = row.why.get("before")
    if not before:
        return ""
    parts = []
    if before["date"] != row.date.isoformat():
        day = short_date(date.fromisoformat(before["date"]))
        parts.append(_("semula %(day)s") % {"day": day})
    if before["host"] != row.host_id:
        host = names.schools.get(before["host"], "–")
        parts.append(_("semula di %(host)s") % {"host": host})
    if before["speaker"] != row.speaker_id:
        speaker = names.speakers.get(before["speaker"], "–")
        parts.append(_("semula narasumber %(name)s") % {"name": speaker})
    return ", ".join(parts)


def _turns(
    facts: ScheduleFacts, rows: Iterable[DraftMeeting]
) -> Iterable[tuple[str, int, int, int]]:
    names = {school.key: school.name for group in facts.groups for school in group.schools}
    for key, before, here in turns_table(facts, [row.host_id for row in rows]):
        yield names[key], before, here, before + here


@dataclass(frozen=True)
class DraftMovePage:
    """The form that moves a meeting of a draft: where it stands, and where it can go."""

    row: DraftMeeting
    what: str
    form: Form


def draft_move_page(row: DraftMeeting, form: Form) -> DraftMovePage:
    """The form with the meeting's name."""
    return DraftMovePage(row, _what(row), form)


def adopted_message(counts: AdoptionCounts) -> str:
    """What taking a draft did, and who has to hear of it."""
    said = ngettext(
        "%(n)s pertemuan masuk kalender", "%(n)s pertemuan masuk kalender", counts.made
    ) % {"n": counts.made}
    values = {"moved": counts.moved, "kept": counts.kept}
    rest = _("%(moved)s dipindahkan, %(kept)s tetap.") % values
    if counts.invited:
        again = ngettext(
            "%(n)d di antaranya sudah diundangkan: kirim ulang undangannya.",
            "%(n)d di antaranya sudah diundangkan: kirim ulang undangannya.",
            counts.invited,
        )
        rest += " " + again % {"n": counts.invited}
    return f"{said}, {rest}"
