"""Attendance commands sent by phones."""

from typing import Any, cast

from django.utils.translation import gettext as _

from gugus.attendance.forms.guests import GuestForm
from gugus.attendance.forms.marks import (
    CodeForm,
    ExcuseForm,
    RowNumbersForm,
    SheetPhotoForm,
    SignatureForm,
    mark_from_command,
)
from gugus.attendance.models import Attendance, PrintedSheet
from gugus.attendance.pages.superseded import RowNames, marks_superseded, own_superseded
from gugus.attendance.queries import named, own_row
from gugus.attendance.services import attendance
from gugus.attendance.services import paper_sheets as sheets
from gugus.attendance.services import wall_codes as codes
from gugus.attendance.services.marks import WriteOrigin
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.meetings.queries import is_expected
from gugus.meetings.sync_handlers import checked, the_meeting
from gugus.people.access import MemberCommand, group_command
from gugus.people.models import Teacher
from gugus.people.queries import teachers_of
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User
from gugus.platform.sync.commands import CommandResult


def _own(command: MemberCommand, meeting: Meeting) -> Teacher:
    """The person as a teacher whom the meeting calls."""
    own = teachers_of(command.group).filter(pk=command.actor.teacher_id or 0).first()
    if own is None or not is_expected(meeting, own):
        raise Refused(_("Anda tidak termasuk yang diundang ke pertemuan ini."))
    return own


def _made(command: MemberCommand) -> WriteOrigin:
    return WriteOrigin(command.made_at, command.id)


def _own_result(meeting: Meeting, teacher: Teacher, note: str, *, stands: bool) -> CommandResult:
    href = meeting_address(meeting, "agenda:meeting")
    row = None if stands else own_row(meeting.pk, teacher.pk)
    if row is None:
        return CommandResult(note, href)
    return CommandResult("", href, superseded=own_superseded(row))


def _came(meeting: Meeting, teacher: Teacher, *, came: bool) -> CommandResult:
    note = _("Anda tercatat hadir di %(title)s.") % {"title": meeting.title}
    return _own_result(meeting, teacher, note, stands=came)


def _lost(command: MemberCommand, rows: tuple[Attendance, ...]) -> str:
    """What stands in place of a recorder's marks; asked only when some were lost."""
    if not rows:
        return ""
    names = RowNames(
        named(Teacher, {row.teacher_id for row in rows}),
        named(User, {row.recorded_by_id for row in rows}),
    )
    return marks_superseded(rows, names, command.user.pk)


@group_command("attendance.mark", May.RECORD_MEETING)
def mark(command: MemberCommand) -> CommandResult:
    """One row of the sheet, or one scanned card."""
    meeting, row = the_meeting(command), mark_from_command(command.form_data())
    done = attendance.record_attendance(
        actor=command.actor, now=command.now, meeting=meeting, marks=[row], made=_made(command)
    )
    stands = next((lost.status for lost in done.lost), row.status)
    return CommandResult(
        data={"teacher": row.teacher_id, "status": stands},
        superseded=_lost(command, done.lost),
    )


@group_command("attendance.rest", May.RECORD_MEETING)
def rest(command: MemberCommand) -> CommandResult:
    """Everybody without a record gets the same one."""
    meeting = the_meeting(command)
    n = attendance.mark_rest(
        actor=command.actor,
        now=command.now,
        meeting=meeting,
        status=command.text("status"),
        made=_made(command),
    )
    href = meeting_address(meeting, "attendance:attendance")
    if not n:
        stands = _("Tidak ada yang berubah: semua guru sudah punya catatan sendiri lebih dulu.")
        return CommandResult("", href, superseded=stands)
    return CommandResult(_("%(n)d guru ditandai sekaligus.") % {"n": n}, href)


@group_command("attendance.guest", May.RECORD_MEETING)
def guest(command: MemberCommand) -> CommandResult:
    """A guest came."""
    meeting, form = the_meeting(command), GuestForm(command.form_data())
    if not form.is_valid():
        raise Refused(_("Tamu belum disimpan: tulis namanya, paling panjang 150 huruf."), "name")
    attendance.add_guest(actor=command.actor, now=command.now, meeting=meeting, **form.cleaned_data)
    return CommandResult(_("Tamu tersimpan."), meeting_address(meeting, "attendance:attendance"))


