"""The cash book: a month of it, writing entries, moving money."""

from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from gugus.cash.forms.entries import EntryForm, MoveForm
from gugus.cash.models import MonthClose
from gugus.cash.pages.book import book_page, shown_month
from gugus.cash.pages.entry import cautions, saved_words
from gugus.cash.pages.links import Shown, to_day
from gugus.cash.pages.rows import month_words
from gugus.cash.pages.write import move_page, write_page
from gugus.cash.queries.closing import close_of, unsettled
from gugus.cash.rules.entries import Kind, Side
from gugus.cash.services.book import today_in
from gugus.cash.services.entries import move_money, write_entry
from gugus.funds.queries import sources_of
from gugus.people.access import MemberRequest, group_view
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.formats import rupiah, typed_id
from gugus.platform.web.render import render_page
from gugus.platform.web.uploads import was_too_large

SIDES = {"masuk": Side.IN, "keluar": Side.OUT}


def month_of(text: str) -> date | None:
    """'2026-11' -> 1 November 2026; None for what is no month."""
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None


def shown_of(request: HttpRequest, group: Group, today: date) -> Shown:
    """Which part of the book the address asks for; what it misspells is left out."""
    pk = typed_id(request.GET.get("sumber", ""))
    sources = {one.pk: one for one in sources_of(group, with_closed=True)}
    return Shown(
        month=month_of(request.GET.get("bulan", "")) or shown_month(group, today),
        source=sources.get(pk or 0),
        words=" ".join(request.GET.get("cari", "").split())[:60],
        missing=request.GET.get("bukti") == "kurang",
        kind=next((one for one in Kind if one.value == request.GET.get("jenis")), None),
    )


@group_view(May.SEE_MONEY)
def book(request: MemberRequest) -> HttpResponse:
    """A month of the book, or what was looked for."""
    today = today_in(request.group, timezone.now())
    shown = shown_of(request, request.group, today)
    page = book_page(request.group, request.actor, shown, today)
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
        form = EntryForm(group=request.group, side=side, initial=_initial(request, side, settles))
        return _write_answer(request, form, side, settles)
    form = EntryForm(request.POST, request.FILES, group=request.group, side=side)
    if was_too_large(request):
        form.add_error("photo", _("Fotonya terlalu besar, jadi belum tersimpan."))
    if form.is_valid():
        try:
            entry = write_entry(
                actor=request.actor,
                now=timezone.now(),
                group=request.group,
                what=form.what(),
                sent_id=form.cleaned_data["sent_id"],
                settles=settles,
                paper=form.paper(),
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, saved_words(entry))
            for words in cautions(request.group, entry):
                messages.warning(request, words)
            return redirect(to_day(request.group, entry.dated))
    return _write_answer(request, form, side, settles)


def _settles(request: MemberRequest) -> MonthClose | None:
    month = month_of(request.GET.get("selisih", ""))
    return unsettled_month(request.group, month) if month else None


def unsettled_month(group: Group, month: date) -> MonthClose | None:
    """The month whose difference is still open, when it is this one."""
    close = close_of(group, month)
    return close if close is not None and unsettled(group) == close else None


def _initial(request: MemberRequest, side: Side, settles: MonthClose | None) -> dict[str, object]:
    first: dict[str, object] = {
        "side": next(word for word, one in SIDES.items() if one is side),
        "dated": today_in(request.group, timezone.now()),
        "sent_id": uuid4(),
    }
    if settles is not None:
        words = _("Selisih pemeriksaan kas %(month)s") % {"month": month_words(settles.month)}
        first |= {"amount": abs(settles.difference), "description": words}
    return first


def _write_answer(
    request: MemberRequest, form: EntryForm, side: Side, settles: MonthClose | None
) -> HttpResponse:
    lead = ""
    if settles is not None:
        lead = _("Selisih pemeriksaan kas %(month)s, %(sum)s, masuk ke buku sebagai entri ini.") % {
            "month": month_words(settles.month),
            "sum": rupiah(settles.difference),
        }
    page = write_page(request.group, form, side, lead=lead, offline=settles is None)
    status = 422 if form.errors else 200
    return render_page(request, "cash/cash_write.html", page, status=status)


@group_view(May.KEEP_CASH)
def move(request: MemberRequest) -> HttpResponse:
    """Move money from one source to another."""
    sources = sources_of(request.group)
    if request.method != "POST":
        first = {"dated": today_in(request.group, timezone.now()), "sent_id": uuid4()}
        form = MoveForm(sources=sources, initial=first)
        return render_page(request, "cash/cash_write.html", move_page(request.group, form))
    form = MoveForm(request.POST, sources=sources)
    if form.is_valid():
        try:
            entry = move_money(
                actor=request.actor,
                now=timezone.now(),
                group=request.group,
                what=form.what(),
                to=form.cleaned_data["to"],
                sent_id=form.cleaned_data["sent_id"],
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, saved_words(entry))
            return redirect(to_day(request.group, entry.dated))
    page = move_page(request.group, form)
    return render_page(request, "cash/cash_write.html", page, status=422)
