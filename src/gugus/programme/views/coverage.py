"""Needs beside lines: the screen, its tables as files, and the measurement it stands on."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gugus.people.access import MemberRequest, by, group_view, year_asked
from gugus.people.rules.roles import May
from gugus.platform.web.answers import done
from gugus.platform.web.render import render_page
from gugus.programme import services
from gugus.programme.forms.programmes import RoundForm
from gugus.programme.models import Programme
from gugus.programme.pages import links
from gugus.programme.pages.coverage import coverage_page
from gugus.programme.papers import COVERAGE_FILES, coverage_table
from gugus.programme.queries import coverage_of, programme_of, rounds_to_choose_from


@group_view(May.SEE_NEEDS)
@require_safe
def coverage(request: MemberRequest) -> HttpResponse:
    """Which measured needs have a line, and which lines name no need."""
    year = year_asked(request)
    programme = programme_of(request.group, year)
    covered = coverage_of(request.group, programme)
    rounds = rounds_to_choose_from(request.group)
    initial = {"round": covered.round}
    form = RoundForm(rounds=rounds, initial=initial) if len(rounds) > 1 else None
    page = coverage_page(request.actor, request.group, year, programme, covered, form)
    return render_page(request, "programme/coverage.html", page)


@group_view(May.SEE_NEEDS)
@require_safe
def coverage_file(request: MemberRequest, kind: str) -> HttpResponse:
    """The coverage as a spreadsheet."""
    if kind not in COVERAGE_FILES:
        raise Http404
    year = year_asked(request)
    covered = coverage_of(request.group, programme_of(request.group, year))
    content_type, write = COVERAGE_FILES[kind]
    response = HttpResponse(write(coverage_table(covered)), content_type=content_type)
    name = f"kebutuhan-dan-program-{request.group.code}-{year}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@group_view(May.EDIT_PROGRAMME)
@require_POST
def choose_round(request: MemberRequest, pk: int) -> HttpResponse:
    """Judge the programme against another measurement."""
    programme = get_object_or_404(Programme, pk=pk, group=request.group)
    form = RoundForm(request.POST, rounds=rounds_to_choose_from(request.group))
    if not form.is_valid():
        messages.error(request, _("Ukuran itu tidak dapat dipakai. Pilih salah satu dari daftar."))
    else:
        done(
            request,
            lambda: services.choose_needs_round(
                **by(request), programme=programme, round_=form.cleaned_data["round"]
            ),
        )
    return redirect(links.to_year(request.group, programme.school_year, "coverage"))
