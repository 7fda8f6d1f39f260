"""Running measurements."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.competence.forms import OpenRoundForm, SummaryForm
from gugus.competence.models import Assessment, Framework, Round
from gugus.competence.pages.rounds import RoundFormPage, RoundsPage, round_progress_page
from gugus.competence.queries.answers import framework_items, indicator_count, round_progress
from gugus.competence.services import rounds as services
from gugus.competence.views.lookups import round_or_404
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.web.answers import done, posted, saved
from gugus.platform.web.links import shared_address
from gugus.platform.web.render import render_page


@group_view(May.RUN_ROUNDS)
def rounds(request: MemberRequest) -> HttpResponse:
    """All measurements."""
    found = Round.objects.filter(group=request.group).select_related("framework")
    page = RoundsPage(tuple(found))
    return render_page(request, "competence/rounds.html", page)


@group_view(May.RUN_ROUNDS)
def open_round(request: MemberRequest) -> HttpResponse:
    """Open a measurement."""
    form = OpenRoundForm(request.group, _data(request), initial=_initial(request.group))
    if made := saved(
        request,
        form,
        lambda: services.open_round(
            **by(request), group=request.group, plan=form.plan(form.cleaned_data["framework"])
        ),
        _("Pengukuran dibuka. Para penilai sudah dapat mengisi."),
    ):
        return redirect("competence:round", request.group.code, made.value.pk)
    page = RoundFormPage(form)
    return render_page(request, "competence/round_open.html", page, status=_status(form))


@group_view(May.RUN_ROUNDS)
def record_summary(request: MemberRequest, framework: int | None = None) -> HttpResponse:
    """Record the group's percentages."""
    frameworks = tuple(Framework.objects.order_by("pk"))
    chosen = get_object_or_404(Framework, pk=framework) if framework else _first(frameworks)
    items = framework_items(chosen.pk) if chosen else []
    form = SummaryForm(request.group, items, _data(request), initial=_initial(request.group))
    if chosen and (
        made := saved(
            request,
            form,
            lambda: services.record_summary(
                **by(request),
                group=request.group,
                plan=form.plan(chosen),
                percents=form.percents(),
                n=form.cleaned_data["n"],
            ),
            _("Hasil ukur tercatat."),
        )
    ):
        return redirect("competence:round_needs", request.group.code, made.value.pk)
    page = RoundFormPage(form, frameworks, chosen)
    return render_page(request, "competence/round_summary.html", page, status=_status(form))


@group_view(May.RUN_ROUNDS)
def round_(request: MemberRequest, pk: int) -> HttpResponse:
    """Who has answered."""
    found = round_or_404(request, pk)
    late = found.closes_on is not None and found.closes_on < today_of(request.group)
    rows = round_progress(found) if found.kind == Round.Kind.INDIVIDUAL else []
    asked = indicator_count(found.framework_id)
    address = shared_address(request, reverse("competence:rating", args=[request.group.code]))
    page = round_progress_page(request.actor, found, rows, asked, is_late=late, address=address)
    return render_page(request, "competence/round.html", page)


@require_POST
@group_view(May.RUN_ROUNDS)
def close_round(request: MemberRequest, pk: int) -> HttpResponse:
    """Close, and show what was found."""
    found = round_or_404(request, pk)
    if not done(
        request,
        lambda: services.close_round(**by(request), round_=found),
        _("Pengukuran ditutup. Hasilnya di bawah ini."),
    ):
        return redirect("competence:round", request.group.code, pk)
    return redirect("competence:round_needs", request.group.code, pk)


@require_POST
@group_view(May.RUN_ROUNDS)
def reopen_round(request: MemberRequest, pk: int) -> HttpResponse:
    """Open again."""
    found = round_or_404(request, pk)
    done(
        request,
        lambda: services.reopen_round(**by(request), round_=found),
        _("Pengukuran dibuka lagi. Semua jawaban tetap ada."),
    )
    return redirect("competence:round", request.group.code, pk)


@require_POST
@group_view(May.RUN_ROUNDS)
def discard_round(request: MemberRequest, pk: int) -> HttpResponse:
    """Remove a mistaken measurement."""
    found = round_or_404(request, pk)
    if not done(
        request,
        lambda: services.discard_round(**by(request), round_=found),
        _("Pengukuran dihapus."),
    ):
        return redirect("competence:round", request.group.code, pk)
    return redirect("competence:rounds", request.group.code)


@require_POST
@group_view(May.RUN_ROUNDS)
def unlock(request: MemberRequest, pk: int, assessment: int) -> HttpResponse:
    """Unlock a submitted rating for its rater."""
    rows = Assessment.objects.select_related("round", "teacher")
    found = get_object_or_404(rows, pk=assessment, round=round_or_404(request, pk))
    said = _("Penilaian atas %(name)s dapat diubah lagi oleh penilainya.")
    done(
        request,
        lambda: services.unlock_assessment(**by(request), assessment=found),
        said % {"name": found.teacher.name},
    )
    return redirect("competence:round", request.group.code, pk)


def _data(request: HttpRequest) -> Any:
    return posted(request)


def _initial(group: Group) -> dict[str, Any]:
    return {"measured_on": today_of(group)}


def _first(frameworks: tuple[Framework, ...]) -> Framework | None:
    return frameworks[0] if frameworks else None


def _status(form: OpenRoundForm | SummaryForm) -> int:
    return 422 if form.errors else 200
