"""An event that was just taken out comes back as it was.

What was deleted travels in the form of its undoing, signed and good for some minutes: nothing is
kept of it on the server, and nobody can bring back what was never there.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gugus.calendar.models import CalendarEvent
from gugus.calendar.services.events import CalendarEventContent, lock_calendar, refuse_duplicate
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record

UNDO_WITHIN = timedelta(minutes=15)
_SALT = "gugus.planning.occasion-taken-out"
_PLAIN = ("kind", "title", "blocks", "origin", "uid", "source", "school_id", "made_by_id")


def undo_token(actor: Actor, row: CalendarEvent) -> str:
    """All that brings this occasion back, for this person."""
    values: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}
    values |= {
        "group": row.group_id,
        "by": actor.user_id,
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
        "made_at": row.made_at.isoformat(),
    }
    return signing.dumps(values, salt=_SALT, compress=True)


def restore_calendar_event(
    *, actor: Actor, now: datetime, group: Group, token: str
) -> CalendarEvent:
    """Put the event back; refused when it is too late, or the same is there again."""
    values = _values(token)
    if (values.pop("group", None), values.pop("by", None)) != (group.pk, actor.user_id):
        raise _too_late()
    school = group.schools.filter(pk=values["school_id"]).first() if values["school_id"] else None
    if values["school_id"] and school is None:
        raise Refused(_("Sekolahnya sudah tidak ada di kelompok, jadi acaranya tidak kembali."))
    wanted = CalendarEventContent(
        values["kind"],
        values["title"],
        values["first_day"],
        values["last_day"],
        school,
        values["blocks"],
    )
    with transaction.atomic():
        lock_calendar(group)
        refuse_duplicate(group, wanted)
        row = _created(group, values)
        record(actor.user_id, now, "calendar_event.restored", row, group.pk)
    return row


def _values(token: str) -> dict[str, Any]:
    try:
        values: dict[str, Any] = signing.loads(token, salt=_SALT, max_age=UNDO_WITHIN)
    except signing.BadSignature:
        raise _too_late() from None
    days = {name: date.fromisoformat(values[name]) for name in ("first_day", "last_day")}
    return values | days | {"made_at": datetime.fromisoformat(values["made_at"])}


def _created(group: Group, values: dict[str, Any]) -> CalendarEvent:
    try:
        with transaction.atomic():
            return CalendarEvent.objects.create(group=group, **values)
    except IntegrityError:
        # The same event of the same file was read in again meanwhile.
        raise Refused(_("Acara ini sudah kembali lewat berkas kalender.")) from None


def _too_late() -> Refused:
    return Refused(
        _("Penghapusan ini tidak dapat diurungkan lagi. Tambahkan acaranya dengan Tambah acara.")
    )
