"""One entry: what it says, its receipts, and how it is put right."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.cash.forms.entries import ReceiptPdfForm, ReceiptPhotoForm
from gugus.cash.models import CashEntry
from gugus.cash.pages.links import entries_of, to_close_of, to_day, to_draft, to_entry
from gugus.cash.pages.receipts import ReceiptRow, receipt_row
from gugus.cash.pages.rows import BookRow, book_row
from gugus.cash.queries.book import EntryTies
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.platform.web.formats import long_date, rupiah, short_date
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class CashEntryPage:
    """One entry."""

    entry: CashEntry
    row: BookRow
    facts: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    receipts: tuple[ReceiptRow, ...]
    may_write: bool
    may_correct: bool
    photo_form: Form
    pdf_form: Form
    back: str


def cash_entry_page(
    group: Group,
    entry: CashEntry,
    ties: EntryTies,
    *,
    may_write: bool,
    photo_form: Form | None = None,
    pdf_form: Form | None = None,
) -> CashEntryPage:
    """An entry as this person sees it."""
    changes = may_write and not ties.is_closed
    return CashEntryPage(
        entry=entry,
        row=book_row(entries_of(group), entry),
        facts=tuple(fact for fact in _facts(group, entry) if fact[1]),
        links=tuple(_links(group, entry, ties)),
        receipts=tuple(receipt_row(group, one, changes=changes) for one in entry.receipts.all()),
        may_write=may_write,
        may_correct=may_write and entry.corrects_id is None and not hasattr(entry, "corrected_by"),
        photo_form=photo_form or ReceiptPhotoForm(auto_id="foto_%s"),
        pdf_form=pdf_form or ReceiptPdfForm(auto_id="pdf_%s"),
        back=to_day(group, entry.dated),
    )


def _facts(group: Group, entry: CashEntry) -> Iterable[tuple[str, str]]:
    party = _("Diterima dari") if entry.received else _("Dibayar kepada")
    yield _("Tanggal"), long_date(entry.dated)
    yield _("Sumber dana"), entry.source.name
    yield _("Mata anggaran"), entry.item.item if entry.item else ""
    yield _("Sekolah"), entry.school.name if entry.school else ""
    yield party, entry.party
    yield _("Nomor nota"), entry.paper_number
    yield _("Alasan pembetulan"), entry.correction_reason
    made = day_of(group, entry.made_at)
    yield (
        _("Dicatat"),
        _("%(day)s oleh %(name)s") % {"day": short_date(made), "name": entry.made_by.name},
    )


def _links(group: Group, entry: CashEntry, ties: EntryTies) -> Iterable[Link]:
    if entry.corrects:
        words = _("Membetulkan %(voucher)s") % {"voucher": entry.corrects.voucher}
        yield Link(words, to_entry(group, entry.corrects))
    counter = getattr(entry, "corrected_by", None)
    if counter is not None:
        words = _("Dibetulkan oleh %(voucher)s") % {"voucher": counter.voucher}
        yield Link(words, to_entry(group, counter))
    if entry.settles:
        yield Link(_("Menyelesaikan selisih kas"), to_close_of(entry.settles))
    for other in ties.transferred:
        words = _("Pasangan pemindahan: %(voucher)s") % {"voucher": other.voucher}
        yield Link(words, to_entry(group, other))
    if ties.draft is not None:
        words = _("Dari impor %(file)s") % {"file": ties.draft.file_name}
        yield Link(words, to_draft(group, ties.draft))


def saved_words(entry: CashEntry) -> str:
    """What is said once an entry is written."""
    return _("%(voucher)s tersimpan: %(sum)s, %(text)s.") % {
        "voucher": entry.voucher,
        "sum": rupiah(entry.received or entry.spent),
        "text": entry.description,
    }


def reversed_text(entry: CashEntry, counter: CashEntry) -> str:
    """What is said once an entry is taken back."""
    return _("%(old)s dibatalkan oleh %(new)s.") % {"old": entry.voucher, "new": counter.voucher}
