"""Writing down who came.

Several people may record the same meeting at once, and phones may send what they wrote hours
later: each write names only the rows that its person touched and carries when it was made, so the
last mark for a teacher counts and no mark for another is lost, whatever arrives first.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.attendance.models import Attendance, Guest
from gugus.attendance.queries import recordable_ids
from gugus.attendance.rules.drawn_signature import is_signature
from gugus.attendance.rules.statuses import EXCUSED, PRESENT
from gugus.attendance.services.marks import (
    AttendanceMark,
    MarkSource,
    RecordedMarks,
    WriteOrigin,
    lost_marks,
    write_marks,
    write_rest_mark,
)
from gugus.meetings.models import Meeting
from gugus.meetings.rules.merge import OWN_WORD, RECORDER
from gugus.meetings.rules.times import CheckInWindow, check_in_window
from gugus.meetings.services.locks import locked_meeting
from gugus.people.access import Actor
from gugus.people.models import Teacher
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


def record_attendance(
    *,
    actor: Actor,
    now: datetime,
    meeting: Meeting,
    marks: Sequence[AttendanceMark],
    made: WriteOrigin | None = None,
) -> RecordedMarks:
    """Write the touched rows, as a recorder; say which of them another's word goes before."""
    if not marks:
        return RecordedMarks(0)
    made = made or WriteOrigin(now)
    with transaction.atomic():
        meeting = _locked_for_recorder(meeting)
        _check_known(meeting, [mark.teacher_id for mark in marks])
        rows = write_marks(meeting, marks, MarkSource(actor.user_id, RECORDER, made))
        record(
            actor.user_id,
            now,
            "attendance.recorded",
            meeting,
            meeting.group_id,
            teachers=[mark.teacher_id for mark in marks],
        )
    return RecordedMarks(len(marks), lost_marks(rows, marks, made))


def mark_rest(
    *, actor: Actor, now: datetime, meeting: Meeting, status: str, made: WriteOrigin | None = None
) -> int:
    """Give everybody expected without a record this status; return how many."""
    if status not in (Attendance.Status.PRESENT, Attendance.Status.ABSENT):
        raise Refused(_("Yang belum dicatat hanya dapat ditandai hadir atau alpa."))
    with transaction.atomic():
        meeting = _locked_for_recorder(meeting)
        rest = write_rest_mark(
            meeting, status, MarkSource(actor.user_id, RECORDER, made or WriteOrigin(now))
        )
        record(
            actor.user_id, now, "attendance.rest_marked", meeting, meeting.group_id, teachers=rest
        )
    return len(rest)


def check_in(
    *,
    actor: Actor,
    now: datetime,
    meeting: Meeting,
    teacher: Teacher,
    made: WriteOrigin | None = None,
    how: str = Attendance.How.SELF,
) -> bool:
    """A teacher says "here I am"; False when somebody had already recorded something else."""
    mark = AttendanceMark(teacher.pk, Attendance.Status.PRESENT, how=how)
    return _record_own(actor, now, meeting, mark, made or WriteOrigin(now))


def sign_attendance(
    *,
    actor: Actor,
    now: datetime,
    meeting: Meeting,
    teacher: Teacher,
    signature: str,
    made: WriteOrigin | None = None,
) -> bool:
    """A teacher signs on the phone; the signature stays, whatever a recorder writes."""
    if not is_signature(signature):
        raise Refused(
            _("Tanda tangan belum terbaca. Hapus, lalu tanda tangani lagi di dalam kotak."),
            "signature",
        )
    mark = AttendanceMark(
        teacher.pk, Attendance.Status.PRESENT, how=Attendance.How.SIGN, signature=signature
    )
    return _record_own(actor, now, meeting, mark, made or WriteOrigin(now))


