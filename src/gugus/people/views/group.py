"""The group's name, letterhead and measures."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.forms.group import GroupForm, initial_of_group
from gugus.people.pages.group import group_page
from gugus.people.rules.roles import May
from gugus.people.services.group import change_group
from gugus.platform.web.answers import render_form, saved


@group_view(May.EDIT_GROUP)
def group(request: MemberRequest) -> HttpResponse:
    """See and change the group's settings."""
    initial = initial_of_group(request.group)
    form = GroupForm(request.POST or None, initial=initial, stored=True)
    if saved(
        request,
        form,
        lambda: change_group(**by(request), group=request.group, changes=form.changes()),
        _("Data kelompok tersimpan."),
    ):
        return redirect("people:group", request.group.code)
    page = group_page(request.group, form, today_of(request.group))
    return render_form(request, "people/group.html", page, form)
