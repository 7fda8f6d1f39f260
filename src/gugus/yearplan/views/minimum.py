"""The yearly minimum: what the plan offers, what was attended, the numbers of the rule."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gugus.meetings.queries import years_to_look_at
from gugus.people.access import MemberRequest, by, group_view, year_asked
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import form_page, posted
from gugus.platform.web.render import render_page
from gugus.yearplan.forms import PackagesForm
from gugus.yearplan.pages.minimum import MinimumViewer, minimum_page, packages_page
from gugus.yearplan.queries.minimum import minimum_of, packages_of
from gugus.yearplan.services import set_packages


@group_view(May.SEE_GROUP)
@require_safe
def minimum(request: MemberRequest) -> HttpResponse:
    """Officers see names, heads those of their school, a teacher the own row."""
    group, actor = request.group, request.actor
    today = today_of(group)
    found = minimum_of(group, year_asked(request), today=today)
    reader = MinimumViewer(
        schools=actor.schools_for(May.SEE_ATTENDANCE, group.pk),
        sees_names=actor.may(May.SEE_ATTENDANCE, group.pk),
        teacher=actor.teacher_id,
        plans=actor.may(May.PLAN_YEAR, group.pk),
        edits_rules=actor.may(May.EDIT_GROUP, group.pk),
    )
    page = minimum_page(found, years_to_look_at(group), reader)
    return render_page(request, "yearplan/minimum.html", page)


@group_view(May.PLAN_YEAR)
def packages(request: MemberRequest) -> HttpResponse:
    """How many meetings complete a package."""
    form = PackagesForm(posted(request), needed=packages_of(request.group))
    if form.is_bound and form.is_valid():
        set_packages(**by(request), group=request.group, packages=form.packages())
        messages.success(request, _("Aturan paket tersimpan."))
        return redirect("yearplan:minimum", request.group.code)
    page = packages_page(request.group.code, form)
    return form_page(request, page)
