"""Calendar files and tables: parsed, judged by the calendar as it stands, written as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.utils.translation import ngettext

from gugus.calendar.models import CalendarEvent
from gugus.calendar.queries.calendar import existing_events
from gugus.calendar.queries.days import holiday_title
from gugus.calendar.rules.comparison import (
    EventComparison,
    EventVerdict,
    ExistingEvent,
    ImportedEvent,
    compare_events,
)
from gugus.calendar.rules.kinds import guess_event_kind
from gugus.calendar.services.reader import read_event_file, read_pasted_events
from gugus.cores.holidays import holidays_between
from gugus.people.models import Group, School
from gugus.platform.interchange.importer import (
    SKIP,
    AgreedImport,
    Progress,
    ReadFile,
    ReadRow,
    RowJudgement,
    WrittenImport,
    sheet_notes,
)
from gugus.platform.interchange.models import ImportDraft

KIND = "calendar"
# What a person may decide about an event.
BLOCK, SHOW, CHANGE, REMOVE = "hambat", "tampil", "ubah", "hapus"
_CHOICES: Mapping[EventVerdict, tuple[str, ...]] = {
    EventVerdict.NEW: (BLOCK, SHOW, SKIP),
    EventVerdict.CHANGED: (CHANGE, SKIP),
    EventVerdict.REMOVED: (REMOVE, SKIP),
    # Nobody said that it is off: it stays unless a person takes it out.
    EventVerdict.WITHDRAWN: (SKIP, REMOVE),
}
_COUNTED = {BLOCK: "new", SHOW: "new", CHANGE: "changed", REMOVE: "gone"}
# For the whole group these keep from meeting; for a school everything of its calendar may.
_GROUP_BLOCKS = {"holiday", "joint_leave", "school_break", "exam", "district"}
# Events that the file no longer holds are numbered from here, by their own number.
_REMOVED_FROM = 100_000_000
_LONGEST = 200


def parse_events(data: bytes, draft: ImportDraft, tell: Progress) -> ReadFile:
    """A file, or the text of a table that was pasted."""
    del tell
    year = draft.subject["year"]
    if draft.subject["pasted"]:
        read = read_pasted_events(text=data.decode(), year=year)
    else:
        group = Group.objects.get(pk=draft.group_id)
        read = read_event_file(group=group, data=data, year=year)
    source = read.name or draft.file_name or uuid4().hex
    notes = {"origin": read.origin, "cancelled": list(read.cancelled), "source": source[:_LONGEST]}
    notes |= sheet_notes(read.sheets, read.hidden)
    if read.outside:
        notes["remark"] = _outside(read.outside)
    return ReadFile([ReadRow(row["n"], row) for row in read.rows], notes)


def _outside(n: int) -> str:
    return ngettext(
        "%(n)s acara di berkas ini tidak punya tanggal pada tahun pelajaran ini, jadi tidak ditampilkan.",
        "%(n)s acara di berkas ini tidak punya tanggal pada tahun pelajaran ini, jadi tidak ditampilkan.",
        n,
    ) % {"n": n}


def judge_events(draft: ImportDraft, rows: Sequence[ReadRow], now: datetime) -> list[RowJudgement]:
    """The events beside the calendar as it stands now; also those that the file has no longer."""
    del now
    group, school = Group.objects.get(pk=draft.group_id), _school(draft)
    by_number = {row.number: row.values for row in rows if row.values}
    events = [imported_event(values) for values in by_number.values() if "fault" not in values]
    existing = existing_events(group, school, draft.subject["year"])
    found = compare_events(events, existing, draft.notes["cancelled"], draft.notes["source"])
    judged = [_judgement(one, by_number, school) for one in found]
    unread = (number for number, values in by_number.items() if "fault" in values)
    return judged + [
        RowJudgement(number, EventVerdict.UNREAD, by_number[number]) for number in unread
    ]


def _school(draft: ImportDraft) -> School | None:
    """Whose days they are: one school's, or (None) the whole group's."""
    pk = draft.subject["school"]
    return School.objects.get(pk=pk) if pk else None


def _judgement(
    one: EventComparison, by_number: Mapping[int, Mapping[str, Any]], school: School | None
) -> RowJudgement:
    usual = _CHOICES.get(one.verdict, ("",))[0]
    if one.verdict is EventVerdict.NEW and one.event is not None:
        usual = _usual(one.event, school)
    number = (
        one.event.number if one.event else _REMOVED_FROM + (one.existing.pk if one.existing else 0)
    )
    return RowJudgement(
        number=number,
        verdict=one.verdict,
        values=by_number.get(number, {}),
        findings=_plain(one.existing) if one.existing else {},
        choices=_CHOICES.get(one.verdict, ()),
        decision=usual,
        entry=one,
    )


def _plain(event: ExistingEvent) -> dict[str, Any]:
    days = {"first": event.first.isoformat(), "last": event.last.isoformat()}
    return asdict(event) | days


def _usual(event: ImportedEvent, school: School | None) -> str:
    """What happens to a new event about which nothing is said."""
    if holiday_on(event.first, event.last):
        return SKIP
    kind = guess_event_kind(event.title)
    blocks = kind != "other" if school else kind in _GROUP_BLOCKS
    return BLOCK if blocks else SHOW


def holiday_on(first: date, last: date) -> str:
    """A single day that the library knows as a day off needs no event of its own."""
    if first != last:
        return ""
    found = holidays_between(first, last)
    return holiday_title(found[0]) if found else ""


def imported_event(row: Mapping[str, Any]) -> ImportedEvent:
    """An event as a draft keeps it."""
    first, last = (date.fromisoformat(row[name]) for name in ("first", "last"))
    return ImportedEvent(row["n"], row["title"], first, last, row["uid"])


def lock_calendar(draft: ImportDraft) -> None:
    """One import at a time writes to a group's calendar."""
    Group.objects.select_for_update().get(pk=draft.group_id)


def write_events(agreed: AgreedImport) -> WrittenImport:
    """Write what the person took; what stands otherwise by now is left alone and counted."""
    outcome = {"new": 0, "changed": 0, "gone": 0, "left": len(agreed.changed)}
    # Deletions come first, so that an event can move to the freed day.
    for decision, one in sorted(agreed.rows, key=lambda row: row[0] != REMOVE):
        _write(agreed, one, decision)
        outcome[_COUNTED[decision]] += 1
    return WrittenImport(outcome, dict(outcome))


def _write(agreed: AgreedImport, one: EventComparison, decision: str) -> None:
    event, draft = one.event, agreed.draft
    if event is None:
        CalendarEvent.objects.filter(pk=one.existing.pk if one.existing else 0).delete()
    elif one.existing is not None:
        CalendarEvent.objects.filter(pk=one.existing.pk).update(
            title=event.title, first_day=event.first, last_day=event.last
        )
    else:
        CalendarEvent.objects.create(
            group_id=draft.group_id,
            school_id=draft.subject["school"],
            kind=guess_event_kind(event.title),
            title=event.title,
            first_day=event.first,
            last_day=event.last,
            blocks=decision == BLOCK,
            origin=draft.notes["origin"],
            uid=event.uid,
            source=draft.notes["source"],
            made_at=agreed.now,
            made_by_id=agreed.actor.user_id,
        )
