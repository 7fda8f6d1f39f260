"""Revisions of the budget: begin, read, hand in, withdraw, decide."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gugus.budget.access import budget_or_404
from gugus.budget.forms.budget import RevisionDecisionForm, SubmitRevisionForm
from gugus.budget.models import BudgetRevision
from gugus.budget.pages import links
from gugus.budget.pages.revision import revision_page, revision_verdict, revision_warnings
from gugus.budget.queries import revision_reading
from gugus.budget.services import revisions as services
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import confirm_page, done, form_page, posted, saved
from gugus.platform.web.pages import ConfirmPage, FormPage
from gugus.platform.web.render import render_page


@group_view(May.PLAN_BUDGET)
@require_POST
def begin(request: MemberRequest, year: int) -> HttpResponse:
    """Begin a working copy, or go to the one that is there."""
    found = budget_or_404(request, year)
    revision = done(request, lambda: services.begin_revision(**by(request), budget=found))
    if revision is None:
        return redirect(links.to_year(request.group, year))
    return redirect(links.to_revision(revision.value))


@group_view(May.SEE_MONEY)
@require_safe
def revision(request: MemberRequest, pk: int) -> HttpResponse:
    """What it changes and where it stands."""
    found = _revision(request, pk)
    page = revision_page(request.actor, found, revision_reading(found))
    return render_page(request, "budget/revision.html", page)


@group_view(May.PLAN_BUDGET)
def hand_in(request: MemberRequest, pk: int) -> HttpResponse:
    """Hand it in with date and reason."""
    found = _revision(request, pk)
    reading = revision_reading(found)
    form = SubmitRevisionForm(
        posted(request), initial={"dated": today_of(request.group)}, cuts=bool(reading.cuts)
    )
    if done := saved(
        request,
        form,
        lambda: services.submit_revision(**by(request), revision=found, said=form.said()),
    ):
        waits = done.value.state == BudgetRevision.State.PENDING
        words = {"number": done.value.number}
        if waits:
            messages.warning(
                request, _("Revisi %(number)s diajukan dan menunggu persetujuan.") % words
            )
        else:
            messages.success(request, _("Revisi %(number)s berlaku.") % words)
        return redirect(links.to_revision(done.value))
    page = FormPage(
        title=_("Ajukan revisi"),
        lead=revision_verdict(found, reading),
        form=form,
        submit=_("Ajukan revisi"),
        back_href=links.to_revision(found),
        back=_("Revisi"),
        warnings=revision_warnings(reading),
    )
    return form_page(request, page)


@group_view(May.PLAN_BUDGET)
def discard(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then throw the working copy away."""
    found = _revision(request, pk)
    page = ConfirmPage(
        title=_("Buang revisi yang sedang disusun?"),
        lines=(_("Perubahan yang belum diajukan hilang. Anggaran yang berlaku tetap."),),
        submit=_("Ya, buang"),
        back_href=links.to_revision(found),
        back=_("Revisi"),
    )
    back = links.to_year(request.group, found.budget.school_year)
    return _asked(request, found, page, services.discard_revision, _("Revisi dibuang."), back)


@group_view(May.PLAN_BUDGET)
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then take it back."""
    found = _revision(request, pk)
    back = links.to_revision(found)
    page = ConfirmPage(
        title=_("Tarik revisi %(number)s?") % {"number": found.number},
        lines=(_("Revisi tetap tercatat dengan nomornya, tetapi tidak berlaku."),),
        submit=_("Ya, tarik"),
        back_href=back,
        back=_("Revisi"),
    )
    return _asked(request, found, page, services.withdraw_revision, _("Revisi ditarik."), back)


@group_view(May.APPROVE_REVISION)
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    """Yes or no: a supervisor's own, or an office's by letter."""
    found = _revision(request, pk)
    alone = services.may_decide_alone(request.actor, found)
    form = RevisionDecisionForm(
        posted(request),
        initial={"dated": today_of(request.group)},
        alone=alone,
    )

    if saved(
        request,
        form,
        lambda: services.decide_revision(**by(request), revision=found, decision=form.decision()),
        _("Keputusan tersimpan."),
    ):
        return redirect(links.to_revision(found))
    if alone:
        explanation = _("Anda memutuskan sebagai pengawas. Yang disetujui langsung berlaku.")
    else:
        explanation = _(
            "Catat keputusan pengawas atau dinas menurut suratnya. Yang disetujui langsung berlaku."
        )
    title, submit = _("Keputusan atas revisi"), _("Simpan keputusan")
    back = links.to_revision(found)
    return form_page(request, FormPage(title, explanation, form, submit, back, _("Revisi")))


def _asked(
    request: MemberRequest,
    found: BudgetRevision,
    page: ConfirmPage,
    act: Callable[..., object],
    said: str,
    back: str,
) -> HttpResponse:
    if request.method != "POST":
        return confirm_page(request, page)
    if not done(request, lambda: act(**by(request), revision=found), said):
        return redirect(links.to_revision(found))
    return redirect(back)


def _revision(request: MemberRequest, pk: int) -> BudgetRevision:
    rows = BudgetRevision.objects.select_related("budget__group", "made_by")
    return get_object_or_404(rows, pk=pk, budget__group=request.group)
