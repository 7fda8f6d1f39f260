"""Writing down who came.

Several people may record the same meeting at once: each write names only the rows that its
person touched, and every row is one upsert, so the last word on a teacher stands and no word on
another teacher is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.meetings.models import Attendance, Guest, Meeting
from gugus.meetings.queries import expected, recordable
from gugus.meetings.rules.times import may_check_in
from gugus.meetings.services.locking import locked
from gugus.people.access import Actor
from gugus.people.models import Teacher
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


@dataclass(frozen=True)
class Mark:
    """What was written about one teacher; an empty status takes the record away."""

    teacher_id: int
    status: str
    note: str = ""


def record_attendance(
    *, actor: Actor, now: datetime, meeting: Meeting, marks: Sequence[Mark]
) -> None:
    """Write the touched rows."""
    if not marks:
        return
    with transaction.atomic():
        meeting = _recordable(meeting)
        _check_known(meeting, [mark.teacher_id for mark in marks])
        gone = [mark.teacher_id for mark in marks if not mark.status]
        Attendance.objects.filter(meeting=meeting, teacher_id__in=gone).delete()
        _write(meeting, actor, now, [mark for mark in marks if mark.status])
        record(
            user_id=actor.user_id,
            now=now,
            verb="attendance.recorded",
            obj=meeting,
            group_id=meeting.group_id,
            teachers=[mark.teacher_id for mark in marks],
        )


def mark_rest(*, actor: Actor, now: datetime, meeting: Meeting, status: str) -> int:
    """Give everybody expected who has no record yet this status; say how many it were."""
    if status not in (Attendance.Status.PRESENT, Attendance.Status.ABSENT):
        raise Refused(_("Yang belum dicatat hanya dapat ditandai hadir atau alpa."))
    with transaction.atomic():
        meeting = _recordable(meeting)
        known = Attendance.objects.filter(meeting=meeting).values("teacher_id")
        rest = list(expected(meeting).exclude(pk__in=known).values_list("pk", flat=True))
        # Who was recorded by somebody else in the meantime keeps that record.
        Attendance.objects.bulk_create(
            [_row(meeting, actor, now, Mark(pk, status)) for pk in rest], ignore_conflicts=True
        )
        record(
            user_id=actor.user_id,
            now=now,
            verb="attendance.rest_marked",
            obj=meeting,
            group_id=meeting.group_id,
            teachers=rest,
        )
    return len(rest)


def check_in(*, actor: Actor, now: datetime, meeting: Meeting, teacher: Teacher) -> bool:
    """A teacher says "here I am"; False when somebody had already recorded something else."""
    with transaction.atomic():
        meeting = _recordable(meeting)
        times = (meeting.date, meeting.starts_at, meeting.ends_at)
        if not may_check_in(now, meeting.group.time_zone, *times):
            raise Refused(
                _("Kehadiran dapat diisi sendiri dari satu jam sebelum mulai sampai selesai.")
            )
        row, made = Attendance.objects.get_or_create(
            meeting=meeting,
            teacher=teacher,
            defaults={
                "status": Attendance.Status.PRESENT,
                "recorded_at": now,
                "recorded_by_id": actor.user_id,
            },
        )
        if made:
            record(
                user_id=actor.user_id,
                now=now,
                verb="attendance.checked_in",
                obj=meeting,
                group_id=meeting.group_id,
            )
    return row.status in (Attendance.Status.PRESENT, Attendance.Status.LATE)


def add_guest(
    *, actor: Actor, now: datetime, meeting: Meeting, name: str, institution: str
) -> Guest:
    """Write down somebody who came and is not on the roster; the same person only once."""
    with transaction.atomic():
        meeting = _recordable(meeting)
        guest, made = Guest.objects.get_or_create(
            meeting=meeting, name=name, institution=institution
        )
        if made:
            record(
                user_id=actor.user_id,
                now=now,
                verb="guest.added",
                obj=guest,
                group_id=meeting.group_id,
            )
    return guest


def remove_guest(*, actor: Actor, now: datetime, guest: Guest) -> None:
    """Take a guest off the list."""
    with transaction.atomic():
        _recordable(guest.meeting)
        record(
            user_id=actor.user_id,
            now=now,
            verb="guest.removed",
            obj=guest,
            group_id=guest.meeting.group_id,
        )
        guest.delete()


def _recordable(meeting: Meeting) -> Meeting:
    meeting = locked(meeting)
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused(_("Pertemuan ini dibatalkan. Aktifkan lagi sebelum mencatat kehadiran."))
    if meeting.state == Meeting.State.HELD:
        raise Refused(
            _("Notulen sudah selesai, jadi kehadiran terkunci. Buka kembali notulen lebih dulu.")
        )
    return meeting


def _check_known(meeting: Meeting, ids: Sequence[int]) -> None:
    """Only teachers of the group, or somebody already on this sheet, can be recorded."""
    group_wide = recordable(meeting).filter(pk__in=ids)
    known = set(group_wide.order_by().values_list("pk", flat=True))
    if known.issuperset(ids):
        return
    on_sheet = Attendance.objects.filter(meeting=meeting, teacher_id__in=ids)
    known.update(on_sheet.values_list("teacher_id", flat=True))
    if not known.issuperset(ids):
        raise Refused(_("Ada nama yang bukan guru kelompok ini. Tidak ada yang diubah."))


def _write(meeting: Meeting, actor: Actor, now: datetime, marks: Sequence[Mark]) -> None:
    Attendance.objects.bulk_create(
        [_row(meeting, actor, now, mark) for mark in marks],
        update_conflicts=True,
        unique_fields=["meeting", "teacher"],
        update_fields=["status", "note", "recorded_at", "recorded_by"],
    )


def _row(meeting: Meeting, actor: Actor, now: datetime, mark: Mark) -> Attendance:
    return Attendance(
        meeting=meeting,
        teacher_id=mark.teacher_id,
        status=mark.status,
        note=mark.note,
        recorded_at=now,
        recorded_by_id=actor.user_id,
    )
