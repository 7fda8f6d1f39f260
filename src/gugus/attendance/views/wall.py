"""The code on the wall."""

from django.http import HttpResponse
from django.utils import timezone

from gugus.attendance.pages.wall import WallPart, link_of, wall_now, wall_page
from gugus.attendance.services.wall_codes import wall_secret
from gugus.meetings.access import the_meeting
from gugus.meetings.models import Meeting
from gugus.people.access import MemberRequest, group_view
from gugus.people.rules.roles import May
from gugus.platform.web.render import render_page


@group_view(May.RECORD_MEETING)
def wall(request: MemberRequest, pk: int) -> HttpResponse:
    """The page to show on the wall."""
    meeting = the_meeting(request, pk)
    page = wall_page(
        meeting, request.actor, wall_secret(meeting), _link(request, meeting), timezone.now()
    )
    return render_page(request, "attendance/wall.html", page)


@group_view(May.RECORD_MEETING)
def wall_part(request: MemberRequest, pk: int) -> HttpResponse:
    """The code of this half minute, asked for every few seconds."""
    meeting = the_meeting(request, pk)
    now = wall_now(meeting, wall_secret(meeting), _link(request, meeting), timezone.now())
    return render_page(request, "attendance/wall_part.html", WallPart(now))


def _link(request: MemberRequest, meeting: Meeting) -> str:
    """As a phone in the same room reaches this server."""
    return request.build_absolute_uri(link_of(meeting))
