"""Meetings that lost their day: the list, one of them, the record of the year."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gugus.calendar.models import CalendarEvent
from gugus.cores.formats.tables import to_csv, to_xlsx
from gugus.displacement.forms import CauseForm, ReplacementForm
from gugus.displacement.pages import cause_page, losses_page, meeting_titles, replace_page
from gugus.displacement.papers import losses_table
from gugus.displacement.queries import losses_of, meetings_lost, replacements_for
from gugus.displacement.services import cancel_displaced, replace_meeting
from gugus.meetings.models import Meeting
from gugus.meetings.queries import AHEAD, meetings_of, parts_of, years_to_look_at
from gugus.people.access import MemberRequest, by, group_view, year_asked
from gugus.people.clock import today_of
from gugus.people.models import School
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import file_response
from gugus.platform.web.answers import posted, render_form, saved
from gugus.platform.web.render import render_page
from gugus.schedule.models import Displacement
from gugus.schedule.queries.lost import DisplacedMeeting, displaced_meetings

_HOST_CAUSES = (Displacement.Cause.HOST, Displacement.Cause.SCHOOL_EVENT)
_FILES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@group_view(May.SEE_GROUP)
@require_safe
def lost(request: MemberRequest) -> HttpResponse:
    """What waits for a decision, and what displaced the group in a year."""
    group, year = request.group, year_asked(request)
    losses, lost_now = losses_of(group, year), displaced_meetings(group, _today(request))
    page = losses_page(
        group,
        year,
        years_to_look_at(group),
        lost_now,
        losses,
        _titles([*meetings_lost(losses), *(one.meeting for one in lost_now)]),
        may_act=request.actor.may(May.PLAN_YEAR, group.pk),
    )
    return render_page(request, "displacement/displaced.html", page)


@group_view(May.SEE_GROUP)
@require_safe
def lost_file(request: MemberRequest, kind: str) -> HttpResponse:
    """The year's record for a spreadsheet program."""
    if kind not in _FILES:
        raise Http404
    year = year_asked(request)
    losses = losses_of(request.group, year)
    headings, rows = losses_table(losses, _titles(meetings_lost(losses)))
    title = _("Pertemuan yang tergusur")
    data = to_csv(headings, rows) if kind == "csv" else to_xlsx(title, headings, rows)
    stem = f"pertemuan-tergusur-{request.group.code}-{year}"
    return file_response(data, stem, kind, _FILES[kind])


@group_view(May.PLAN_YEAR)
def lost_one(request: MemberRequest, pk: int) -> HttpResponse:
    """One meeting: its cause, its reason, and where it goes."""
    meeting = _meeting(request, pk)
    if meeting.state not in AHEAD:
        messages.warning(
            request,
            _("Pertemuan ini sudah terlaksana atau dibatalkan; tidak ada yang dipindahkan."),
        )
        return redirect("agenda:meeting", request.group.code, pk)
    lost_now = displaced_meetings(request.group, _today(request))
    known = next((one for one in lost_now if one.meeting.pk == pk), None)
    cause = _cause(request, known)
    if cause is None:
        asked = CauseForm(request.GET if request.GET.get("sebab") else None)
        page = cause_page(meeting, _titles([meeting]), asked)
        return render_page(request, "displacement/displaced_meeting.html", page)
    displaced = known if known is not None and known.cause == cause else None
    first = {
        "reason": displaced.title if displaced is not None else "",
        "occasion": displaced.event_id if displaced is not None else None,
        "was": meeting.date.isoformat(),
    }
    form = ReplacementForm(posted(request), meeting=meeting, initial=first)
    if form.is_bound and form.is_valid() and _decided(request, meeting, cause, form):
        return redirect("displacement:displaced", request.group.code)
    return _offered(request, meeting, cause, form, known)


def _titles(meetings: Sequence[Meeting]) -> dict[int, str]:
    return meeting_titles(meetings, parts_of(meetings))


def _meeting(request: MemberRequest, pk: int) -> Meeting:
    meeting = get_object_or_404(meetings_of(request.group).select_related("speaker"), pk=pk)
    meeting.group = request.group
    return meeting


def _today(request: MemberRequest) -> date:
    return today_of(request.group)


def _cause(request: MemberRequest, known: DisplacedMeeting | None) -> Displacement.Cause | None:
    """The cause in the address; else the one that the calendar tells; None: to be asked."""
    if "sebab" in request.GET:
        asked = request.GET["sebab"]
        return Displacement.Cause(asked) if asked in Displacement.Cause.values else None
    return known.cause if known is not None else None


def _of_host(meeting: Meeting, cause: str, known: DisplacedMeeting | None) -> bool:
    """Only the host has no time: the day itself may stay."""
    if known is not None:
        return known.of_host
    return meeting.host_id is not None and cause in _HOST_CAUSES


def _decided(
    request: MemberRequest, meeting: Meeting, cause: Displacement.Cause, form: ReplacementForm
) -> bool:
    own = frozenset(CalendarEvent.objects.filter(group=request.group).values_list("pk", flat=True))
    why = form.why(cause, own)
    if form.drops:
        was = form.cleaned_data["was"]
        dropped = saved(
            request,
            form,
            lambda: cancel_displaced(**by(request), meeting=meeting, was=was, why=why),
            _("Pertemuan dibatalkan; sebab dan alasannya disimpan."),
        )
        return dropped is not None
    moved = saved(
        request,
        form,
        lambda: replace_meeting(
            **by(request), meeting=meeting, replacement=form.replacement(), why=why
        ),
        _moved_words,
    )
    return moved is not None


def _moved_words(moved: Meeting) -> str:
    said = _("Pertemuan dipindahkan; sebab dan alasannya disimpan.")
    if moved.invitation_id is not None:
        said += " " + _("Undangannya sudah bernomor: kirim ulang dari halaman pertemuan.")
    return said


def _offered(
    request: MemberRequest,
    meeting: Meeting,
    cause: Displacement.Cause,
    form: ReplacementForm,
    known: DisplacedMeeting | None,
) -> HttpResponse:
    of_host = _of_host(meeting, cause, known)
    proposals = replacements_for(meeting, cause, of_host=of_host, today=_today(request))
    keys = {other.meeting for one in proposals for other in one.along}
    moving = Meeting.objects.filter(group=request.group).in_bulk(keys)
    hosts = {one.to.host for one in proposals if one.to.host is not None}
    page = replace_page(
        meeting,
        cause,
        form,
        proposals,
        dict(School.objects.filter(pk__in=hosts).values_list("pk", "name")),
        moving,
        _titles([meeting, *moving.values()]),
    )
    return render_form(request, "displacement/displaced_meeting.html", page, form)
