"""The attendance sheet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.attendance import queries
from gugus.attendance.forms.guests import AddTeacherForm, GuestForm
from gugus.attendance.forms.marks import marks_from_sheet
from gugus.attendance.models import Attendance, Guest
from gugus.attendance.pages.sheet import (
    AttendanceFacts,
    AttendancePage,
    attendance_page,
    refused_fragment,
    saved_fragment,
)
from gugus.attendance.services import attendance as services
from gugus.attendance.services.marks import AttendanceMark
from gugus.meetings.access import is_tap, the_meeting
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.meetings.rules.times import local_time
from gugus.people.access import Actor, MemberRequest, by, group_view
from gugus.people.models import Teacher
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.answers import done
from gugus.platform.web.formats import parse_id
from gugus.platform.web.render import render_page


@group_view(May.SEE_ATTENDANCE)
def attendance(request: MemberRequest, pk: int) -> HttpResponse:
    """The sheet; sent whole by its button, or row by row by a tap."""
    meeting = the_meeting(request, pk)
    if request.method == "POST" and _may_write(request):
        return (
            _save_tapped_row(request, meeting)
            if is_tap(request)
            else _save_whole_sheet(request, meeting)
        )
    return _answer(request, meeting, 200 if request.method == "GET" else 405)


def _may_write(request: MemberRequest) -> bool:
    return request.actor.may(May.RECORD_MEETING, request.group.pk)


def _answer(request: MemberRequest, meeting: Meeting, status: int = 200) -> HttpResponse:
    page = _page(meeting, request.actor, request.GET.dict())
    return render_page(request, "attendance/attendance.html", page, status=status)


def _page(meeting: Meeting, actor: Actor, asked: dict[str, str]) -> AttendancePage:
    schools = actor.schools_for(May.SEE_ATTENDANCE, meeting.group_id)
    may_write = actor.may(May.RECORD_MEETING, meeting.group_id)
    offers = may_write and meeting.study_group is not None
    sheet = AttendanceFacts(
        queries.sheet_rows(meeting, schools),
        queries.guests_of(meeting),
        queries.addable(meeting) if offers else (),
        queries.sheet_photos_of(meeting) if may_write else (),
    )
    return attendance_page(
        meeting,
        actor,
        sheet,
        asked,
        may_write=may_write,
        own_school_only=schools is not None,
    )


def _save_whole_sheet(request: MemberRequest, meeting: Meeting) -> HttpResponse:
    if not done(request, lambda: _record_sheet(request, meeting), _recorded_words):
        return _answer(request, meeting, 422)
    return redirect(meeting_address(meeting, "attendance:attendance"))


def _record_sheet(request: MemberRequest, meeting: Meeting) -> int:
    marks = marks_from_sheet(request.POST)
    services.record_attendance(**by(request), meeting=meeting, marks=marks)
    return len(marks)


def _recorded_words(n: int) -> str:
    if not n:
        return _("Semua kehadiran di halaman ini sudah tersimpan.")
    return _("Kehadiran %(n)d guru tersimpan.") % {"n": n}


def _save_tapped_row(request: MemberRequest, meeting: Meeting) -> HttpResponse:
    now = timezone.now()
    try:
        marks = marks_from_sheet(request.POST)
        services.record_attendance(actor=request.actor, now=now, meeting=meeting, marks=marks)
    except Refused as refusal:
        ids = [pk for name in request.POST if (pk := parse_id(name[1:])) is not None]
        page = refused_fragment(queries.attendance_tally(meeting), ids, refusal.message)
        return render_page(request, "attendance/_saved.html", page, status=422)
    here = local_time(now, request.group.time_zone)
    page = saved_fragment(queries.attendance_tally(meeting), marks, here)
    return render_page(request, "attendance/_saved.html", page)


@group_view(May.RECORD_MEETING)
@require_POST
def rest(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody without a record gets the same one."""
    meeting = the_meeting(request, pk)
    status = request.POST.get("status", "")
    label = str(dict(Attendance.Status.choices).get(status, "")).lower()
    said = _("%(n)d guru ditandai %(status)s. Ketuk pilihan lain untuk membetulkan.")
    done(
        request,
        lambda: services.mark_rest(**by(request), meeting=meeting, status=status),
        lambda n: said % {"n": n, "status": label},
    )
    return redirect(meeting_address(meeting, "attendance:attendance"))


@group_view(May.RECORD_MEETING)
@require_POST
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """A teacher of another study group came too."""
    meeting = the_meeting(request, pk)
    form = AddTeacherForm(request.POST, teachers=queries.addable(meeting))
    if not form.is_valid():
        messages.error(request, _("Pilih nama guru yang ingin ditambahkan."))
        return redirect(meeting_address(meeting, "attendance:attendance"))
    teacher: Teacher = form.cleaned_data["teacher"]
    marks = [AttendanceMark(teacher.pk, Attendance.Status.PRESENT)]
    done(
        request,
        lambda: services.record_attendance(**by(request), meeting=meeting, marks=marks),
        _("%(name)s ditambahkan, hadir.") % {"name": teacher.name},
    )
    return redirect(meeting_address(meeting, "attendance:attendance"))


@group_view(May.RECORD_MEETING)
@require_POST
def guest_add(request: MemberRequest, pk: int) -> HttpResponse:
    """A guest came."""
    meeting = the_meeting(request, pk)
    form = GuestForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tamu belum disimpan: tulis namanya, paling panjang 150 huruf."))
        return redirect(meeting_address(meeting, "attendance:attendance"))
    done(
        request,
        lambda: services.add_guest(**by(request), meeting=meeting, **form.cleaned_data),
        _("Tamu tersimpan."),
    )
    return redirect(meeting_address(meeting, "attendance:attendance"))


@group_view(May.RECORD_MEETING)
@require_POST
def guest_remove(request: MemberRequest, pk: int, guest_pk: int) -> HttpResponse:
    """The guest's name was a mistake."""
    meeting = the_meeting(request, pk)
    guest = get_object_or_404(Guest, pk=guest_pk, meeting=meeting)
    done(
        request,
        lambda: services.remove_guest(**by(request), guest=guest),
        _("Nama tamu dihapus."),
    )
    return redirect(meeting_address(meeting, "attendance:attendance"))
