"""The group's calendar is written: its events, and its word on holidays."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.calendar.models import CalendarEvent, HolidayException
from gugus.cores.holidays import holidays_between
from gugus.people.access import Actor
from gugus.people.models import Group, School
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


@dataclass(frozen=True)
class CalendarEventContent:
    """An event as a person wants it."""

    kind: str
    title: str
    first_day: date
    last_day: date
    school: School | None
    blocks: bool


def add_calendar_event(
    *, actor: Actor, now: datetime, group: Group, wanted: CalendarEventContent
) -> CalendarEvent:
    """Put an event into the calendar; the same twice is refused."""
    with transaction.atomic():
        lock_calendar(group)
        refuse_duplicate(group, wanted)
        row = CalendarEvent.objects.create(
            group=group, made_at=now, made_by_id=actor.user_id, **_fields(wanted)
        )
        record(actor.user_id, now, "calendar_event.added", row, group.pk)
    return row


def change_calendar_event(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    event: CalendarEvent,
    wanted: CalendarEventContent,
) -> CalendarEvent:
    """Write what differs; an event that somebody took out meanwhile is refused."""
    with transaction.atomic():
        lock_calendar(group)
        row = _still_there(group, event)
        refuse_duplicate(group, wanted, row.pk)
        changed = [name for name, value in _fields(wanted).items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, getattr(wanted, name))
        if changed:
            row.save(update_fields=changed)
            record(
                actor.user_id, now, "calendar_event.changed", row, group.pk, fields=sorted(changed)
            )
    return row


def delete_calendar_event(
    *, actor: Actor, now: datetime, group: Group, event: CalendarEvent
) -> CalendarEvent | None:
    """Take an event out of the calendar and return it; None when it was gone already."""
    with transaction.atomic():
        lock_calendar(group)
        row = group.calendar_events.filter(pk=event.pk).first()
        if row is not None:
            record(actor.user_id, now, "calendar_event.deleted", row, group.pk)
            row.delete()
    return row


def add_holiday_exception(*, actor: Actor, now: datetime, group: Group, day: date) -> None:
    """The group meets on a day off that the library knows; said twice it is said once."""
    if not holidays_between(day, day):
        raise Refused(_("Tanggal itu bukan hari libur nasional atau cuti bersama."))
    with transaction.atomic():
        row, made = HolidayException.objects.get_or_create(
            group=group, day=day, defaults={"made_at": now, "made_by_id": actor.user_id}
        )
        if made:
            record(actor.user_id, now, "holiday_exception.added", row, group.pk)


def remove_holiday_exception(*, actor: Actor, now: datetime, group: Group, day: date) -> None:
    """Take the word back: the day off is a day off again."""
    with transaction.atomic():
        row = HolidayException.objects.filter(group=group, day=day).first()
        if row is not None:
            record(actor.user_id, now, "holiday_exception.removed", row, group.pk)
            row.delete()


def lock_calendar(group: Group) -> None:
    """Whoever writes the calendar of a group waits here for whoever does so already."""
    Group.objects.select_for_update().get(pk=group.pk)


def _fields(wanted: CalendarEventContent) -> dict[str, Any]:
    return dict(vars(wanted))


def refuse_duplicate(group: Group, wanted: CalendarEventContent, but: int | None = None) -> None:
    """Refuse what stands in the calendar already, under another number than `but`."""
    same = group.calendar_events.filter(
        title__iexact=wanted.title,
        first_day=wanted.first_day,
        last_day=wanted.last_day,
        school=wanted.school,
    )
    if same.exclude(pk=but or 0).exists():
        raise Refused(_("Acara ini sudah ada di kalender, pada tanggal yang sama."), "title")


def _still_there(group: Group, event: CalendarEvent) -> CalendarEvent:
    row = group.calendar_events.filter(pk=event.pk).first()
    if row is None:
        raise Refused(
            _("Acara ini baru saja dihapus oleh pengurus lain. Isian Anda masih ada di sini.")
        )
    return row
