"""Tables and calendar files become drafts, and drafts become events: all of one, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.calendar.models import CalendarEvent, CalendarImport
from gugus.calendar.queries.calendar import existing_events
from gugus.calendar.rules.comparison import (
    EventComparison,
    EventVerdict,
    ImportedEvent,
    compare_events,
)
from gugus.calendar.rules.kinds import guess_event_kind
from gugus.people.access import Actor
from gugus.people.models import Group, School
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record

State = CalendarImport.State
# What a person may decide about an imported event.
BLOCK, SHOW, TAKE, SKIP = "hambat", "tampil", "pakai", "lewati"
# For the whole group these keep from meeting; for a school everything of its calendar may.
_GROUP_BLOCKS = {"holiday", "joint_leave", "school_break", "exam", "district"}


@dataclass(frozen=True)
class ImportContents:
    """What a file or a table held, before anybody decided."""

    origin: str
    rows: tuple[dict[str, Any], ...]
    file_name: str = ""
    cancelled: tuple[str, ...] = ()
    outside: int = 0


@dataclass(frozen=True)
class ImportOutcome:
    """How many events an applied draft made, changed and took out."""

    new: int = 0
    changed: int = 0
    gone: int = 0


def save_calendar_import(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    school: School | None,
    year: int,
    read: ImportContents,
) -> CalendarImport:
    """Keep what was read for a person's word; an older draft for the same days gives way."""
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=group.pk)
        older = group.calendar_imports.filter(
            state=State.READY, made_by_id=actor.user_id, school=school, school_year=year
        )
        older.update(state=State.DISCARDED, rows=[])
        draft = CalendarImport.objects.create(
            group=group,
            school=school,
            school_year=year,
            origin=read.origin,
            file_name=read.file_name[:200],
            rows=list(read.rows),
            cancelled=list(read.cancelled),
            outside=read.outside,
            made_at=now,
            made_by_id=actor.user_id,
        )
        record(
            user_id=actor.user_id,
            now=now,
            verb="calendar_import.created",
            obj=draft,
            group_id=group.pk,
            rows=len(read.rows),
        )
    return draft


def apply_calendar_import(
    *, actor: Actor, now: datetime, draft: CalendarImport, decisions: Mapping[str, str]
) -> ImportOutcome:
    """Write what the person took, compared anew with the calendar as it stands now."""
    with transaction.atomic():
        group = Group.objects.select_for_update().get(pk=draft.group_id)
        row = _waiting(draft)
        sums = dict.fromkeys((EventVerdict.NEW, EventVerdict.CHANGED, EventVerdict.REMOVED), 0)
        # Deletions come first, so that an event can move to the freed day.
        for one in sorted(
            compare_with_calendar(row), key=lambda one: one.verdict is not EventVerdict.REMOVED
        ):
            said = decisions.get(key_of(one)) or default_decision(one, row)
            if one.verdict in sums and said != SKIP:
                _write(actor, now, row, one, said)
                sums[one.verdict] += 1
        row.state, row.rows = State.APPLIED, []
        row.save(update_fields=["state", "rows"])
        outcome = ImportOutcome(
            sums[EventVerdict.NEW], sums[EventVerdict.CHANGED], sums[EventVerdict.REMOVED]
        )
        record(
            user_id=actor.user_id,
            now=now,
            verb="calendar_import.applied",
            obj=row,
            group_id=group.pk,
            **vars(outcome),
        )
    return outcome


def discard_calendar_import(*, actor: Actor, now: datetime, draft: CalendarImport) -> None:
    """Throw a draft away; the calendar stays as it is."""
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=draft.group_id)
        row = _waiting(draft)
        row.state, row.rows = State.DISCARDED, []
        row.save(update_fields=["state", "rows"])
        record(
            user_id=actor.user_id,
            now=now,
            verb="calendar_import.discarded",
            obj=row,
            group_id=row.group_id,
        )


def compare_with_calendar(draft: CalendarImport) -> list[EventComparison]:
    """The draft's events beside the calendar as it stands now."""
    events = [imported_event(row) for row in draft.rows if not row.get("fault")]
    existing = existing_events(draft.group, draft.school, draft.school_year)
    return compare_events(events, existing, draft.cancelled)


def imported_event(row: Mapping[str, Any]) -> ImportedEvent:
    """An event as a draft keeps it."""
    first, last = (date.fromisoformat(row[name]) for name in ("first", "last"))
    return ImportedEvent(row["n"], row["title"], first, last, row["uid"])


def key_of(one: EventComparison) -> str:
    """What the decision about an event is called in a form."""
    if one.event is not None:
        return f"acara-{one.event.number}"
    return f"hapus-{one.existing.pk if one.existing else 0}"


def default_decision(one: EventComparison, draft: CalendarImport) -> str:
    """What happens to an event about which nothing was said."""
    if one.verdict is not EventVerdict.NEW or one.event is None:
        return TAKE
    kind = guess_event_kind(one.event.title)
    blocks = kind != "other" if draft.school_id else kind in _GROUP_BLOCKS
    return BLOCK if blocks else SHOW


def _waiting(draft: CalendarImport) -> CalendarImport:
    rows = CalendarImport.objects.select_related("group", "school")
    row = rows.get(pk=draft.pk)
    if row.state == State.APPLIED:
        raise Refused(_("Pratinjau ini sudah diterapkan; tidak ada yang dicatat dua kali."))
    if row.state == State.DISCARDED:
        raise Refused(
            _("Pratinjau ini sudah dibuang; kalender tidak berubah. Baca berkasnya lagi.")
        )
    return row


def _write(
    actor: Actor, now: datetime, draft: CalendarImport, one: EventComparison, said: str
) -> None:
    event = one.event
    if event is None:
        CalendarEvent.objects.filter(pk=one.existing.pk if one.existing else 0).delete()
    elif one.existing is not None:
        CalendarEvent.objects.filter(pk=one.existing.pk).update(
            title=event.title, first_day=event.first, last_day=event.last
        )
    else:
        CalendarEvent.objects.create(
            group_id=draft.group_id,
            school=draft.school,
            kind=guess_event_kind(event.title),
            title=event.title,
            first_day=event.first,
            last_day=event.last,
            blocks=said == BLOCK,
            origin=draft.origin,
            uid=event.uid,
            made_at=now,
            made_by_id=actor.user_id,
        )
