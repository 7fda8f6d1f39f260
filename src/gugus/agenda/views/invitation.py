"""Planning, changing, moving, calling and cancelling."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.agenda import services as calling
from gugus.agenda.pages.meeting import invitation_page
from gugus.agenda.queries import agenda_facts
from gugus.meetings import queries as meetings_queries
from gugus.meetings.access import the_meeting
from gugus.meetings.pages.head import meeting_address
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.rules.roles import May
from gugus.platform.web.answers import done
from gugus.platform.web.links import shared_address
from gugus.platform.web.render import render_page


@group_view(May.CALL_MEETING)
@require_POST
def call(request: MemberRequest, pk: int) -> HttpResponse:
    """Give the invitation its number; a second press leads to the same page."""
    meeting = the_meeting(request, pk)
    if not done(
        request,
        lambda: calling.call_meeting(**by(request), meeting=meeting),
        _("Undangan siap. Cetak suratnya, atau salin pesannya."),
    ):
        return redirect(meeting_address(meeting, "agenda:meeting"))
    return redirect(meeting_address(meeting, "agenda:invitation"))


@group_view(May.SEE_MINUTES)
def invitation(request: MemberRequest, pk: int) -> HttpResponse:
    """The invitation with its papers, its message and whom it calls."""
    meeting = the_meeting(request, pk)
    if meeting.invitation is None:
        return redirect(meeting_address(meeting, "agenda:meeting"))
    moved = (
        meetings_queries.moves_of(meeting)
        .filter(moved_at__gt=meeting.invitation.issued_at)
        .exists()
    )
    teachers = meetings_queries.expected(meeting)
    page = invitation_page(
        meeting,
        request.actor,
        teachers,
        agenda_facts(meeting),
        moved=moved,
        address=shared_address(request, meeting_address(meeting, "agenda:meeting")),
    )
    return render_page(request, "agenda/invitation.html", page)
