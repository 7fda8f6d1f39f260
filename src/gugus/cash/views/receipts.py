"""The receipts of an entry: added, looked at, marked void, counted again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.cash.forms.entries import ReceiptPdfForm, ReceiptPhotoForm, VoidReceiptForm
from gugus.cash.models import CashEntry, Receipt
from gugus.cash.pages.links import to_entry
from gugus.cash.pages.receipts import void_page
from gugus.cash.services.receipts import add_receipt, restore_receipt, void_receipt
from gugus.cash.views.entry import entry_or_404, entry_page
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import attachment_response
from gugus.platform.web.answers import done, form_page, posted, saved
from gugus.platform.web.render import render_page
from gugus.platform.web.uploads import was_too_large


@group_view(May.KEEP_CASH)
@require_POST
def photo(request: MemberRequest, pk: int) -> HttpResponse:
    """Add a photo of the paper."""
    form = ReceiptPhotoForm(request.POST, request.FILES, auto_id="foto_%s")
    return _receipt_answer(request, entry_or_404(request, pk), form, "photo")


@group_view(May.KEEP_CASH)
@require_POST
def pdf(request: MemberRequest, pk: int) -> HttpResponse:
    """Add the paper as PDF."""
    form = ReceiptPdfForm(request.POST, request.FILES, auto_id="pdf_%s")
    return _receipt_answer(request, entry_or_404(request, pk), form, "file")


def _receipt_answer(
    request: MemberRequest, found: CashEntry, form: ReceiptPhotoForm | ReceiptPdfForm, field: str
) -> HttpResponse:
    if was_too_large(request):
        form.add_error(field, _("Berkasnya terlalu besar, jadi belum tersimpan."))
    if saved(
        request,
        form,
        lambda: add_receipt(**by(request), entry=found, paper=form.paper()),
        _("Bukti tersimpan."),
    ):
        return redirect(to_entry(request.group, found))
    name = "photo_form" if isinstance(form, ReceiptPhotoForm) else "pdf_form"
    page = entry_page(request, found, **{name: form})
    return render_page(request, "cash/cash_entry.html", page, status=422)


@group_view(May.SEE_MONEY)
def receipt(request: MemberRequest, pk: int, receipt: int) -> HttpResponse:
    """A receipt, for those who may read the book."""
    found = _receipt(request, pk, receipt)
    if found.attachment is None:
        raise Http404
    return attachment_response(found.attachment)


@group_view(May.KEEP_CASH)
def void(request: MemberRequest, pk: int, receipt: int) -> HttpResponse:
    """Ask why, then mark it; or take its file away."""
    found, of = _receipt(request, pk, receipt), entry_or_404(request, pk)
    form = VoidReceiptForm(
        posted(request),
        initial={"file": "hapus" if found.voided_at else "tetap"},
    )

    if saved(
        request,
        form,
        lambda: void_receipt(
            **by(request),
            receipt=found,
            reason=form.cleaned_data["reason"],
            erases=form.cleaned_data["file"] == "hapus",
        ),
    ):
        erased = form.cleaned_data["file"] == "hapus"
        messages.success(request, _("Isi bukti dihapus.") if erased else _("Bukti ditandai batal."))
        return redirect(to_entry(request.group, of))
    return form_page(request, void_page(request.group, of, form))


@group_view(May.KEEP_CASH)
@require_POST
def restore(request: MemberRequest, pk: int, receipt: int) -> HttpResponse:
    """Take the mark back."""
    found = _receipt(request, pk, receipt)
    done(request, lambda: restore_receipt(**by(request), receipt=found), _("Bukti dipakai lagi."))
    return redirect(to_entry(request.group, found.entry))


def _receipt(request: MemberRequest, pk: int, receipt: int) -> Receipt:
    rows = Receipt.objects.select_related("attachment", "entry__group")
    found = rows.filter(pk=receipt, entry_id=pk, entry__group=request.group).first()
    if found is None:
        raise Http404
    return found
