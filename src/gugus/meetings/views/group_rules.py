"""The group's own rules of its meetings."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gugus.meetings.forms.rules import RulesForm, initial_of_rules
from gugus.meetings.pages.rules import rules_page
from gugus.meetings.queries import rules_of
from gugus.meetings.services.group_rules import change_rules
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.rules.roles import May
from gugus.platform.web.answers import posted, render_form


@group_view(May.EDIT_GROUP)
def rules(request: MemberRequest) -> HttpResponse:
    """See and change what counts."""
    initial = initial_of_rules(rules_of(request.group))
    form = RulesForm(posted(request), initial=initial, stored=True)
    if request.method == "POST" and form.is_valid():
        change_rules(**by(request), group=request.group, changes=form.changes())
        messages.success(request, _("Aturan pertemuan tersimpan."))
        return redirect("meetings:rules", request.group.code)
    page = rules_page(request.group, form)
    return render_form(request, "meetings/rules.html", page, form)
