"""Overdue steps without a report, and who follows them up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import render_form, saved
from gugus.platform.web.links import shared_address
from gugus.platform.web.pages import list_part
from gugus.platform.web.render import render_page
from gugus.steps import queries
from gugus.steps.access import overdue_steps_for
from gugus.steps.forms.steps import EscalationForm
from gugus.steps.pages.overdue import EscalationPage, overdue_page, target_label
from gugus.steps.rules.escalation import DEFAULTS
from gugus.steps.services import escalation as services

_ROWS = 50


@group_view(May.SEE_ATTENDANCE)
def overdue(request: MemberRequest) -> HttpResponse:
    """The steps that have reached this person by their roles."""
    group, today = request.group, today_of(request.group)
    stages = queries.escalation_of(group)
    found = overdue_steps_for(request.actor, group, today, stages)
    page = overdue_page(
        group,
        request.actor,
        list_part(request, found, _ROWS),
        stages,
        today,
        lambda path: shared_address(request, path),
    )
    return render_page(request, "steps/overdue.html", page)


@group_view(May.EDIT_GROUP)
def escalation(request: MemberRequest) -> HttpResponse:
    """Change the table, or go back to the defaults."""
    if request.method == "POST" and "reset" in request.POST:
        services.reset_escalation(**by(request), group=request.group)
        messages.success(request, _("Aturan kembali ke bawaan."))
        return redirect("steps:escalation", request.group.code)
    form = _form(request)
    if saved(
        request,
        form,
        lambda: services.set_escalation(**by(request), group=request.group, stages=form.stages()),
        _("Aturan tersimpan."),
    ):
        return redirect("steps:overdue", request.group.code)
    page = EscalationPage(form, own=queries.has_own_escalation(request.group))
    return render_form(request, "steps/escalation.html", page, form)


def _form(request: MemberRequest) -> EscalationForm:
    labels = {stage.reader: target_label(stage.reader) for stage in DEFAULTS}
    now = {stage.reader: stage.days for stage in queries.escalation_of(request.group)}
    return EscalationForm(request.POST or None, initial=now, labels=labels)
