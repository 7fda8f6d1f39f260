"""The signed sheet comes back: its numbers are typed, or it is photographed; signatures."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.attendance.forms.marks import RowNumbersForm, SheetPhotoForm, first_error
from gugus.attendance.models import Attendance, PrintedSheet, SheetPhoto
from gugus.attendance.pages.paper_sheets import sheet_page, signatures_page
from gugus.attendance.services import paper_sheets as sheets
from gugus.meetings.access import the_meeting
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.models import Teacher
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import attachment_response
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.answers import done, render_form
from gugus.platform.web.render import render_page


@group_view(May.RECORD_MEETING)
def sheet(request: MemberRequest, pk: int) -> HttpResponse:
    """Typing row numbers."""
    meeting = the_meeting(request, pk)
    printed = list(PrintedSheet.objects.filter(meeting=meeting))
    asked = request.POST.get("sheet") or request.GET.get("lembar", "")
    chosen = next((row for row in printed if row.code == asked.upper()), None)
    chosen = chosen or (printed[0] if printed else None)
    form = RowNumbersForm(request.POST or None)
    if chosen is not None and form.is_valid():
        try:
            done = sheets.record_numbers(
                **by(request), meeting=meeting, sheet=chosen, numbers=form.cleaned_data["numbers"]
            )
        except Refused as refusal:
            for line in refusal.message.splitlines():
                form.add_error("numbers", line)
        else:
            messages.success(request, _("Kehadiran %(n)d guru tersimpan.") % {"n": done.n})
            return redirect(meeting_address(meeting, "attendance:attendance"))
    return _answer(request, meeting, chosen, printed, form)


def _answer(
    request: MemberRequest,
    meeting: Meeting,
    chosen: PrintedSheet | None,
    printed: list[PrintedSheet],
    form: RowNumbersForm,
) -> HttpResponse:
    ids = chosen.teacher_ids if chosen else []
    teachers = Teacher.objects.filter(pk__in=ids).values_list("pk", "name", "school__name")
    names = {pk: (name, school) for pk, name, school in teachers}
    page = sheet_page(meeting, request.actor, chosen, printed, names, form)
    return render_form(request, "attendance/sheet.html", page, form)


@group_view(May.RECORD_MEETING)
@require_POST
def sheet_photo(request: MemberRequest, pk: int) -> HttpResponse:
    """A photograph of the signed sheet."""
    meeting = the_meeting(request, pk)
    form = SheetPhotoForm(request.POST, request.FILES)
    done(request, lambda: _keep_photo(request, meeting, form), _("Foto lembar tersimpan."))
    return redirect(meeting_address(meeting, "attendance:attendance"))


def _keep_photo(request: MemberRequest, meeting: Meeting, form: SheetPhotoForm) -> None:
    if not form.is_valid():
        raise first_error(form)
    sheets.add_sheet_photo(**by(request), meeting=meeting, content=form.content())


@group_view(May.RECORD_MEETING)
def sheet_picture(request: MemberRequest, pk: int, photo_pk: int) -> HttpResponse:
    """The photograph itself: it shows everybody's name and hand."""
    photos = SheetPhoto.objects.select_related("attachment").filter(
        meeting=the_meeting(request, pk)
    )
    return attachment_response(get_object_or_404(photos, pk=photo_pk).attachment)


@group_view(May.RECORD_MEETING)
def signatures(request: MemberRequest, pk: int) -> HttpResponse:
    """The signatures that were drawn on phones."""
    meeting = the_meeting(request, pk)
    rows = Attendance.objects.filter(meeting=meeting).exclude(signature="")
    page = signatures_page(
        meeting,
        request.actor,
        rows.select_related("teacher").order_by("teacher__sort_key", "teacher_id"),
    )
    return render_page(request, "attendance/signatures.html", page)
