"""The attendance sheet as a paper, to print or to change in Word."""

from django.http import HttpResponse
from django.utils import timezone

from gugus.attendance.papers import sheets as papers
from gugus.attendance.services.paper_sheets import ensure_printed_sheet
from gugus.meetings.access import the_meeting
from gugus.people.access import MemberRequest, group_view
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import paper_response, require_paper_kind


@group_view(May.RECORD_MEETING)
def filled_sheet(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """The attendance sheet as recorded; it shows NIP, so only to those who record."""
    paper = papers.filled_sheet(the_meeting(request, pk))
    return paper_response(paper, kind, inline=True)


@group_view(May.RECORD_MEETING)
def empty_sheet(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """The attendance sheet to sign; its code finds its row numbers again."""
    require_paper_kind(kind)
    meeting = the_meeting(request, pk)
    sheet = ensure_printed_sheet(now=timezone.now(), meeting=meeting)
    return paper_response(papers.empty_sheet(meeting, sheet), kind, inline=True)
