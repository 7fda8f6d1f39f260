"""Writing, sharing and deleting pages of one's own journal.

No word of a journal goes into the audit trail, and nobody but its writer changes it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.catchup.models import Reflection
from gugus.meetings.models import Meeting
from gugus.meetings.rules.merge import OWN_WORD, WriteStamp, supersedes
from gugus.people.access import Actor
from gugus.people.models import Group, Teacher
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record

TEXTS = ("learnt", "applied", "obstacle", "next_step")


@dataclass(frozen=True)
class JournalText:
    """What one page says, and about which meeting."""

    learnt: str
    applied: str
    obstacle: str
    next_step: str
    meeting: Meeting | None


@dataclass(frozen=True)
class JournalWrite:
    """One write of a page: its key, when and by which command, and the text it was made from.

    `base` is the stamp of that text; None for a new page, or when the phone does not know.
    """

    key: UUID
    at: datetime
    command: UUID
    base: UUID | None = None


def save_journal_entry(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    teacher: Teacher,
    write: JournalWrite,
    entry: JournalText,
    shared: bool,
) -> Reflection:
    """Keep a page. Of two texts made from the same older one, the later stands and both stay."""
    if not any(getattr(entry, name) for name in TEXTS):
        raise Refused(_("Isi paling sedikit satu dari empat pertanyaan."), "learnt")
    with transaction.atomic():
        row, fresh = _row(group, teacher, write, entry)
        if not fresh and row.stamp_id != write.command:
            _merge(row, write, entry)
        _set_shared(row, write, shared=shared)
        row.save()
        record(actor.user_id, now, "reflection.written", row, row.group_id)
    return row


def set_entry_shared(
    *, actor: Actor, now: datetime, teacher: Teacher, write: JournalWrite, shared: bool
) -> Reflection:
    """Show a page to the recorders and the own head, or take it back."""
    with transaction.atomic():
        row = _locked_entry(teacher, write.key)
        _set_shared(row, write, shared=shared)
        row.save()
        record(
            actor.user_id,
            now,
            "reflection.shared" if row.shared else "reflection.unshared",
            row,
            row.group_id,
        )
    return row


def delete_journal_entry(
    *, actor: Actor, now: datetime, teacher: Teacher, write: JournalWrite
) -> JournalText:
    """Erase a page; what it said is given back once, so that it can be undone."""
    with transaction.atomic():
        row = _locked_entry(teacher, write.key)
        said = _text_of(row)
        _put(row, write, JournalText("", "", "", "", None))
        row.removed, row.is_copy = True, False
        _set_shared(row, write, shared=False)
        row.save()
        record(actor.user_id, now, "reflection.deleted", row, row.group_id)
    return said


def _row(
    group: Group, teacher: Teacher, write: JournalWrite, entry: JournalText
) -> tuple[Reflection, bool]:
    defaults = {
        **vars(entry),
        "group": group,
        "teacher": teacher,
        "written_at": write.at,
        "stamp_at": write.at,
        "stamp_id": write.command,
    }
    rows = Reflection.objects.select_for_update(of=("self",))
    row, fresh = rows.get_or_create(key=write.key, defaults=defaults)
    if row.teacher_id != teacher.pk or row.group_id != group.pk:
        raise _not_found()
    return row, fresh


def _locked_entry(teacher: Teacher, key: UUID) -> Reflection:
    rows = Reflection.objects.select_for_update(of=("self",))
    row = rows.filter(key=key, teacher=teacher, removed=False).first()
    if row is None:
        raise _not_found()
    return row


def _not_found() -> Refused:
    return Refused(_("Catatan ini tidak ditemukan, atau sudah dihapus."))


def _merge(row: Reflection, write: JournalWrite, entry: JournalText) -> None:
    """Put the later text in the page and, when neither knew the other, the earlier beside it."""
    old = JournalWrite(row.key, row.stamp_at, row.stamp_id)
    said = _text_of(row)
    apart = write.base is not None and write.base != old.command
    apart = apart and not row.removed and said != entry
    row.written_at = min(row.written_at, write.at)
    if not supersedes(_stamp(write), _stamp(old)):
        if apart:
            _keep_conflicting_copy(row, write, entry)
        return
    if apart:
        _keep_conflicting_copy(row, old, said)
    _put(row, write, entry)
    row.removed = False


def _keep_conflicting_copy(row: Reflection, write: JournalWrite, entry: JournalText) -> None:
    """The same key whichever of the two texts came first, so that it is made once."""
    Reflection.objects.get_or_create(
        key=uuid5(row.key, str(write.command)),
        defaults={
            **vars(entry),
            "group_id": row.group_id,
            "teacher_id": row.teacher_id,
            "written_at": write.at,
            "stamp_at": write.at,
            "stamp_id": write.command,
            "is_copy": True,
        },
    )


def _text_of(row: Reflection) -> JournalText:
    return JournalText(row.learnt, row.applied, row.obstacle, row.next_step, row.meeting)


def says(row: Reflection, entry: JournalText) -> bool:
    """Does the page say just this?"""
    return not row.removed and _text_of(row) == entry


def _put(row: Reflection, write: JournalWrite, entry: JournalText) -> None:
    for name in TEXTS:
        setattr(row, name, getattr(entry, name))
    row.meeting = entry.meeting
    row.stamp_at, row.stamp_id = write.at, write.command


def _set_shared(row: Reflection, write: JournalWrite, *, shared: bool) -> None:
    if row.removed:
        shared = False
    old = None
    if row.share_at is not None and row.share_id is not None:
        old = _stamp(replace(write, at=row.share_at, command=row.share_id))
    if supersedes(_stamp(write), old):
        row.shared, row.share_at, row.share_id = shared, write.at, write.command


def _stamp(write: JournalWrite) -> WriteStamp:
    return WriteStamp(OWN_WORD, write.at, write.command)
