"""The receipts of an entry: those that prove it, and those that were attached by mistake."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gugus.cash.forms.entries import VoidReceiptForm
from gugus.cash.models import CashEntry, Receipt
from gugus.cash.pages.links import to_entry
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.platform.web.formats import short_date
from gugus.platform.web.pages import FormPage


@dataclass(frozen=True)
class ReceiptRow:
    """A receipt: a picture to look at, or a PDF to save; without address: its file is gone."""

    href: str
    is_picture: bool
    words: str
    # Who took it out of the count, when and why.
    void: str
    void_href: str
    again_action: str


def receipt_row(group: Group, receipt: Receipt, *, changes: bool) -> ReceiptRow:
    """A receipt of an entry; its mark changes while the month is open."""
    kept, is_void = receipt.attachment, receipt.voided_at is not None
    is_picture = kept is not None and kept.kind.startswith("image/")

    def address(name: str) -> str:
        return to_entry(group, receipt.entry, name, receipt.pk)

    return ReceiptRow(
        href=address("cash:receipt") if kept is not None else "",
        is_picture=is_picture,
        words=_("Foto bukti %(voucher)s") % {"voucher": receipt.entry.voucher}
        if is_picture
        else _("Unduh PDF (%(kb)d kB)") % {"kb": max(1, kept.size // 1024) if kept else 0},
        void=_void_words(group, receipt) if is_void else "",
        void_href=address("cash:receipt_void") if changes and kept is not None else "",
        again_action=address("cash:receipt_again") if changes and is_void and kept else "",
    )


def _void_words(group: Group, receipt: Receipt) -> str:
    words = {
        "day": short_date(day_of(group, receipt.voided_at)) if receipt.voided_at else "",
        "name": receipt.voided_by.name if receipt.voided_by else "–",
        "reason": receipt.void_reason,
    }
    if receipt.attachment is None:
        return _("Isinya dihapus %(day)s oleh %(name)s: %(reason)s") % words
    return _("Dibatalkan %(day)s oleh %(name)s: %(reason)s") % words


def void_page(group: Group, entry: CashEntry, form: VoidReceiptForm) -> FormPage:
    """Asking why a receipt does not count, and whether its file may stay."""
    return FormPage(
        title=_("Bukti %(voucher)s salah lampir") % {"voucher": entry.voucher},
        lead=_(
            "Bukti yang dibatalkan tidak dihitung lagi, tetapi tetap dapat dilihat. Isinya hanya "
            "dihapus bila memuat yang tidak boleh disimpan."
        ),
        form=form,
        submit=_("Tandai salah lampir"),
        back_href=to_entry(group, entry),
        back=entry.voucher,
    )
