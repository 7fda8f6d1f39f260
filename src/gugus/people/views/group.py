"""The group's name, letterhead and measures."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from gugus.people.access import MemberRequest, group_view
from gugus.people.clock import today_of
from gugus.people.forms.group import GroupForm, initial_of_group
from gugus.people.pages.group import group_page
from gugus.people.rules.roles import May
from gugus.people.services.group import change_group
from gugus.platform.web.forms import attempt
from gugus.platform.web.render import render_page


@group_view(May.EDIT_GROUP)
def group(request: MemberRequest) -> HttpResponse:
    """See and change the group's settings."""
    initial = initial_of_group(request.group)
    form = GroupForm(request.POST or None, initial=initial, stored=True)
    if request.method == "POST" and form.is_valid():
        changed = attempt(
            form,
            lambda: change_group(
                actor=request.actor,
                now=timezone.now(),
                group=request.group,
                changes=form.changes(),
            ),
        )
        if changed:
            messages.success(request, _("Data kelompok tersimpan."))
            return redirect("people:group", request.group.code)
    page = group_page(request.group, form, today_of(request.group))
    return render_page(request, "people/group.html", page, status=422 if form.errors else 200)
