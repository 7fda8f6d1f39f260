"""The roster and those who left it."""

from django.http import HttpResponse

from gugus.people.access import MemberRequest, group_view
from gugus.people.pages.members import former_members_page, members_page
from gugus.people.rules.roles import May
from gugus.platform.web.render import render_page


@group_view(May.SEE_MEMBERS)
def members(request: MemberRequest) -> HttpResponse:
    """Schools with their teachers."""
    page = members_page(request.group, request.actor, request.GET)
    return render_page(request, "people/members.html", page)


@group_view(May.EDIT_MEMBERS)
def left(request: MemberRequest) -> HttpResponse:
    """Teachers who were marked as left."""
    return render_page(request, "people/left.html", former_members_page(request.group))
