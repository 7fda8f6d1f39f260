"""Writing, closing and reopening minutes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.attendance.queries import attendance_tally
from gugus.meetings.models import Meeting
from gugus.meetings.queries import expected
from gugus.meetings.rules.merge import RECORDER, WriteStamp
from gugus.meetings.services.locks import locked_meeting
from gugus.meetings.services.publication import save_meeting
from gugus.meetings.services.roll import fix_called, release_called
from gugus.minutes.models import Minutes, MinutesVariant
from gugus.minutes.queries import conflicting_texts, officers_at
from gugus.minutes.rules.readiness import Readiness, minutes_readiness
from gugus.minutes.rules.text_merge import (
    INITIAL_WRITER,
    MergedText,
    TextVariant,
    TextWrite,
    initial_variant,
    merge_variants,
    text_digest,
    variant_with,
)
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.steps.queries import present_without_step


@dataclass(frozen=True)
class MinutesText:
    """The text of minutes."""

    chaired_by: str
    taken_by: str
    opening: str
    problems: str
    discussion: str
    decisions: str
    closed_at: time | None

    def texts(self) -> dict[str, str]:
        """Every field as text, as it is compared and kept."""
        return {name: as_text(value) for name, value in vars(self).items()}


@dataclass(frozen=True)
class MinutesSubmission:
    """What one page holds, upon what it was written, which page it is, and when it was written."""

    text: MinutesText
    base: MinutesText
    page: str
    at: datetime
    id: UUID


@dataclass(frozen=True)
class ConflictResolution:
    """What a person decided between texts; `seen` are the marks of those they had in view."""

    field: str
    text: str
    seen: frozenset[str]
    at: datetime
    id: UUID


@dataclass(frozen=True)
class SavedMinutes:
    """The minutes as they stand now, and the fields in which a person has to decide."""

    minutes: Minutes
    undecided: tuple[str, ...]


FIELDS = tuple(MinutesText.__annotations__)


def as_text(value: str | time | None) -> str:
    """A field's value as text: '15:20' for a time, '' for none."""
    return value.strftime("%H:%M") if isinstance(value, time) else value or ""


def minutes_texts(minutes: Minutes) -> dict[str, str]:
    """The texts that stand in the minutes."""
    return {name: as_text(getattr(minutes, name)) for name in FIELDS}


def save_minutes(
    *, actor: Actor, now: datetime, meeting: Meeting, typed: MinutesSubmission
) -> SavedMinutes:
    """Take in what a page holds, field by field; of texts that do not know each other all stay."""
    writer = f"{actor.user_id}:{typed.page or typed.id}"
    stamp = WriteStamp(RECORDER, typed.at, typed.id)
    base = typed.base.texts()
    writes = {
        name: TextWrite(writer, stamp, text, frozenset({text_digest(base[name])}))
        for name, text in typed.text.texts().items()
    }
    with transaction.atomic():
        minutes = _writable(meeting)
        # A page saves itself every few seconds: the trail names it once.
        known = MinutesVariant.objects.filter(minutes=minutes, writer=writer).exists()
        undecided = _merge_writes(minutes, writes, actor)
        if not known:
            record(
                actor.user_id,
                now,
                "minutes.saved",
                minutes,
                minutes.meeting.group_id,
                version=minutes.version,
            )
    return SavedMinutes(minutes, undecided)


def resolve_text_conflict(
    *, actor: Actor, now: datetime, meeting: Meeting, choice: ConflictResolution
) -> SavedMinutes:
    """Put one text in place of those that a person saw waiting for a decision."""
    if choice.field not in FIELDS:
        raise Refused(_("Bagian notulen ini tidak dikenal. Muat ulang halaman."))
    stamp = WriteStamp(RECORDER, choice.at, choice.id)
    write = TextWrite(f"{actor.user_id}:{choice.id}", stamp, choice.text, choice.seen)
    with transaction.atomic():
        minutes = _writable(meeting)
        undecided = _merge_writes(minutes, {choice.field: write}, actor)
        seen = [
            row.pk
            for row in MinutesVariant.objects.filter(
                minutes=minutes, field=choice.field, decided_at=None, waiting=False
            ).exclude(text=choice.text)
            if text_digest(row.text) in choice.seen
        ]
        MinutesVariant.objects.filter(pk__in=seen).update(
            decided_at=choice.at, decided_by=actor.user_id
        )
        record(
            actor.user_id,
            now,
            "minutes.conflict_resolved",
            minutes,
            minutes.meeting.group_id,
            field=choice.field,
        )
    return SavedMinutes(minutes, undecided)


