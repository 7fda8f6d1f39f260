"""One entry: looked at, put right, taken back, given its receipts."""

from uuid import uuid4

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.cash.forms.entries import CorrectionForm, ReverseEntryForm, initial_of_cash_entry
from gugus.cash.models import CashEntry
from gugus.cash.pages.entry import CashEntryPage, cash_entry_page, reversed_text, saved_words
from gugus.cash.pages.entry_form import correction_page
from gugus.cash.pages.links import to_entry
from gugus.cash.queries.book import entry_of, is_closed, ties_of
from gugus.cash.rules.entries import VoucherSide
from gugus.cash.services.entries import cautions, correct_entry
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import saved
from gugus.platform.web.render import render_page


def entry_or_404(request: MemberRequest, pk: int) -> CashEntry:
    """An entry of the request's group, else 404."""
    found = entry_of(request.group, pk)
    if found is None:
        raise Http404
    return found


@group_view(May.SEE_MONEY)
def entry(request: MemberRequest, pk: int) -> HttpResponse:
    """One entry with its receipts."""
    return render_page(
        request, "cash/cash_entry.html", entry_page(request, entry_or_404(request, pk))
    )


def entry_page(request: MemberRequest, found: CashEntry, **forms: Form) -> CashEntryPage:
    """An entry as this person sees it, perhaps with a form that came back."""
    may_write = request.actor.may(May.KEEP_CASH, request.group.pk)
    return cash_entry_page(request.group, found, ties_of(found), may_write=may_write, **forms)


@group_view(May.KEEP_CASH)
def correct(request: MemberRequest, pk: int) -> HttpResponse:
    """Write the right entry in place of a wrong one."""
    found = entry_or_404(request, pk)
    if found.corrects_id is not None or hasattr(found, "corrected_by"):
        messages.error(request, _("Entri ini tidak dapat dibetulkan lagi."))
        return redirect(to_entry(request.group, found))
    side = VoucherSide.IN if found.received else VoucherSide.OUT
    if request.method != "POST" or found.transfer:
        first = initial_of_cash_entry(found) | {"sent_id": uuid4(), "side": side}
        if is_closed(found):
            first["dated"] = today_of(request.group)
        form = CorrectionForm(group=request.group, side=side, initial=first)
        return _correct_answer(request, found, None if found.transfer else form)
    form = CorrectionForm(request.POST, group=request.group, side=side)
    if right := saved(
        request,
        form,
        lambda: correct_entry(
            **by(request),
            entry=found,
            reason=form.cleaned_data["reason"],
            right=form.what(),
            sent_id=form.cleaned_data["sent_id"],
        ),
        saved_words,
    ):
        for words in cautions(request.group, right.value):
            messages.warning(request, words)
        return redirect(to_entry(request.group, right.value))
    return _correct_answer(request, found, form)


def _correct_answer(
    request: MemberRequest, found: CashEntry, form: Form | None, cancel: Form | None = None
) -> HttpResponse:
    cancel = cancel or ReverseEntryForm(auto_id="batal_%s", initial={"sent_id": uuid4()})
    page = correction_page(request.group, found, form, cancel, shut=is_closed(found))
    faulty = (form is not None and form.errors) or cancel.errors
    status = 422 if faulty else 200
    return render_page(request, "cash/cash_write.html", page, status=status)


@group_view(May.KEEP_CASH)
@require_POST
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Take an entry back without another in its place."""
    found = entry_or_404(request, pk)
    form = ReverseEntryForm(request.POST, auto_id="batal_%s")
    if saved(
        request,
        form,
        lambda: correct_entry(
            **by(request),
            entry=found,
            reason=form.cleaned_data["reason"],
            sent_id=form.cleaned_data["sent_id"],
        ),
        lambda counter: reversed_text(found, counter),
    ):
        return redirect(to_entry(request.group, found))
    side = VoucherSide.IN if found.received else VoucherSide.OUT
    fresh = initial_of_cash_entry(found) | {"sent_id": uuid4(), "side": side}
    right = (
        None if found.transfer else CorrectionForm(group=request.group, side=side, initial=fresh)
    )
    return _correct_answer(request, found, right, form)
