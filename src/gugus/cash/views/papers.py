"""The cash book as files."""

from django.http import Http404, HttpResponse

from gugus.cash.papers.cash_book import cash_book, cash_book_sheet, file_stem
from gugus.cash.views.book import book_filter_of
from gugus.people.access import MemberRequest, group_view
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import file_response, paper_response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@group_view(May.SEE_MONEY)
def paper(request: MemberRequest, kind: str) -> HttpResponse:
    """A month of the book as PDF, DOCX or XLSX."""
    today = today_of(request.group)
    shown = book_filter_of(request, request.group, today)
    if kind == "xlsx":
        content = cash_book_sheet(request.group, shown.month, shown.source)
        stem = file_stem(request.group, shown.month, shown.source)
        return file_response(content, stem, "xlsx", XLSX)
    if kind not in ("pdf", "docx"):
        raise Http404
    return paper_response(cash_book(request.group, shown.month, today, shown.source), kind)