def readiness_of(meeting: Meeting, minutes: Minutes | None, now: datetime) -> Readiness:
    """What the minutes still lack before they can be closed."""
    has_text = minutes is not None and bool(
        minutes.problems or minutes.discussion or minutes.decisions
    )
    return minutes_readiness(
        day=meeting.date,
        today=day_of(meeting.group, now),
        attended=attendance_tally(meeting),
        has_text=has_text,
        without_step=present_without_step(meeting).count(),
        undecided=minutes is not None and conflicting_texts(minutes).exists(),
    )


def finish_minutes(*, actor: Actor, now: datetime, meeting: Meeting, version: int) -> Minutes:
    """Close the minutes: the meeting was held, its records stand."""
    with transaction.atomic():
        meeting = locked_meeting(meeting)
        _check_cancelled(meeting)
        minutes = _minutes_of(meeting)
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
        save_meeting(meeting, now=now, fields=("state",))
        minutes.meeting = meeting
        fix_called(meeting, now)
        record(
            actor.user_id,
            now,
            "minutes.finished",
            minutes,
            minutes.meeting.group_id,
            version=minutes.version,
        )
    return minutes


@dataclass(frozen=True)
class ReopenedMinutes:
    """Minutes opened again: how many the meeting called as they were closed, and calls now."""

    minutes: Minutes
    called_then: int
    called_now: int


def reopen_minutes(
    *, actor: Actor, now: datetime, meeting: Meeting, reason: str
) -> ReopenedMinutes:
    """Open closed minutes again; the reason goes into the audit trail.

    What closing fixed is fixed no more: whom the meeting called is read from the roster of its day,
    and its papers are made of the records, until it is closed again.
    """
    with transaction.atomic():
        meeting = locked_meeting(meeting)
        minutes = Minutes.objects.get(meeting=meeting)
        if minutes.approved_at is not None:
            raise Refused(
                _(
                    "Notulen ini sudah disahkan dan tidak dapat dibuka lagi. Tulis perbaikannya "
                    "sebagai adendum; notulennya tetap seperti yang disahkan."
                )
            )
        if minutes.state == Minutes.State.DRAFT:
            number = expected(meeting).count()
            return ReopenedMinutes(minutes, number, number)
        minutes.state = Minutes.State.DRAFT
        minutes.finalised_at = None
        minutes.save(update_fields=["state", "finalised_at"])
        was_called = meeting.invitation_id is not None
        meeting.state = Meeting.State.CALLED if was_called else Meeting.State.PLANNED
        save_meeting(meeting, now=now, fields=("state",))
        then, called_now = release_called(meeting)
        minutes.meeting = meeting
        record(
            actor.user_id, now, "minutes.reopened", minutes, minutes.meeting.group_id, reason=reason
        )
    return ReopenedMinutes(minutes, then, called_now)


