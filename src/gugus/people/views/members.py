"""The roster and those who left it."""

from django.http import HttpResponse

from gugus.people.access import MemberRequest, group_view
from gugus.people.forms.members import MemberFilterForm
from gugus.people.pages.members import former_members_page, members_page, subjects_among
from gugus.people.queries import former_members_of, schools_of, whole_roster
from gugus.people.rules.roles import May
from gugus.platform.web.render import render_page


@group_view(May.SEE_MEMBERS)
def members(request: MemberRequest) -> HttpResponse:
    """Schools with their teachers."""
    roster = whole_roster(request.group)
    form = MemberFilterForm(
        request.GET,
        schools=schools_of(request.group),
        subjects=subjects_among(roster.teachers),
    )
    page = members_page(request.group, request.actor, roster, form)
    return render_page(request, "people/members.html", page)


@group_view(May.EDIT_MEMBERS)
def left(request: MemberRequest) -> HttpResponse:
    """Teachers who were marked as left."""
    page = former_members_page(request.group, former_members_of(request.group))
    return render_page(request, "people/left.html", page)
