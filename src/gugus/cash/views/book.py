"""The cash book: a month of it, writing entries, moving money."""

from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gugus.cash.forms.entries import CashEntryForm, TransferForm
from gugus.cash.models import MonthClose
from gugus.cash.pages.book import cash_book_page
from gugus.cash.pages.entry import saved_words
from gugus.cash.pages.entry_form import cash_entry_form_page, transfer_page
from gugus.cash.pages.links import to_day
from gugus.cash.pages.rows import month_label
from gugus.cash.queries.closing import close_of, unsettled_close
from gugus.cash.queries.parts import BookFilter, book_part, book_warnings, default_month
from gugus.cash.rules.closing import parse_month
from gugus.cash.rules.entries import EntryKind, VoucherSide
from gugus.cash.services.entries import cautions, transfer_money, write_entry
from gugus.funds.queries import sources_of
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.web.answers import posted, render_form, saved
from gugus.platform.web.formats import parse_id, rupiah
from gugus.platform.web.render import render_page
from gugus.platform.web.uploads import was_too_large

SIDES = {"masuk": VoucherSide.IN, "keluar": VoucherSide.OUT}


def book_filter_of(request: HttpRequest, group: Group, today: date) -> BookFilter:
    """Which part of the book the address asks for; what it misspells is left out."""
    pk = parse_id(request.GET.get("sumber", ""))
    sources = {one.pk: one for one in sources_of(group, with_closed=True)}
    return BookFilter(
        month=parse_month(request.GET.get("bulan", "")) or default_month(group, today),
        source=sources.get(pk or 0),
        words=" ".join(request.GET.get("cari", "").split())[:60],
        missing=request.GET.get("bukti") == "kurang",
        kind=next((one for one in EntryKind if one.value == request.GET.get("jenis")), None),
    )


@group_view(May.SEE_MONEY)
def book(request: MemberRequest) -> HttpResponse:
    """A month of the book, or what was looked for."""
    today = today_of(request.group)
    shown = book_filter_of(request, request.group, today)
    page = cash_book_page(
        request.group,
        shown,
        book_part(request.group, shown),
        book_warnings(request.group, today),
        today,
        may_write=request.actor.may(May.KEEP_CASH, request.group.pk),
    )
    return render_page(request, "cash/cash.html", page)


@group_view(May.KEEP_CASH)
def write(request: MemberRequest) -> HttpResponse:
    """Write an entry down."""
    asked = request.POST if request.method == "POST" else request.GET
    side = SIDES.get(asked.get("side") or asked.get("jenis") or "keluar")
    if side is None:
        raise Http404
    settles = _settles(request)
    if request.method != "POST":
        form = CashEntryForm(
            group=request.group, side=side, initial=_initial(request, side, settles)
        )
        return _write_answer(request, form, side, settles)
    form = CashEntryForm(request.POST, request.FILES, group=request.group, side=side)
    if was_too_large(request):
        form.add_error("photo", _("Fotonya terlalu besar, jadi belum tersimpan."))
    if entry := saved(
        request,
        form,
        lambda: write_entry(
            **by(request),
            group=request.group,
            what=form.what(),
            sent_id=form.cleaned_data["sent_id"],
            settles=settles,
            paper=form.paper(),
        ),
        saved_words,
    ):
        for words in cautions(request.group, entry.value):
            messages.warning(request, words)
        return redirect(to_day(request.group, entry.value.dated))
    return _write_answer(request, form, side, settles)


def _settles(request: MemberRequest) -> MonthClose | None:
    month = parse_month(request.GET.get("selisih", ""))
    return unsettled_month(request.group, month) if month else None


def unsettled_month(group: Group, month: date) -> MonthClose | None:
    """The month whose difference is still open, when it is this one."""
    close = close_of(group, month)
    return close if close is not None and unsettled_close(group) == close else None


def _initial(
    request: MemberRequest, side: VoucherSide, settles: MonthClose | None
) -> dict[str, object]:
    first: dict[str, object] = {
        "side": next(word for word, one in SIDES.items() if one is side),
        "dated": today_of(request.group),
        "sent_id": uuid4(),
    }
    if settles is not None:
        words = _("Selisih pemeriksaan kas %(month)s") % {"month": month_label(settles.month)}
        first |= {"amount": abs(settles.difference), "description": words}
    return first


def _write_answer(
    request: MemberRequest, form: CashEntryForm, side: VoucherSide, settles: MonthClose | None
) -> HttpResponse:
    lead = ""
    if settles is not None:
        lead = _("Selisih pemeriksaan kas %(month)s, %(sum)s, masuk ke buku sebagai entri ini.") % {
            "month": month_label(settles.month),
            "sum": rupiah(settles.difference),
        }
    page = cash_entry_form_page(
        request.group,
        form,
        side,
        has_sources=bool(sources_of(request.group)),
        lead=lead,
        offline=settles is None,
    )
    return render_form(request, "cash/cash_write.html", page, form)


@group_view(May.KEEP_CASH)
def move(request: MemberRequest) -> HttpResponse:
    """Move money from one source to another."""
    sources = sources_of(request.group)
    first = {"dated": today_of(request.group), "sent_id": uuid4()}
    form = TransferForm(posted(request), sources=sources, initial=first)
    if entry := saved(
        request,
        form,
        lambda: transfer_money(
            **by(request),
            group=request.group,
            what=form.what(),
            to=form.cleaned_data["to"],
            sent_id=form.cleaned_data["sent_id"],
        ),
        saved_words,
    ):
        return redirect(to_day(request.group, entry.value.dated))
    page = transfer_page(request.group, form, has_sources=len(sources) > 1)
    return render_form(request, "cash/cash_write.html", page, form)
