"""The budget of a year: read, begin, write rows, take over costs, agree, print."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from gugus.budget.access import budget_or_404
from gugus.budget.forms.budget import (
    AgreeBudgetForm,
    BudgetRowForm,
    ImportCostsForm,
    initial_of_budget_row,
)
from gugus.budget.pages import links
from gugus.budget.pages.budget import YearOfBudget, budget_page
from gugus.budget.queries import (
    budget_of,
    budget_reading,
    budget_rows_of,
    budget_years,
    numbered_revisions,
    open_revision,
    year_lines,
)
from gugus.budget.rules.limits import CostGap, cost_gaps
from gugus.budget.services import budget as services
from gugus.funds.models import Budget
from gugus.funds.queries import sources_of
from gugus.funds.rules.budget_rows import BudgetRow, rows_from_json
from gugus.people.access import MemberRequest, by, group_view, year_asked
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label, year_of
from gugus.platform.web.answers import confirm_page, done, form_page, posted, saved
from gugus.platform.web.formats import parse_id, rupiah
from gugus.platform.web.pages import ConfirmPage, FormPage
from gugus.platform.web.render import render_page
from gugus.programme.models import Line
from gugus.programme.queries import programme_of
from gugus.programme.services.line_costs import write_costs


@group_view(May.SEE_MONEY)
@require_safe
def budget(request: MemberRequest) -> HttpResponse:
    """The year's rows with their sums and warnings."""
    group, year = request.group, year_asked(request)
    found = budget_of(group, year)
    years = budget_years(group, year)
    reading = budget_reading(group, year, budget_rows_of(found) if found else ())
    page = budget_page(
        request.actor,
        YearOfBudget(group, year, years, found, programme_of(group, year)),
        reading,
        open_revision(found) if found else None,
        numbered_revisions(found) if found else (),
    )
    return render_page(request, "budget/budget.html", page)


@group_view(May.PLAN_BUDGET)
@require_POST
def start(request: MemberRequest) -> HttpResponse:
    """Begin the budget of the year in the form."""
    year = year_of(request.POST.get("year", ""))
    if year is None:
        messages.error(request, _("Tahun pelajaran itu tidak dikenal. Tidak ada yang dimulai."))
        return redirect("budget:budget", request.group.code)
    done(
        request,
        lambda: services.start_budget(**by(request), group=request.group, year=year),
        _("Anggaran %(year)s dimulai.") % {"year": school_year_label(year)},
    )
    return redirect(links.to_year(request.group, year))


@group_view(May.PLAN_BUDGET)
def add_row(request: MemberRequest, year: int) -> HttpResponse:
    """A new row; `?program=` chooses the line, `?salin=` copies another row."""
    found = budget_or_404(request, year)
    rows = _rows(found)
    form = _row_form(request, found, rows, _suggested(request, rows))
    back = _rows_href(found)
    if kept := saved(
        request,
        form,
        lambda: services.add_row(**by(request), budget=found, content=form.content()),
        lambda row: (
            _("%(item)s %(total)s ditambahkan.") % {"item": row.item, "total": rupiah(row.total)}
        ),
    ):
        return redirect(_next_href(request, found, kept.value) or back)
    title, submit = _("Tambah baris anggaran"), _("Simpan baris")
    return form_page(
        request, FormPage(title, "", form, submit, back, _back_title(found), again=True)
    )


@group_view(May.PLAN_BUDGET)
def edit_row(request: MemberRequest, year: int, key: str) -> HttpResponse:
    """Rewrite a row."""
    found = budget_or_404(request, year)
    rows = _rows(found)
    row = _row(rows, key)
    form = _row_form(request, found, rows, initial_of_budget_row(row))
    back = _rows_href(found)
    if form.is_bound and form.is_valid():
        if saved(
            request,
            form,
            lambda: services.change_row(
                **by(request),
                budget=found,
                key=key,
                content=form.content(),
                seen=form.cleaned_data["seen"],
            ),
            _("Perubahan tersimpan."),
        ):
            return redirect(back)
        form.see(row.version)
    title, submit = _("Ubah baris anggaran"), _("Simpan perubahan")
    return form_page(request, FormPage(title, "", form, submit, back, _back_title(found)))


@group_view(May.PLAN_BUDGET)
def remove_row(request: MemberRequest, year: int, key: str) -> HttpResponse:
    """Ask, then take out."""
    found = budget_or_404(request, year)
    row = _row(_rows(found), key)
    if request.method == "POST":
        done(
            request,
            lambda: services.remove_row(**by(request), budget=found, key=row.key),
            _("%(item)s dihapus.") % {"item": row.item},
        )
        return redirect(_rows_href(found))
    page = ConfirmPage(
        title=_("Hapus “%(item)s”, %(total)s?") % {"item": row.item, "total": rupiah(row.total)},
        lines=(_("Baris ini hilang dari anggaran. Belanja yang sudah dicatat padanya tetap ada."),),
        submit=_("Ya, hapus"),
        back_href=_rows_href(found),
        back=_back_title(found),
    )
    return confirm_page(request, page)


