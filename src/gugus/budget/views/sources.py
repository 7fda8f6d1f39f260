"""Where the money comes from: sources, what they are to bring, the rules of money."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gugus.budget.forms.sources import (
    ContributionForm,
    SchoolContributionsForm,
    SourceForm,
    TreasurySettingsForm,
    initial_of_treasury_settings,
)
from gugus.budget.pages import links
from gugus.budget.pages.sources import sources_page
from gugus.budget.queries import budget_years, revision_rule, source_money
from gugus.budget.services import sources as services
from gugus.funds.models import Source
from gugus.funds.queries import treasury_settings_of
from gugus.people.access import MemberRequest, by, group_view, year_asked
from gugus.people.queries import schools_of
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label
from gugus.platform.web.answers import confirm_page, done, form_page, posted, saved
from gugus.platform.web.pages import ConfirmPage, FormPage
from gugus.platform.web.render import render_page


@group_view(May.SEE_MONEY)
@require_safe
def sources(request: MemberRequest) -> HttpResponse:
    """Every source with the planned income, brought, and holds."""
    group, year = request.group, year_asked(request)
    page = sources_page(
        request.actor,
        group,
        year,
        budget_years(group, year),
        source_money(group, year),
        revision_rule(group, year),
    )
    return render_page(request, "budget/sources.html", page)


@group_view(May.PLAN_BUDGET)
def add(request: MemberRequest) -> HttpResponse:
    """A new source."""
    form = SourceForm(posted(request))

    if saved(
        request,
        form,
        lambda: services.add_source(**by(request), group=request.group, content=form.content()),
        _("Sumber dana tersimpan."),
    ):
        return redirect("budget:sources", request.group.code)
    return form_page(request, _page(request, _("Tambah sumber dana"), form))


@group_view(May.PLAN_BUDGET)
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Rename a source."""
    found = _source(request, pk)
    initial = {"kind": found.kind, "name": found.name, "note": found.note}
    form = SourceForm(posted(request), initial=initial)

    if saved(
        request,
        form,
        lambda: services.change_source(**by(request), source=found, content=form.content()),
        _("Perubahan tersimpan."),
    ):
        return redirect("budget:sources", request.group.code)
    return form_page(request, _page(request, _("Ubah sumber dana"), form))


@group_view(May.PLAN_BUDGET)
def plan(request: MemberRequest, pk: int) -> HttpResponse:
    """What a source is to bring in a year: school by school for BOS, else in one."""
    found, year = _source(request, pk), year_asked(request)
    form = _plan_form(request, found, year)

    if saved(
        request,
        form,
        lambda: services.plan_contributions(
            **by(request), source=found, year=year, planned=form.planned()
        ),
        _("Rencana penerimaan tersimpan."),
    ):
        return redirect(links.to_year(request.group, year, "budget:sources"))
    title = _("Rencana %(source)s %(year)s") % {
        "source": found.name,
        "year": school_year_label(year),
    }
    page = FormPage(
        title=title,
        lead="",
        form=form,
        submit=_("Simpan rencana"),
        back_href=links.to_year(request.group, year, "budget:sources"),
        back=_("Sumber dana"),
    )
    return form_page(request, page)


@group_view(May.PLAN_BUDGET)
def close(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then close a source that holds nothing."""
    found = _source(request, pk)
    back = reverse("budget:sources", args=[request.group.code])
    if request.method == "POST":
        done(
            request,
            lambda: services.close_source(**by(request), source=found),
            _("%(name)s ditutup.") % {"name": found.name},
        )
        return redirect(back)
    page = ConfirmPage(
        title=_("Tutup %(name)s?") % {"name": found.name},
        lines=(
            _("Sumber yang ditutup tidak dapat dipakai lagi di buku kas dan anggaran."),
            _("Riwayatnya tetap ada, dan sumber ini dapat dibuka kembali."),
        ),
        submit=_("Ya, tutup"),
        back_href=back,
        back=_("Sumber dana"),
    )
    return confirm_page(request, page)


@group_view(May.PLAN_BUDGET)
@require_POST
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    """Open a closed source again."""
    found = _source(request, pk)
    services.reopen_source(**by(request), source=found)
    messages.success(request, _("%(name)s dibuka kembali.") % {"name": found.name})
    return redirect("budget:sources", request.group.code)


@group_view(May.AGREE_BUDGET)
def settings(request: MemberRequest) -> HttpResponse:
    """The group's own rules of money; whoever is bound by them does not set them alone."""
    initial = initial_of_treasury_settings(treasury_settings_of(request.group))
    form = TreasurySettingsForm(posted(request), initial=initial, stored=True)

    if saved(
        request,
        form,
        lambda: services.change_treasury_settings(
            **by(request), group=request.group, changes=form.changes()
        ),
        _("Aturan keuangan tersimpan."),
    ):
        return redirect("budget:sources", request.group.code)
    return form_page(request, _page(request, _("Aturan keuangan"), form))


def _page(request: MemberRequest, title: str, form: SourceForm | TreasurySettingsForm) -> FormPage:
    back = reverse("budget:sources", args=[request.group.code])
    return FormPage(title, "", form, _("Simpan"), back, _("Sumber dana"))


def _plan_form(
    request: MemberRequest, found: Source, year: int
) -> SchoolContributionsForm | ContributionForm:
    data = posted(request)
    rows = found.contributions.filter(school_year=year)
    planned = {row.school_id: row.planned for row in rows}
    if found.kind != Source.Kind.BOS:
        return ContributionForm(data, initial={"whole": planned.get(None)})
    schools = list(schools_of(request.group, year).order_by("sort_key", "pk"))
    return SchoolContributionsForm(data, schools=schools, planned=planned)


def _source(request: MemberRequest, pk: int) -> Source:
    return get_object_or_404(Source.objects.select_related("group"), pk=pk, group=request.group)