def _merge_writes(
    minutes: Minutes, writes: Mapping[str, TextWrite], actor: Actor
) -> tuple[str, ...]:
    """Weigh the writes against what is known; say which fields wait for a person."""
    rows: dict[str, dict[str, MinutesVariant]] = {name: {} for name in FIELDS}
    for row in MinutesVariant.objects.filter(minutes=minutes):
        rows[row.field][row.writer] = row
    touched, changed = [], False
    for name, write in writes.items():
        known = rows[name]
        entry = variant_with(_entry(known[write.writer]) if write.writer in known else None, write)
        if entry is None or write.idle:
            continue
        if INITIAL_WRITER not in known:
            first = initial_variant(as_text(getattr(minutes, name)))
            known[INITIAL_WRITER] = _row(minutes, name, first)
            touched.append(known[INITIAL_WRITER])
        known[write.writer] = _row(minutes, name, entry, actor, known.get(write.writer))
        touched.append(known[write.writer])
        found = merge_variants(map(_entry, known.values()))
        touched += _update_waiting(known, found)
        changed |= _set_text(minutes, name, found.current.text)
    _store(touched)
    if changed:
        minutes.version += 1
        minutes.save()
    return tuple(name for name in FIELDS if any(row.waiting for row in rows[name].values()))


def _entry(row: MinutesVariant) -> TextVariant:
    replaced = {mark: _stamp(at, UUID(hex=pk)) for mark, (at, pk) in row.replaced.items()}
    stamp = WriteStamp(RECORDER, row.stamp_at, row.stamp_id)
    return TextVariant(row.writer, stamp, row.text, row.changes, replaced)


def _stamp(at: str, pk: UUID) -> WriteStamp:
    return WriteStamp(RECORDER, datetime.fromisoformat(at), pk)


def _row(
    minutes: Minutes,
    field: str,
    entry: TextVariant,
    actor: Actor | None = None,
    row: MinutesVariant | None = None,
) -> MinutesVariant:
    row = row or MinutesVariant(minutes=minutes, field=field, writer=entry.writer)
    row.text, row.changes = entry.text, entry.changes
    row.stamp_at, row.stamp_id = entry.stamp.at, entry.stamp.id
    row.replaced = {
        mark: [until.at.astimezone(UTC).isoformat(), until.id.hex]
        for mark, until in entry.replaced.items()
    }
    row.written_by_id = actor.user_id if actor else None
    return row


def _update_waiting(known: Mapping[str, MinutesVariant], found: MergedText) -> list[MinutesVariant]:
    """Mark the rows whose text waits for a decision; return those that changed."""
    waiting = {other.writer for other in found.others}
    moved = [row for row in known.values() if row.waiting != (row.writer in waiting)]
    for row in moved:
        row.waiting = not row.waiting
    return moved


def _set_text(minutes: Minutes, field: str, text: str) -> bool:
    """Let a text stand in the minutes; False when it stands there already."""
    if as_text(getattr(minutes, field)) == text:
        return False
    is_time = field == "closed_at"
    setattr(minutes, field, (time.fromisoformat(text) if text else None) if is_time else text)
    return True


def _store(rows: list[MinutesVariant]) -> None:
    by_writer = {(row.field, row.writer): row for row in rows}
    MinutesVariant.objects.bulk_create([row for row in by_writer.values() if row.pk is None])
    MinutesVariant.objects.bulk_update(
        [row for row in by_writer.values() if row.pk is not None],
        ["text", "changes", "stamp_at", "stamp_id", "replaced", "waiting"],
    )


def _minutes_of(meeting: Meeting) -> Minutes:
    """The meeting's minutes; made with the officers' names when nobody wrote yet."""
    return Minutes.objects.get_or_create(meeting=meeting, defaults=officers_at(meeting))[0]


def _check_cancelled(meeting: Meeting) -> None:
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused(_("Pertemuan ini dibatalkan. Aktifkan lagi sebelum menulis notulen."))


def _writable(meeting: Meeting) -> Minutes:
    """The minutes of a meeting that is held still, as long as they may be written."""
    meeting = locked_meeting(meeting)
    _check_cancelled(meeting)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is not None and minutes.approved_at is not None:
        raise Refused(
            _("Notulen sudah disahkan. Yang Anda tulis belum masuk; salin ke adendum di bawahnya.")
        )
    if meeting.state == Meeting.State.HELD:
        raise Refused(_("Notulen sudah selesai. Buka kembali sebelum mengubahnya."))
    return minutes or _minutes_of(meeting)
