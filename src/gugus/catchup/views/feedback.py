"""Feedback on one meeting."""

from datetime import datetime
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from gugus.catchup import queries
from gugus.catchup.forms import FeedbackForm
from gugus.catchup.models import Feedback
from gugus.catchup.pages.feedback import feedback_page
from gugus.catchup.rules.feedback import opens_at
from gugus.catchup.services import feedback as services
from gugus.meetings.access import own_teacher, the_meeting
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.people.access import MemberRequest, group_view
from gugus.people.models import Teacher
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.answers import saved
from gugus.platform.web.render import render_page


@group_view(May.REFLECT, May.RECORD_MEETING)
def feedback(request: MemberRequest, pk: int) -> HttpResponse:
    """Say what one thought; recorders see counts."""
    meeting, teacher = the_meeting(request, pk), own_teacher(request)
    if request.method != "POST":
        return _answer(request, meeting, teacher, None)
    if teacher is None:
        raise Http404
    form = FeedbackForm(request.POST)
    now = timezone.now()
    if saved(
        request,
        form,
        lambda: services.give_feedback(
            actor=request.actor,
            now=now,
            meeting=meeting,
            teacher=teacher,
            opinion=form.opinion(),
            at=now,
            command=uuid4(),
        ),
        _("Terima kasih, umpan balik Anda tersimpan."),
    ):
        return redirect(meeting_address(meeting, "agenda:meeting"))
    return _answer(request, meeting, teacher, form)


def _answer(
    request: MemberRequest, meeting: Meeting, teacher: Teacher | None, typed: FeedbackForm | None
) -> HttpResponse:
    own = queries.feedback_of(meeting, teacher) if teacher else None
    closed = _closed(meeting, teacher)
    may_record = request.actor.may(May.RECORD_MEETING, request.group.pk)
    page = feedback_page(
        meeting,
        request.actor,
        typed or (None if closed else FeedbackForm(initial=_first_values(own))),
        closed=closed if teacher else "",
        given=own is not None,
        early=timezone.now() < _start(meeting),
        summary=queries.feedback_summary(meeting) if may_record else None,
    )
    return render_page(request, "catchup/feedback.html", page, status=422 if typed else 200)


def _closed(meeting: Meeting, teacher: Teacher | None) -> str:
    """Why there is nothing to fill in; '' when there is, or will be once the meeting begins.

    Before the start the form is shown all the same: a phone fetches the page the day before, and
    has it at a meeting without signal. The service refuses what comes too early.
    """
    if teacher is None:
        return "-"
    try:
        services.check_may_give(meeting, teacher, max(timezone.now(), _start(meeting)))
    except Refused as refusal:
        return refusal.message
    return ""


def _start(meeting: Meeting) -> datetime:
    return opens_at(meeting.group.time_zone, meeting.date, meeting.starts_at)


def _first_values(own: Feedback | None) -> dict[str, object]:
    if own is None:
        return {}
    return {name: getattr(own, name) for name in services.FeedbackContent.__annotations__}
