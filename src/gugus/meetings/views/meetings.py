"""Planning, changing, moving, calling and cancelling."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.meetings import queries
from gugus.meetings.access import the_meeting
from gugus.meetings.forms.meetings import (
    ContentsForm,
    NewMeetingForm,
    ReasonForm,
    RescheduleForm,
    initial_of_contents,
    one_per_line,
)
from gugus.meetings.models import Meeting
from gugus.meetings.pages.forms import MeetingFormPage, edit_page, plan_page, reschedule_page
from gugus.meetings.pages.head import meeting_address
from gugus.meetings.rules.slots import next_host
from gugus.meetings.services import meetings as planning
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import done, render_form, saved
from gugus.platform.web.render import render_page
from gugus.programme.models import Line


@group_view(May.CALL_MEETING)
def plan(request: MemberRequest) -> HttpResponse:
    """Plan a meeting, free or from a line of the programme."""
    group, today = request.group, today_of(request.group)
    lines = list(queries.programme_lines(group, today))
    line = _asked_line(request, lines)
    if request.method != "POST":
        form = NewMeetingForm(initial=_first_values(request, line, today), group=group, day=today)
        return render_page(request, "meetings/plan.html", plan_page(group, form, lines, line))
    form = NewMeetingForm(request.POST, group=group, day=today)
    if meeting := saved(
        request,
        form,
        lambda: planning.plan_meeting(
            **by(request), group=group, times=form.times(), contents=form.contents(), line=line
        ),
        _("Rencana pertemuan tersimpan. Berikutnya: undang guru."),
    ):
        return redirect(meeting_address(meeting.value, "agenda:meeting"))
    page = plan_page(group, form, lines, line)
    return render_page(request, "meetings/plan.html", page, status=422)


def _asked_line(request: MemberRequest, lines: list[Line]) -> Line | None:
    asked = request.POST.get("program") or request.GET.get("program", "")
    return next((line for line in lines if str(line.pk) == asked), None)


def _first_values(request: MemberRequest, line: Line | None, today: date) -> dict[str, object]:
    host = next_host(queries.host_turns(request.group, today))
    values: dict[str, object] = {"host": host, "starts_at": "13:00", "ends_at": "15:00"}
    if line is not None:
        values |= {
            "title": line.title,
            "study_group": line.study_group_id,
            "speaker": line.speaker_id,
            "speaker_note": line.speaker_note,
            "agenda": "\n".join(one_per_line(line.activities.replace(";", "\n"))),
        }
    return values


@group_view(May.CALL_MEETING)
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what a meeting is about."""
    meeting = the_meeting(request, pk)
    form = ContentsForm(
        request.POST or None,
        initial=initial_of_contents(meeting),
        group=request.group,
        day=meeting.date,
    )
    if saved(
        request,
        form,
        lambda: planning.change_meeting(**by(request), meeting=meeting, contents=form.contents()),
        _("Perubahan tersimpan."),
    ):
        return redirect(meeting_address(meeting, "agenda:meeting"))
    return _form_answer(request, form, edit_page(meeting, form))


@group_view(May.CALL_MEETING)
def reschedule(request: MemberRequest, pk: int) -> HttpResponse:
    """Move a meeting to another time, with the reason."""
    meeting = the_meeting(request, pk)
    now_stands = {
        "date": meeting.date,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
    }
    form = RescheduleForm(request.POST or None, initial=now_stands)
    if saved(
        request,
        form,
        lambda: planning.reschedule_meeting(
            **by(request), meeting=meeting, times=form.times(), reason=form.cleaned_data["reason"]
        ),
        _("Jadwal dipindahkan; jadwal lama dan alasannya disimpan."),
    ):
        return redirect(meeting_address(meeting, "agenda:meeting"))
    return _form_answer(request, form, reschedule_page(meeting, form))


@group_view(May.CALL_MEETING)
@require_POST
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    """Cancel a meeting; without a reason nothing happens."""
    meeting = the_meeting(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Pertemuan belum dibatalkan: tulis alasannya dulu."))
        return redirect(meeting_address(meeting, "agenda:meeting"))
    return _done(
        request,
        meeting,
        lambda: planning.cancel_meeting(
            **by(request), meeting=meeting, reason=form.cleaned_data["reason"]
        ),
        _("Pertemuan dibatalkan; alasannya disimpan."),
    )


@group_view(May.CALL_MEETING)
@require_POST
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a cancellation back."""
    meeting = the_meeting(request, pk)
    return _done(
        request,
        meeting,
        lambda: planning.restore_meeting(**by(request), meeting=meeting),
        _("Pertemuan aktif lagi."),
    )


def _done(
    request: MemberRequest, meeting: Meeting, act: Callable[[], Meeting], said: str
) -> HttpResponse:
    done(request, act, said)
    return redirect(meeting_address(meeting, "agenda:meeting"))


def _form_answer(request: MemberRequest, form: Form, page: MeetingFormPage) -> HttpResponse:
    return render_form(request, "meetings/plan.html", page, form)
