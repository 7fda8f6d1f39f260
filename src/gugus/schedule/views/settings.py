"""How the group plans its year."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gugus.calendar.queries.settings import plan_settings_of
from gugus.calendar.services.settings import change_plan_settings
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.rules.roles import May
from gugus.platform.web.answers import posted, render_form, saved
from gugus.schedule.forms.settings import PlanSettingsForm, initial_of_settings
from gugus.schedule.pages.settings import settings_page


@group_view(May.PLAN_YEAR)
def settings(request: MemberRequest) -> HttpResponse:
    """See and change the rules that a schedule keeps."""
    form = PlanSettingsForm(
        posted(request),
        initial=initial_of_settings(plan_settings_of(request.group)),
        stored=True,
    )
    if saved(
        request,
        form,
        lambda: change_plan_settings(**by(request), group=request.group, changes=form.changes()),
        _("Aturan jadwal tersimpan."),
    ):
        return redirect("schedule:settings", request.group.code)
    page = settings_page(request.group, form)
    return render_form(request, "schedule/settings.html", page, form)