@group_command("attendance.numbers", May.RECORD_MEETING)
def numbers(command: MemberCommand) -> CommandResult:
    """Row numbers typed off a printed sheet."""
    meeting, form = the_meeting(command), RowNumbersForm(command.form_data())
    checked(form)
    code = form.cleaned_data["sheet"]
    sheet = PrintedSheet.objects.filter(meeting=meeting, code__iexact=code).first()
    if sheet is None:
        raise Refused(_("Tidak ada lembar dengan kode itu untuk pertemuan ini."), "sheet")
    done = sheets.record_numbers(
        actor=command.actor,
        now=command.now,
        meeting=meeting,
        sheet=sheet,
        numbers=form.cleaned_data["numbers"],
        made=_made(command),
    )
    return CommandResult(
        _("Kehadiran %(n)d guru tersimpan.") % {"n": done.n - len(done.lost)},
        meeting_address(meeting, "attendance:attendance"),
        superseded=_lost(command, done.lost),
    )


@group_command("attendance.sheet_photo", May.RECORD_MEETING)
def sheet_photo(command: MemberCommand) -> CommandResult:
    """A photograph of the signed sheet."""
    meeting = the_meeting(command)
    form = SheetPhotoForm(command.form_data(), cast(Any, command.files()))
    checked(form)
    sheets.add_sheet_photo(
        actor=command.actor, now=command.now, meeting=meeting, content=form.content()
    )
    return CommandResult(
        _("Foto lembar tersimpan."), meeting_address(meeting, "attendance:attendance")
    )


@group_command("attendance.self", May.REPORT_OWN_STEP)
def own(command: MemberCommand) -> CommandResult:
    """A teacher says "here I am"."""
    meeting = the_meeting(command)
    teacher = _own(command, meeting)
    came = attendance.check_in(
        actor=command.actor,
        now=command.now,
        meeting=meeting,
        teacher=teacher,
        made=_made(command),
    )
    return _came(meeting, teacher, came=came)


@group_command("attendance.code", May.REPORT_OWN_STEP)
def code(command: MemberCommand) -> CommandResult:
    """A teacher checks in with the code on the wall."""
    meeting, form = the_meeting(command), CodeForm(command.form_data())
    teacher = _own(command, meeting)
    checked(form)
    came = codes.check_in_by_code(
        actor=command.actor,
        now=command.now,
        meeting=meeting,
        teacher=teacher,
        code=form.cleaned_data["code"],
        made=_made(command),
    )
    return _came(meeting, teacher, came=came)


@group_command("attendance.sign", May.REPORT_OWN_STEP)
def sign(command: MemberCommand) -> CommandResult:
    """A teacher signs on the phone."""
    meeting, form = the_meeting(command), SignatureForm(command.form_data())
    teacher = _own(command, meeting)
    checked(form)
    came = attendance.sign_attendance(
        actor=command.actor,
        now=command.now,
        meeting=meeting,
        teacher=teacher,
        signature=form.cleaned_data["signature"],
        made=_made(command),
    )
    return _came(meeting, teacher, came=came)


@group_command("attendance.excuse", May.REPORT_OWN_STEP)
def excuse(command: MemberCommand) -> CommandResult:
    """A teacher cannot come, or can after all."""
    meeting, form = the_meeting(command), ExcuseForm(command.form_data())
    teacher = _own(command, meeting)
    checked(form)
    stands = attendance.record_excuse(
        actor=command.actor,
        now=command.now,
        meeting=meeting,
        teacher=teacher,
        status=form.cleaned_data["status"],
        note=form.cleaned_data["note"],
        made=_made(command),
    )
    note = _("Kabar Anda tersimpan dan terbaca pencatat.")
    return _own_result(meeting, teacher, note, stands=stands)
