"""One entry: what it says, its receipts, and how it is put right."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.web.formats import day, rupiah, short_day
from gugus.treasury.forms.cash import PdfForm, PhotoForm
from gugus.treasury.models import Entry, Receipt
from gugus.treasury.pages.cash_book import WritePage, book_row
from gugus.treasury.pages.cash_links import (
    Link,
    to_close_of,
    to_draft,
    to_entry,
    to_month,
    to_place,
)
from gugus.treasury.queries.cash import closed_until
from gugus.treasury.queries.closing import in_hand
from gugus.treasury.queries.sources import settings_of
from gugus.treasury.services.cash import over_item


@dataclass(frozen=True)
class ReceiptShown:
    """A receipt: a picture to look at, or a PDF to save."""

    href: str
    is_picture: bool
    words: str


@dataclass(frozen=True)
class EntryPage:
    """One entry."""

    title: str
    description: str
    amount: str
    is_in: bool
    facts: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    receipts: tuple[ReceiptShown, ...]
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


def entry_page(
    group: Group,
    actor: Actor,
    entry: Entry,
    *,
    photo_form: Form | None = None,
    pdf_form: Form | None = None,
) -> EntryPage:
    """An entry as this person sees it."""
    row = book_row(group, entry)
    may_write = actor.may(May.KEEP_CASH, group.pk)
    stands = entry.corrects_id is None and not hasattr(entry, "corrected_by")
    return EntryPage(
        title=entry.voucher,
        description=entry.description,
        amount=rupiah(entry.received or entry.spent),
        is_in=bool(entry.received),
        facts=tuple(fact for fact in _facts(entry) if fact[1]),
        links=tuple(_links(group, entry)),
        receipts=tuple(_receipt(group, entry, one) for one in entry.receipts.all()),
        lacks_receipt=row.lacks_receipt,
        badge=row.badge,
        may_write=may_write,
        photo_form=photo_form or PhotoForm(auto_id="foto_%s"),
        pdf_form=pdf_form or PdfForm(auto_id="pdf_%s"),
        photo_action=to_entry(group, entry, "cash_photo"),
        pdf_action=to_entry(group, entry, "cash_pdf"),
        pk=entry.pk,
        about=f"entry:{entry.pk}",
        here=to_entry(group, entry),
        correct_href=to_entry(group, entry, "cash_correct") if may_write and stands else "",
        back=to_month(group, entry.dated),
    )


def _facts(entry: Entry) -> Iterable[tuple[str, str]]:
    party = _("Diterima dari") if entry.received else _("Dibayar kepada")
    yield _("Tanggal"), day(entry.dated)
    yield _("Sumber dana"), entry.source.name
    yield _("Mata anggaran"), entry.item.item if entry.item else ""
    yield _("Sekolah"), entry.school.name if entry.school else ""
    yield party, entry.party
    yield _("Nomor nota"), entry.paper_number
    yield _("Alasan pembetulan"), entry.correction_reason
    made = timezone.localtime(entry.made_at)
    yield (
        _("Dicatat"),
        _("%(day)s oleh %(name)s") % {"day": short_day(made), "name": entry.made_by.name},
    )


def _links(group: Group, entry: Entry) -> Iterable[Link]:
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
        pair = Entry.objects.filter(group=group, transfer=entry.transfer).exclude(pk=entry.pk)
        for other in pair:
            words = _("Pasangan pemindahan: %(voucher)s") % {"voucher": other.voucher}
            yield Link(words, to_entry(group, other))
    draft = group.cash_drafts.filter(batch=entry.batch).first() if entry.batch else None
    if draft is not None:
        yield Link(_("Dari impor %(file)s") % {"file": draft.file_name}, to_draft(group, draft))


def _receipt(group: Group, entry: Entry, receipt: Receipt) -> ReceiptShown:
    is_picture = receipt.attachment.kind.startswith("image/")
    size = max(1, receipt.attachment.size // 1024)
    return ReceiptShown(
        href=to_entry(group, entry, "cash_receipt", receipt.pk),
        is_picture=is_picture,
        words=_("Foto bukti %(voucher)s") % {"voucher": entry.voucher}
        if is_picture
        else _("Unduh PDF (%(kb)d kB)") % {"kb": size},
    )


def correct_page(group: Group, entry: Entry, form: Form | None, cancel_form: Form) -> WritePage:
    """Putting an entry right; one that moved money is only taken back."""
    closed = closed_until(group)
    shut = closed is not None and entry.dated <= closed
    lead = (
        _("Bulannya sudah ditutup, jadi pembetulannya bertanggal hari ini.")
        if shut
        else _("Yang keliru tetap tertulis, ditutup oleh baris lawannya, lalu ditulis yang benar.")
    )
    return WritePage(
        title=_("Perbaiki %(voucher)s") % {"voucher": entry.voucher},
        lead=lead,
        form=form or Form(),
        back=to_entry(group, entry),
        next_href="",
        command="",
        button=_("Simpan perbaikan") if form else "",
        other=None,
        sources_href=to_place(group, "sources"),
        has_sources=True,
        wrong=book_row(group, entry),
        cancel_form=cancel_form,
        cancel_action=to_entry(group, entry, "cash_take_back"),
    )


def saved_words(entry: Entry) -> str:
    """What is said once an entry is written."""
    return _("%(voucher)s tersimpan: %(sum)s, %(text)s.") % {
        "voucher": entry.voucher,
        "sum": rupiah(entry.received or entry.spent),
        "text": entry.description,
    }


def cautions(group: Group, entry: Entry) -> tuple[str, ...]:
    """What was kept, but passes a limit that the group set itself."""
    said = []
    if entry.item is not None and entry.spent:
        over = over_item(group, entry.item)
        if over > 0:
            words = _("Belanja %(item)s sekarang melewati anggarannya sebanyak %(sum)s.")
            said.append(words % {"item": entry.item.item, "sum": rupiah(over)})
    limit, held = settings_of(group).cash_limit, in_hand(group)
    if entry.received and limit is not None and held > limit:
        words = _("Uang tunai kira-kira %(held)s, lebih dari batas kelompok %(limit)s.")
        said.append(words % {"held": rupiah(held), "limit": rupiah(limit)})
    return tuple(said)
