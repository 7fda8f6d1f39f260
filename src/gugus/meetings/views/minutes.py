"""Minutes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.meetings import queries
from gugus.meetings.forms.planning import ReasonForm
from gugus.meetings.forms.records import MinutesForm
from gugus.meetings.models import Meeting, Minutes
from gugus.meetings.pages.head import address
from gugus.meetings.pages.minutes import MinutesFacts, minutes_page
from gugus.meetings.services import minutes as services
from gugus.meetings.views.finding import the_meeting
from gugus.people.access import MemberRequest, group_view
from gugus.people.models import CommitteePost
from gugus.people.queries import post_holder
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.render import render_page


@group_view(May.SEE_MINUTES)
def minutes(request: MemberRequest, pk: int) -> HttpResponse:
    """Write the minutes, or read them."""
    meeting = the_meeting(request, pk)
    stored = queries.minutes_of(meeting)
    may_write = request.actor.may(May.RECORD_MEETING, request.group.pk)
    if request.method == "POST" and may_write:
        return _save(request, meeting, stored)
    is_open = meeting.state not in (Meeting.State.HELD, Meeting.State.CANCELLED)
    form = MinutesForm(initial=_first_values(meeting, stored)) if may_write and is_open else None
    return _answer(request, meeting, stored, form, 200 if request.method == "GET" else 405)


def _first_values(meeting: Meeting, stored: Minutes | None) -> dict[str, object]:
    """What is stored; before the first save the officers' names."""
    if stored is not None:
        return {name: getattr(stored, name) for name in MinutesForm.base_fields}
    posts = CommitteePost.Post
    return {
        "version": 0,
        "chaired_by": _holder(meeting, posts.CHAIR),
        "taken_by": _holder(meeting, posts.SECRETARY),
    }


def _holder(meeting: Meeting, post: CommitteePost.Post) -> str:
    held = post_holder(meeting.group, post, meeting.date)
    if held is None:
        return ""
    return held.teacher.name if held.teacher else held.person_name


def _answer(
    request: MemberRequest,
    meeting: Meeting,
    stored: Minutes | None,
    form: MinutesForm | None,
    status: int,
) -> HttpResponse:
    facts = MinutesFacts(
        queries.statuses(meeting),
        services.readiness_of(meeting, stored, timezone.now()),
        form,
    )
    page = minutes_page(meeting, stored, request.actor, facts)
    return render_page(request, "meetings/minutes.html", page, status=status)


def _save(request: MemberRequest, meeting: Meeting, stored: Minutes | None) -> HttpResponse:
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return _answer(request, meeting, stored, form, 422)
    try:
        services.save_minutes(
            actor=request.actor,
            now=timezone.now(),
            meeting=meeting,
            text=form.record(),
            version=form.cleaned_data["version"],
        )
    except services.Stale as stale:
        form.show_stored(stale.stored)
        form.add_error(None, stale.message)
        return _answer(request, meeting, stale.stored, form, 422)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _answer(request, meeting, stored, form, 422)
    messages.success(request, _("Notulen tersimpan."))
    return redirect(address(meeting, "minutes"))


@group_view(May.RECORD_MEETING)
@require_POST
def finish(request: MemberRequest, pk: int) -> HttpResponse:
    """Close the minutes: the meeting was held."""
    meeting = the_meeting(request, pk)
    version = request.POST.get("version", "")
    try:
        services.finish_minutes(
            actor=request.actor,
            now=timezone.now(),
            meeting=meeting,
            version=int(version) if version.isdecimal() and len(version) < 9 else -1,
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Notulen selesai. Pertemuan tercatat terlaksana."))
    return redirect(address(meeting, "minutes"))


@group_view(May.RECORD_MEETING)
@require_POST
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    """Open closed minutes again, with a reason."""
    meeting = the_meeting(request, pk)
    get_object_or_404(Minutes, meeting=meeting)
    form = ReasonForm(request.POST)
    if form.is_valid():
        services.reopen_minutes(
            actor=request.actor,
            now=timezone.now(),
            meeting=meeting,
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("Notulen dibuka kembali."))
    else:
        messages.error(request, _("Notulen belum dibuka: tulis alasannya dulu."))
    return redirect(address(meeting, "minutes"))
