"""The invitation as a paper, to print or to change in Word."""

from django.http import HttpResponse

from gugus.agenda.papers.invitation import invitation as invitation_paper
from gugus.meetings.access import the_meeting
from gugus.people.access import MemberRequest, group_view
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import paper_response


@group_view(May.SEE_MINUTES)
def invitation(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """The letter; a draft, and marked so, until the meeting is called."""
    return paper_response(invitation_paper(the_meeting(request, pk)), kind, inline=True)
