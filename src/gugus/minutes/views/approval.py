"""Approving minutes at the next meeting, correcting them, following their decisions up."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.meetings.access import the_meeting
from gugus.meetings.pages.head import meeting_address
from gugus.minutes.forms import AddendumForm, DecisionUpdateForm, first_error
from gugus.minutes.models import Minutes
from gugus.minutes.services import approval
from gugus.minutes.views.minutes import show_minutes
from gugus.people.access import MemberRequest, group_view
from gugus.people.rules.roles import May
from gugus.platform.web.answers import done
from gugus.platform.web.formats import parse_id


@group_view(May.RECORD_MEETING)
@require_POST
def approve(request: MemberRequest, pk: int) -> HttpResponse:
    """This meeting agrees to the minutes of the earlier meeting that the form names."""
    meeting = the_meeting(request, pk)
    named = parse_id(request.POST.get("meeting", ""))
    minutes = Minutes.objects.filter(meeting__group=request.group, meeting=named).first()
    if minutes is None:
        messages.error(request, _("Notulen yang akan disahkan tidak ditemukan."))
        return redirect(meeting_address(meeting, "minutes:minutes"))
    now = timezone.now()
    done(
        request,
        lambda: approval.approve_minutes(
            actor=request.actor, now=now, minutes=minutes, in_meeting=meeting, at=now
        ),
        _("Notulen “%(title)s” disahkan.") % {"title": minutes.meeting.title},
    )
    return redirect(meeting_address(meeting, "minutes:minutes"))


@group_view(May.RECORD_MEETING)
@require_POST
def addendum(request: MemberRequest, pk: int) -> HttpResponse:
    """Correct approved minutes."""
    meeting = the_meeting(request, pk)
    form = AddendumForm(request.POST)
    minutes = get_object_or_404(Minutes, meeting=meeting)
    if not form.is_valid():
        return show_minutes(request, meeting, minutes, None, 422, correction=form)
    now = timezone.now()
    done(
        request,
        lambda: approval.add_addendum(
            actor=request.actor, now=now, minutes=minutes, text=form.cleaned_data["text"], at=now
        ),
        lambda made: _("Adendum %(n)d tercatat.") % {"n": made.number},
    )
    return redirect(meeting_address(meeting, "minutes:minutes"))


@group_view(May.RECORD_MEETING)
@require_POST
def follow_up(request: MemberRequest, pk: int) -> HttpResponse:
    """Write what became of one decision of this meeting; back to the meeting that told it."""
    meeting = the_meeting(request, pk)
    return_meeting_pk = parse_id(request.POST.get("told_in", ""))
    back = the_meeting(request, return_meeting_pk) if return_meeting_pk else meeting
    form = DecisionUpdateForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form)[0])
        return redirect(meeting_address(back, "minutes:minutes"))
    now = timezone.now()
    done(
        request,
        lambda: approval.update_decision(
            actor=request.actor,
            now=now,
            minutes=get_object_or_404(Minutes, meeting=meeting),
            news=form.news(now, uuid4()),
        ),
        _("Kabar keputusan tercatat."),
    )
    return redirect(meeting_address(back, "minutes:minutes"))