@group_view(May.PLAN_BUDGET)
def costs_in(request: MemberRequest, year: int) -> HttpResponse:
    """Rows from the programme's estimates."""
    found = budget_or_404(request, year)
    back = links.to_year(request.group, year)
    sources = sources_of(request.group)
    form = ImportCostsForm(posted(request), sources=sources)

    if made := saved(
        request,
        form,
        lambda: services.rows_from_costs(
            **by(request),
            budget=found,
            source=form.cleaned_data["source"],
            lines=year_lines(request.group, year),
        ),
    ):
        said = ngettext("%(number)s baris dibuat.", "%(number)s baris dibuat.", made.value)
        messages.success(request, said % {"number": made.value})
        return redirect(back)
    explanation = _(
        "Setiap program yang berbiaya dan belum punya baris mendapat satu baris sebesar "
        "perkiraannya. Rincilah sesudahnya."
    )
    title, submit = _("Ambil biaya dari program"), _("Buat barisnya")
    return form_page(request, FormPage(title, explanation, form, submit, back, _("Anggaran")))


@group_view(May.PLAN_BUDGET)
def costs_out(request: MemberRequest, year: int) -> HttpResponse:
    """Let the programme's estimates follow the budget."""
    found, programme = budget_or_404(request, year), programme_of(request.group, year)
    if programme is None:
        raise Http404
    lines, rows = year_lines(request.group, year), budget_rows_of(found)
    gaps = [gap for gap in cost_gaps({x.pk: x.cost for x in lines}, rows) if gap.planned]
    back = links.to_year(request.group, year)
    if request.method == "POST":
        done(
            request,
            lambda: write_costs(
                **by(request), programme=programme, costs={gap.line: gap.planned for gap in gaps}
            ),
            _("Perkiraan biaya program disamakan dengan anggaran."),
        )
        return redirect(back)
    page = ConfirmPage(
        title=_("Samakan perkiraan biaya program?"),
        lines=_gap_lines(lines, gaps) or (_("Semua perkiraan sudah sama dengan anggarannya."),),
        submit=_("Ya, samakan"),
        back_href=back,
        back=_("Anggaran"),
        warns=False,
    )
    return confirm_page(request, page)


@group_view(May.AGREE_BUDGET)
def agree(request: MemberRequest, year: int) -> HttpResponse:
    """The chair puts the budget in force."""
    found = budget_or_404(request, year)
    back = links.to_year(request.group, year)
    form = AgreeBudgetForm(
        posted(request),
        initial={"dated": today_of(request.group)},
    )

    if saved(
        request,
        form,
        lambda: services.agree_budget(
            **by(request), budget=found, dated=form.cleaned_data["dated"]
        ),
        _("Anggaran disepakati dan berlaku."),
    ):
        return redirect(back)
    explanation = _(
        "Jumlahnya %(total)s. Sesudah disepakati, barisnya hanya berubah lewat revisi bernomor "
        "dengan alasan."
    ) % {"total": rupiah(sum(row.total for row in budget_rows_of(found)))}
    title, submit = _("Sepakati anggaran"), _("Sepakati")
    return form_page(request, FormPage(title, explanation, form, submit, back, _("Anggaran")))


def _rows(found: Budget) -> tuple[BudgetRow, ...]:
    """The rows that are written now: of the working copy of a revision, if there is one."""
    revision = open_revision(found)
    return rows_from_json(revision.after) if revision is not None else budget_rows_of(found)


def _row(rows: Sequence[BudgetRow], key: str) -> BudgetRow:
    for row in rows:
        if row.key == key:
            return row
    raise Http404


def _rows_href(found: Budget) -> str:
    revision = open_revision(found)
    if revision is not None:
        return links.to_revision(revision)
    return links.to_year(found.group, found.school_year)


def _back_title(found: Budget) -> str:
    return _("Revisi") if open_revision(found) is not None else _("Anggaran")


def _row_form(
    request: MemberRequest, found: Budget, rows: Sequence[BudgetRow], initial: dict[str, object]
) -> BudgetRowForm:
    return BudgetRowForm(
        posted(request),
        initial=initial,
        sources=sources_of(request.group),
        lines=year_lines(request.group, found.school_year, rows),
    )


def _suggested(request: MemberRequest, rows: Sequence[BudgetRow]) -> dict[str, object]:
    """What a new row begins with: a copy, or the place of the row before it."""
    copied = next((row for row in rows if row.key == request.GET.get("salin", "")), None)
    if copied is not None:
        return {**initial_of_budget_row(copied), "seen": ""}
    asked = {
        "line": request.GET.get("program", ""),
        "source": request.GET.get("sumber", ""),
        "month": request.GET.get("bulan", ""),
    }
    return {name: parse_id(text) for name, text in asked.items()}


def _next_href(request: MemberRequest, found: Budget, row: BudgetRow) -> str:
    """Where the next row is typed, at the same place; nothing unless it was asked for."""
    if "again" not in request.POST:
        return ""
    add = links.to_budget(found, "budget:row_add")
    return f"{add}?program={row.line or ''}&sumber={row.source}&bulan={row.month or ''}"


def _gap_lines(lines: Sequence[Line], gaps: Sequence[CostGap]) -> tuple[str, ...]:
    titles = {line.pk: line.title for line in lines}
    return tuple(
        _("%(title)s: dari %(cost)s menjadi %(planned)s")
        % {
            "title": titles[gap.line],
            "cost": rupiah(gap.cost),
            "planned": rupiah(gap.planned),
        }
        for gap in gaps
    )
