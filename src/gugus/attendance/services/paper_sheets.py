"""The printed sheet: its order of names, the numbers typed off it, its photograph."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.attendance.models import Attendance, PrintedSheet, SheetPhoto
from gugus.attendance.papers.sheets import sheet_order
from gugus.attendance.rules.row_numbers import RowNumberFault, UnreadableNumbers, parse_row_numbers
from gugus.attendance.services.attendance import record_attendance
from gugus.attendance.services.marks import AttendanceMark, RecordedMarks, WriteOrigin
from gugus.meetings.models import Meeting
from gugus.meetings.services.locks import locked_meeting
from gugus.people.access import Actor
from gugus.platform.documents.services import store_photo
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.rules import READABLE
from gugus.platform.foundation.services import record


def ensure_printed_sheet(*, now: datetime, meeting: Meeting) -> PrintedSheet:
    """The order of names to print; the same one again, with its code, while nobody joins or leaves."""
    with transaction.atomic():
        meeting = locked_meeting(meeting)
        ids = [teacher.pk for teacher in sheet_order(meeting)]
        known = list(PrintedSheet.objects.filter(meeting=meeting))
        for sheet in known:
            if sheet.teacher_ids == ids:
                return sheet
        taken = {sheet.code for sheet in known}
        code = next(code for code in iter(_new_code, "") if code not in taken)
        return PrintedSheet.objects.create(meeting=meeting, code=code, teacher_ids=ids, made_at=now)


def _new_code() -> str:
    return "".join(secrets.choice(READABLE) for _place in range(4)).upper()


def record_numbers(
    *,
    actor: Actor,
    now: datetime,
    meeting: Meeting,
    sheet: PrintedSheet,
    numbers: str,
    made: WriteOrigin | None = None,
) -> RecordedMarks:
    """Record the rows that were typed off a sheet; all or none. Say what became of them."""
    reading = parse_row_numbers(numbers, len(sheet.teacher_ids))
    if reading.bad:
        said = "\n".join(fault_message(bad, len(sheet.teacher_ids)) for bad in reading.bad)
        raise Refused(said, "numbers")
    if not reading.rows:
        raise Refused(_("Ketik nomor baris yang ditandatangani, misalnya 1-14 16 18t."), "numbers")
    marks = [
        AttendanceMark(sheet.teacher_ids[number - 1], status, how=Attendance.How.SHEET)
        for number, status in reading.rows
    ]
    return record_attendance(actor=actor, now=now, meeting=meeting, marks=marks, made=made)


def fault_message(bad: UnreadableNumbers, last: int) -> str:
    """What is wrong with one piece, in words."""
    return {
        RowNumberFault.UNREADABLE: _(
            "“%(piece)s” tidak terbaca. Tulis nomor, misalnya 7, 1-14, atau 18t."
        ),
        RowNumberFault.LETTER: _("“%(piece)s”: hurufnya hanya h, t, i, s, d, atau a."),
        RowNumberFault.NO_SUCH_ROW: _(
            "“%(piece)s”: lembar ini hanya punya nomor 1 sampai %(last)d."
        ),
        RowNumberFault.BACKWARDS: _("“%(piece)s”: nomor pertama harus lebih kecil."),
        RowNumberFault.TWICE: _("“%(piece)s”: ada nomor yang sudah ditulis dengan keadaan lain."),
    }[bad.fault] % {"piece": bad.piece, "last": last}


def add_sheet_photo(*, actor: Actor, now: datetime, meeting: Meeting, content: bytes) -> SheetPhoto:
    """Keep a photograph of the signed sheet with the meeting's record; the same one only once."""
    with transaction.atomic():
        meeting = locked_meeting(meeting)
        if meeting.state == Meeting.State.CANCELLED:
            raise Refused(_("Pertemuan ini dibatalkan, jadi fotonya tidak disimpan."))
        attachment = store_photo(content=content, user_id=actor.user_id, now=now)
        known = SheetPhoto.objects.filter(
            meeting=meeting, attachment__sha256=attachment.sha256
        ).first()
        if known is not None:
            attachment.delete()
            return known
        photo = SheetPhoto.objects.create(
            meeting=meeting, attachment=attachment, made_at=now, made_by_id=actor.user_id
        )
        record(actor.user_id, now, "sheet_photo.added", photo, meeting.group_id)
    return photo
