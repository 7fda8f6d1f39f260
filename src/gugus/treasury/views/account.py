"""The year's account: for every member in sums, for officers in full, and on paper."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gugus.people.access import MemberRequest, group_view
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import file_response, paper_response
from gugus.platform.web.render import render_page
from gugus.treasury.pages.account import actual_page, report_page
from gugus.treasury.papers.account import account_paper
from gugus.treasury.papers.account_sheets import account_workbook
from gugus.treasury.papers.rab import rab_paper
from gugus.treasury.papers.rab_sheet import rab_workbook
from gugus.treasury.queries.account import Account, account_of
from gugus.treasury.views.plan_answers import budget_in, today_of, year_asked

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@group_view(May.SEE_GROUP)
@require_safe
def report(request: MemberRequest) -> HttpResponse:
    """The group's money in sums."""
    page = report_page(request.actor, _account(request))
    return render_page(request, "treasury/report.html", page)


@group_view(May.SEE_MONEY)
@require_safe
def actual(request: MemberRequest) -> HttpResponse:
    """Plan against actual."""
    return render_page(request, "treasury/actual.html", actual_page(_account(request)))


@group_view(May.SEE_MONEY)
@require_safe
def account(request: MemberRequest, kind: str) -> HttpResponse:
    """The account on paper, or as a workbook with living formulas."""
    found = _account(request)
    paper = account_paper(found)
    if kind == "xlsx":
        return file_response(account_workbook(found), paper.file_stem, kind, _XLSX)
    return paper_response(paper, kind)


@group_view(May.SEE_MONEY)
@require_safe
def rab(request: MemberRequest, kind: str) -> HttpResponse:
    """The budget on paper, or as a workbook with living formulas."""
    found = budget_in(request, year_asked(request))
    paper = rab_paper(found)
    if kind == "xlsx":
        return file_response(rab_workbook(found), paper.file_stem, kind, _XLSX)
    return paper_response(paper, kind)


def _account(request: MemberRequest) -> Account:
    return account_of(request.group, year_asked(request), today=today_of(request))
