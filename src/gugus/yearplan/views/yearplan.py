"""Prota and prosem: on the screen and as papers."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from gugus.meetings.queries import years_to_look_at
from gugus.people.access import MemberRequest, group_view, year_asked
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import kept_response
from gugus.platform.web.render import render_page
from gugus.yearplan.pages.prosem import prosem_page
from gugus.yearplan.pages.prota import prota_page
from gugus.yearplan.papers import prosem_paper, prota_paper
from gugus.yearplan.queries.yearplan import year_plan


@group_view(May.SEE_GROUP)
@require_safe
def prota(request: MemberRequest) -> HttpResponse:
    """The year's lines by kind."""
    plan = year_plan(request.group, year_asked(request))
    page = prota_page(plan, years_to_look_at(request.group))
    return render_page(request, "yearplan/prota.html", page)


@group_view(May.SEE_GROUP)
@require_safe
def prota_file(request: MemberRequest, kind: str) -> HttpResponse:
    """The year's programme to print and sign, or to change in Word."""
    plan = year_plan(request.group, year_asked(request))
    today = today_of(request.group)
    name = f"prota:{request.group.pk}:{plan.year}"
    return kept_response(name, lambda: prota_paper(plan, today), kind, inline=True)


@group_view(May.SEE_GROUP)
@require_safe
def prosem(request: MemberRequest, semester: int) -> HttpResponse:
    """One semester by month and by line."""
    plan = year_plan(request.group, year_asked(request))
    page = prosem_page(plan, _semester(semester))
    return render_page(request, "yearplan/prosem.html", page)


@group_view(May.SEE_GROUP)
@require_safe
def prosem_file(request: MemberRequest, semester: int, kind: str) -> HttpResponse:
    """The semester to print and sign, or to change in Word."""
    plan = year_plan(request.group, year_asked(request))
    today = today_of(request.group)
    name = f"prosem:{request.group.pk}:{plan.year}:{_semester(semester)}"
    return kept_response(name, lambda: prosem_paper(plan, semester, today), kind, inline=True)


def _semester(number: int) -> int:
    if number not in (1, 2):
        raise Http404
    return number
