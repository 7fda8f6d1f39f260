"""What several views of budget and sources answer alike."""

from collections.abc import Callable
from datetime import date

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from gugus.people.access import MemberRequest
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.render import render_page
from gugus.treasury.models import Budget
from gugus.treasury.pages.plan_forms import ConfirmPage, FormPage
from gugus.treasury.queries.budget import budget_of, this_year
from gugus.treasury.services.book import today_in


def today_of(request: MemberRequest) -> date:
    """Today where the group lives."""
    return today_in(request.group, timezone.now())


def year_asked(request: MemberRequest) -> int:
    """The year of `?tahun=`; anything that is no such year means this year."""
    return year_of(request.GET.get("tahun", "")) or this_year(request.group)


def year_of(text: str) -> int | None:
    """A year as four figures within this century, or None."""
    if len(text) == 4 and text.isascii() and text.isdigit() and 2000 <= int(text) <= 2100:
        return int(text)
    return None


def budget_in(request: MemberRequest, year: int) -> Budget:
    """The group's budget of a year, or 404."""
    found = budget_of(request.group, year)
    if found is None:
        raise Http404
    return found


def carried_out(form: Form, act: Callable[[], object]) -> bool:
    """Do it; a refusal is written beside its field, and what was typed stays."""
    try:
        act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    return True


def form_page(request: HttpRequest, page: FormPage) -> HttpResponse:
    """The form; 422 when it comes back with errors."""
    status = 422 if page.form.is_bound else 200
    return render_page(request, "treasury/plan_form.html", page, status=status)


def confirm_page(request: HttpRequest, page: ConfirmPage) -> HttpResponse:
    """The question."""
    return render_page(request, "treasury/plan_confirm.html", page)
