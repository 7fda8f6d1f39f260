"""The minutes as a paper, to print or to change in Word."""

from django.http import Http404, HttpResponse

from gugus.meetings.access import the_meeting
from gugus.minutes.models import Minutes
from gugus.minutes.papers.minutes import minutes as minutes_paper
from gugus.minutes.queries import minutes_of
from gugus.people.access import MemberRequest, group_view
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import paper_response


@group_view(May.SEE_MINUTES)
def minutes(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """The minutes; while they are a draft, marked so and only for those who write them."""
    meeting = the_meeting(request, pk)
    written = minutes_of(meeting)
    final = written is not None and written.state == Minutes.State.FINAL
    if not final and not request.actor.may(May.RECORD_MEETING, request.group.pk):
        raise Http404
    return paper_response(minutes_paper(meeting), kind, inline=True)
