"""One entry: what it says, its receipts, and how it is put right."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.cash.forms.entries import ReceiptPdfForm, ReceiptPhotoForm
from gugus.cash.models import CashEntry
from gugus.cash.pages.links import to_close_of, to_day, to_draft, to_entry
from gugus.cash.pages.receipts import ReceiptRow, receipt_rows
from gugus.cash.pages.rows import book_row
from gugus.cash.queries.closing import cash_in_hand
from gugus.cash.services.entries import over_budget_text, spent_of
from gugus.funds.queries import treasury_settings_of
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.interchange.models import ImportDraft
from gugus.platform.web.formats import long_date, rupiah, short_date
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class CashEntryPage:
    """One entry."""

    title: str
    description: str
    amount: str
    is_in: bool
    facts: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    receipts: tuple[ReceiptRow, ...]
    lacks_receipt: bool
    badge: str
    may_write: bool
    photo_form: Form
    pdf_form: Form
    photo_action: str
    pdf_action: str
    # For the phone: which entry a photo belongs to.
    pk: int
    about: str
    here: str
    correct_href: str
    back: str


def cash_entry_page(
    group: Group,
    actor: Actor,
    entry: CashEntry,
    *,
    photo_form: Form | None = None,
    pdf_form: Form | None = None,
) -> CashEntryPage:
    """An entry as this person sees it."""
    row = book_row(group, entry)
    may_write = actor.may(May.KEEP_CASH, group.pk)
    stands = entry.corrects_id is None and not hasattr(entry, "corrected_by")
    return CashEntryPage(
        title=entry.voucher,
        description=entry.description,
        amount=rupiah(entry.received or entry.spent),
        is_in=bool(entry.received),
        facts=tuple(fact for fact in _facts(group, entry) if fact[1]),
        links=tuple(_links(group, entry)),
        receipts=receipt_rows(group, entry, may_write=may_write),
        lacks_receipt=row.lacks_receipt,
        badge=row.badge,
        may_write=may_write,
        photo_form=photo_form or ReceiptPhotoForm(auto_id="foto_%s"),
        pdf_form=pdf_form or ReceiptPdfForm(auto_id="pdf_%s"),
        photo_action=to_entry(group, entry, "cash:photo"),
        pdf_action=to_entry(group, entry, "cash:pdf"),
        pk=entry.pk,
        about=f"entry:{entry.pk}",
        here=to_entry(group, entry),
        correct_href=to_entry(group, entry, "cash:correct") if may_write and stands else "",
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


def _links(group: Group, entry: CashEntry) -> Iterable[Link]:
    if entry.corrects:
        words = _("Membetulkan %(voucher)s") % {"voucher": entry.corrects.voucher}
        yield Link(words, to_entry(group, entry.corrects))
    counter = getattr(entry, "corrected_by", None)
    if counter is not None:
        words = _("Dibetulkan oleh %(voucher)s") % {"voucher": counter.voucher}
        yield Link(words, to_entry(group, counter))
    if entry.settles:
        yield Link(_("Menyelesaikan selisih kas"), to_close_of(entry.settles))
    if entry.transfer:
        pair = CashEntry.objects.filter(group=group, transfer=entry.transfer).exclude(pk=entry.pk)
        for other in pair:
            words = _("Pasangan pemindahan: %(voucher)s") % {"voucher": other.voucher}
            yield Link(words, to_entry(group, other))
    draft = ImportDraft.objects.filter(mark=entry.batch).first() if entry.batch else None
    if draft is not None:
        yield Link(_("Dari impor %(file)s") % {"file": draft.file_name}, to_draft(group, draft))


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


def cautions(group: Group, entry: CashEntry) -> tuple[str, ...]:
    """What was kept, but passes a limit that the group set itself."""
    said = []
    if entry.item is not None and entry.spent:
        spent = spent_of(entry.item)
        if spent > entry.item.total:
            said.append(over_budget_text(entry.item, spent))
    limit, held = treasury_settings_of(group).cash_limit, cash_in_hand(group)
    if entry.received and limit is not None and held > limit:
        words = _("Uang tunai kira-kira %(held)s, lebih dari batas kelompok %(limit)s.")
        said.append(words % {"held": rupiah(held), "limit": rupiah(limit)})
    return tuple(said)
