"""The papers of a meeting, to print or to change in Word."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.utils import timezone

from gugus.meetings import papers
from gugus.meetings.models import Meeting, Minutes
from gugus.meetings.queries import minutes_of
from gugus.meetings.services.sheets import printed_sheet
from gugus.meetings.views.finding import the_meeting
from gugus.people.access import MemberRequest, group_view
from gugus.people.rules.roles import May
from gugus.platform.documents.paper import Paper
from gugus.platform.documents.responses import paper_response


@group_view(May.SEE_MINUTES)
def invitation(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """The letter; a draft, and marked so, until the meeting is called."""
    return _answer(request, pk, kind, papers.invitation)


@group_view(May.RECORD_MEETING)
def filled_sheet(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """The attendance sheet as recorded; it shows NIP, so only to those who record."""
    return _answer(request, pk, kind, papers.filled_sheet)


@group_view(May.RECORD_MEETING)
def empty_sheet(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """The attendance sheet to sign; its code finds its row numbers again."""
    meeting = the_meeting(request, pk)
    sheet = printed_sheet(now=timezone.now(), meeting=meeting)
    return paper_response(papers.empty_sheet(meeting, sheet), kind, inline=True)


@group_view(May.SEE_MINUTES)
def minutes(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """The minutes; while they are a draft, marked so and only for those who write them."""
    written = minutes_of(the_meeting(request, pk))
    final = written is not None and written.state == Minutes.State.FINAL
    if not final and not request.actor.may(May.RECORD_MEETING, request.group.pk):
        raise Http404
    return _answer(request, pk, kind, papers.minutes)


def _answer(
    request: MemberRequest, pk: int, kind: str, build: Callable[[Meeting], Paper]
) -> HttpResponse:
    return paper_response(build(the_meeting(request, pk)), kind, inline=True)
