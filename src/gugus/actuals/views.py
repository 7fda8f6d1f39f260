"""The year's account: for every member in sums, for officers in full, and on paper."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gugus.actuals.pages import actual_page, money_report_page
from gugus.actuals.papers.account import account_paper
from gugus.actuals.papers.sheets import account_workbook
from gugus.actuals.queries.account import YearAccount, year_account
from gugus.budget.access import budget_or_404
from gugus.budget.papers.rab import rab_paper
from gugus.budget.papers.rab_sheet import rab_workbook
from gugus.budget.queries import budget_years
from gugus.people.access import MemberRequest, group_view, year_asked
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.documents.queries import kept_or_made
from gugus.platform.documents.responses import file_response, paper_response
from gugus.platform.web.render import render_page

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@group_view(May.SEE_GROUP)
@require_safe
def report(request: MemberRequest) -> HttpResponse:
    """The group's money in sums."""
    found = _account(request)
    years = budget_years(request.group, found.year)
    page = money_report_page(request.actor, found, years)
    return render_page(request, "actuals/report.html", page)


@group_view(May.SEE_MONEY)
@require_safe
def actual(request: MemberRequest) -> HttpResponse:
    """Plan against actual."""
    found = _account(request)
    page = actual_page(found, budget_years(request.group, found.year))
    return render_page(request, "actuals/actual.html", page)


@group_view(May.SEE_MONEY)
@require_safe
def account(request: MemberRequest, kind: str) -> HttpResponse:
    """The account on paper, or as a workbook with living formulas."""
    found = _account(request)
    name = f"account:{request.group.pk}:{found.year}"
    paper = kept_or_made(name, lambda: account_paper(found))
    if kind == "xlsx":
        return file_response(account_workbook(found), paper.file_stem, kind, _XLSX)
    return paper_response(paper, kind)


@group_view(May.SEE_MONEY)
@require_safe
def rab(request: MemberRequest, kind: str) -> HttpResponse:
    """The budget on paper, or as a workbook with living formulas."""
    found = budget_or_404(request, year_asked(request))
    paper = kept_or_made(f"budget:{found.pk}", lambda: rab_paper(found))
    if kind == "xlsx":
        return file_response(rab_workbook(found), paper.file_stem, kind, _XLSX)
    return paper_response(paper, kind)


def _account(request: MemberRequest) -> YearAccount:
    return year_account(request.group, year_asked(request), today=today_of(request.group))
