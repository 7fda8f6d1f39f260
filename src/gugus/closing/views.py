"""Counting the cash, closing months, countersigning."""

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.cash.models import MonthClose
from gugus.cash.pages.links import to_close
from gugus.cash.pages.rows import month_label
from gugus.cash.queries.book import balances_of
from gugus.cash.queries.closing import close_of, closes_of, next_close_of, state_of
from gugus.cash.rules.closing import month_end, parse_month
from gugus.closing.forms import CashCountForm
from gugus.closing.pages import HeldAmounts, cash_count_page, month_close_page, month_closes_page
from gugus.closing.papers import cash_count
from gugus.closing.services import close_month, countersign_month
from gugus.funds.queries import sources_of
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import kept_response
from gugus.platform.web.answers import done, posted, render_form, saved
from gugus.platform.web.render import render_page


@group_view(May.SEE_MONEY)
def closes(request: MemberRequest) -> HttpResponse:
    """All counts."""
    turn = next_close_of(request.group, today_of(request.group))
    page = month_closes_page(request.group, request.actor, turn, closes_of(request.group))
    return render_page(request, "closing/closes.html", page)


@group_view(May.SEE_MONEY)
def close(request: MemberRequest, month: str) -> HttpResponse:
    """A closed month's record; the month whose turn it is can be counted and closed."""
    when = parse_month(month)
    done = close_of(request.group, when) if when else None
    if done is not None:
        balances = {int(pk): held for pk, held in done.balances.items()}
        held = _held(request.group, balances)
        page = month_close_page(request.group, request.actor, done, held, state_of(done))
        return render_page(request, "closing/close.html", page)
    turn = next_close_of(request.group, today_of(request.group))
    if when is None or when != turn.month or not turn.due:
        raise Http404
    if not request.actor.may(May.KEEP_CASH, request.group.pk):
        raise Http404
    return _count(request, when)


def _count(request: MemberRequest, when: date) -> HttpResponse:
    form = CashCountForm(posted(request))
    if saved(
        request,
        form,
        lambda: close_month(**by(request), group=request.group, month=when, count=form.count()),
    ):
        words = _("%(month)s ditutup. Mintalah ketua mengesahkannya.")
        messages.success(request, words % {"month": month_label(when)})
        return redirect(to_close(request.group, when))
    held = _held(request.group, balances_of(request.group, month_end(when)))
    page = cash_count_page(request.group, when, form, held)
    return render_form(request, "closing/count.html", page, form)


def _held(group: Group, balances: Mapping[int, int]) -> HeldAmounts:
    return [(one, balances.get(one.pk, 0)) for one in sources_of(group, with_closed=True)]


@group_view(May.COUNTERSIGN_CASH)
@require_POST
def countersigned(request: MemberRequest, month: str) -> HttpResponse:
    """The chair's signature."""
    close = _closed(request, month)
    done(
        request,
        lambda: countersign_month(**by(request), close=close),
        _("Berita acara disahkan atas nama Anda."),
    )
    return redirect(to_close(request.group, close.month))


@group_view(May.SEE_MONEY)
def count_paper(request: MemberRequest, month: str, kind: str) -> HttpResponse:
    """The record as a paper."""
    close = _closed(request, month)
    return kept_response(f"cash-count:{close.pk}", lambda: cash_count(close), kind)


def _closed(request: MemberRequest, month: str) -> MonthClose:
    when = parse_month(month)
    done = close_of(request.group, when) if when else None
    if done is None:
        raise Http404
    return done