def record_excuse(
    *,
    actor: Actor,
    now: datetime,
    meeting: Meeting,
    teacher: Teacher,
    status: str,
    note: str,
    made: WriteOrigin | None = None,
) -> bool:
    """A teacher cannot come, with the reason; '' takes it back. False when a recorder's mark counts
    instead."""
    if status and status not in EXCUSED:
        raise Refused(_("Pilih izin, sakit, atau dinas."), "status")
    if status and not note:
        raise Refused(_("Tulis alasannya dalam beberapa kata."), "note")
    made = made or WriteOrigin(now)
    with transaction.atomic():
        meeting = _locked_for_own(meeting)
        if made.at > check_in_window_of(meeting).closes:
            raise Refused(
                _(
                    "Pertemuan sudah selesai, jadi kabar ini tidak tersimpan. Sampaikan kepada sekretaris."
                )
            )
        row = _write_own_mark(
            actor,
            now,
            meeting,
            AttendanceMark(teacher.pk, status, note, how=Attendance.How.SELF),
            made,
        )
    return row.status == status


def check_in_window_of(meeting: Meeting) -> CheckInWindow:
    """When teachers may check in to a meeting."""
    return check_in_window(
        meeting.group.time_zone, meeting.date, meeting.starts_at, meeting.ends_at
    )


def add_guest(
    *, actor: Actor, now: datetime, meeting: Meeting, name: str, institution: str
) -> Guest:
    """Write down somebody who came and is not on the roster; the same person only once."""
    with transaction.atomic():
        meeting = _locked_for_recorder(meeting)
        guest, made = Guest.objects.get_or_create(
            meeting=meeting, name=name, institution=institution
        )
        if made:
            record(actor.user_id, now, "guest.added", guest, meeting.group_id)
    return guest


def remove_guest(*, actor: Actor, now: datetime, guest: Guest) -> None:
    """Take a guest off the list."""
    with transaction.atomic():
        _locked_for_recorder(guest.meeting)
        record(actor.user_id, now, "guest.deleted", guest, guest.meeting.group_id)
        guest.delete()


def _record_own(
    actor: Actor, now: datetime, meeting: Meeting, mark: AttendanceMark, made: WriteOrigin
) -> bool:
    with transaction.atomic():
        meeting = _locked_for_own(meeting)
        check_time(meeting, made.at)
        row = _write_own_mark(actor, now, meeting, mark, made)
    return row.status in PRESENT


def _write_own_mark(
    actor: Actor, now: datetime, meeting: Meeting, mark: AttendanceMark, made: WriteOrigin
) -> Attendance:
    rows = write_marks(meeting, [mark], MarkSource(actor.user_id, OWN_WORD, made))
    record(
        actor.user_id,
        now,
        "attendance.excused" if mark.status in EXCUSED else "attendance.checked_in",
        meeting,
        meeting.group_id,
        how=mark.how,
    )
    return rows[mark.teacher_id]


def check_time(meeting: Meeting, moment: datetime) -> None:
    """Refuse a check-in that was made before the hour or after the end."""
    if not check_in_window_of(meeting).holds(moment):
        raise Refused(
            _("Kehadiran dapat diisi sendiri dari satu jam sebelum mulai sampai selesai.")
        )


def _locked_for_own(meeting: Meeting) -> Meeting:
    meeting = locked_meeting(meeting)
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused(_("Pertemuan ini dibatalkan, jadi kehadiran tidak dicatat."))
    if meeting.state == Meeting.State.HELD:
        raise Refused(
            _("Notulen sudah ditutup, jadi kehadiran terkunci. Minta sekretaris mencatatnya.")
        )
    return meeting


def _locked_for_recorder(meeting: Meeting) -> Meeting:
    meeting = locked_meeting(meeting)
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused(_("Pertemuan ini dibatalkan. Aktifkan lagi sebelum mencatat kehadiran."))
    if meeting.state == Meeting.State.HELD:
        raise Refused(
            _("Notulen sudah selesai, jadi kehadiran terkunci. Buka kembali notulen lebih dulu.")
        )
    return meeting


def _check_known(meeting: Meeting, ids: Sequence[int]) -> None:
    """Only teachers of the group, or somebody already on this sheet, can be recorded."""
    known = recordable_ids(meeting)
    if known.issuperset(ids):
        return
    on_sheet = Attendance.objects.filter(meeting=meeting, teacher_id__in=ids)
    if not known.union(on_sheet.values_list("teacher_id", flat=True)).issuperset(ids):
        raise Refused(_("Ada nama yang bukan guru kelompok ini. Tidak ada yang diubah."))
