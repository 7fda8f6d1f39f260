"""Writing, closing and reopening minutes."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting, Minutes
from gugus.meetings.queries import present_without_step, statuses
from gugus.meetings.rules.minutes import Readiness, readiness
from gugus.meetings.rules.times import local
from gugus.meetings.services.locking import locked
from gugus.people.access import Actor
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


class Stale(Refused):
    """Somebody saved the minutes since this form was opened."""

    def __init__(self, stored: Minutes) -> None:
        super().__init__(
            _(
                "Notulen ini sudah disimpan dari halaman lain sejak Anda membukanya. Tulisan Anda "
                "masih ada di bawah; yang tersimpan ditampilkan di samping setiap isian."
            )
        )
        self.stored = stored


@dataclass(frozen=True)
class Record:
    """The text of minutes."""

    chaired_by: str
    taken_by: str
    opening: str
    problems: str
    discussion: str
    decisions: str
    closed_at: time | None


def save_minutes(
    *, actor: Actor, now: datetime, meeting: Meeting, text: Record, version: int
) -> Minutes:
    """Save minutes made from `version`; raise `Stale` when a newer one is stored."""
    with transaction.atomic():
        meeting = locked(meeting)
        _check_writable(meeting)
        minutes, _made = Minutes.objects.get_or_create(meeting=meeting)
        if minutes.version != version:
            if _holds(minutes, text):
                return minutes
            raise Stale(minutes)
        for name, value in vars(text).items():
            setattr(minutes, name, value)
        minutes.version = version + 1
        minutes.save()
        record(
            user_id=actor.user_id,
            now=now,
            verb="minutes.saved",
            obj=minutes,
            group_id=meeting.group_id,
            version=minutes.version,
        )
    return minutes


def readiness_of(meeting: Meeting, minutes: Minutes | None, now: datetime) -> Readiness:
    """What the minutes still lack before they can be closed."""
    has_text = minutes is not None and bool(
        minutes.problems or minutes.discussion or minutes.decisions
    )
    return readiness(
        day=meeting.date,
        today=local(now, meeting.group.time_zone).date(),
        attended=statuses(meeting),
        has_text=has_text,
        without_step=present_without_step(meeting).count(),
    )


def finish_minutes(*, actor: Actor, now: datetime, meeting: Meeting, version: int) -> Minutes:
    """Close the minutes: the meeting was held, its records stand."""
    with transaction.atomic():
        meeting = locked(meeting)
        _check_cancelled(meeting)
        minutes, _made = Minutes.objects.get_or_create(meeting=meeting)
        if minutes.state == Minutes.State.FINAL:
            return minutes
        if minutes.version != version:
            raise Refused(
                _("Notulen berubah sejak halaman ini dibuka. Baca dulu yang terbaru, lalu tutup.")
            )
        if not readiness_of(meeting, minutes, now).ready:
            raise Refused(_("Notulen belum dapat diselesaikan; lihat yang masih kurang di bawah."))
        minutes.state = Minutes.State.FINAL
        minutes.finalised_at = now
        minutes.save(update_fields=["state", "finalised_at"])
        meeting.state = Meeting.State.HELD
        meeting.save(update_fields=["state"])
        record(
            user_id=actor.user_id,
            now=now,
            verb="minutes.finished",
            obj=minutes,
            group_id=meeting.group_id,
            version=minutes.version,
        )
    return minutes


def reopen_minutes(*, actor: Actor, now: datetime, meeting: Meeting, reason: str) -> Minutes:
    """Open closed minutes again; the reason goes into the audit trail."""
    with transaction.atomic():
        meeting = locked(meeting)
        minutes = Minutes.objects.get(meeting=meeting)
        if minutes.state == Minutes.State.DRAFT:
            return minutes
        minutes.state = Minutes.State.DRAFT
        minutes.finalised_at = None
        minutes.save(update_fields=["state", "finalised_at"])
        was_called = meeting.invitation_id is not None
        meeting.state = Meeting.State.CALLED if was_called else Meeting.State.PLANNED
        meeting.save(update_fields=["state"])
        record(
            user_id=actor.user_id,
            now=now,
            verb="minutes.reopened",
            obj=minutes,
            group_id=meeting.group_id,
            reason=reason,
        )
    return minutes


def _holds(minutes: Minutes, text: Record) -> bool:
    """The very same text is stored already: a form that was sent twice."""
    return all(getattr(minutes, name) == value for name, value in vars(text).items())


def _check_cancelled(meeting: Meeting) -> None:
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused(_("Pertemuan ini dibatalkan. Aktifkan lagi sebelum menulis notulen."))


def _check_writable(meeting: Meeting) -> None:
    _check_cancelled(meeting)
    if meeting.state == Meeting.State.HELD:
        raise Refused(_("Notulen sudah selesai. Buka kembali sebelum mengubahnya."))
