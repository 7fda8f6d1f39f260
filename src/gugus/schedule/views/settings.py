"""How the group plans its year."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gugus.calendar.queries.settings import plan_settings_of
from gugus.calendar.services.settings import change_plan_settings
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.rules.roles import May
from gugus.platform.web.answers import posted, saved
from gugus.platform.web.render import render_page
from gugus.schedule.forms.settings import PlanSettingsForm, initial_of_settings
from gugus.schedule.pages.settings import settings_page


@group_view(May.PLAN_YEAR)
def settings(request: MemberRequest) -> HttpResponse:
    """See and change the rules that a schedule keeps."""
    form = PlanSettingsForm(
        posted(request),
        initial=initial_of_settings(plan_settings_of(request.group)),
    )
    if saved(
        request,
        form,
        lambda: change_plan_settings(**by(request), group=request.group, changes=form.changes()),
        _("Aturan jadwal tersimpan."),
    ):
        return redirect("schedule:settings", request.group.code)
    page = settings_page(request.group, form)
    return render_page(request, "schedule/settings.html", page, status=422 if form.errors else 200)
