"""The paper behind an entry, as a photo or PDF."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.cash.models import CashEntry, Receipt
from gugus.cash.queries.book import is_closed
from gugus.cash.services.book import lock_book
from gugus.people.access import Actor
from gugus.platform.documents.services import store_pdf, store_photo
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record

MOST_RECEIPTS = 10


def add_receipt(*, actor: Actor, now: datetime, entry: CashEntry, paper: bytes) -> Receipt:
    """Keep a photo or PDF with its entry; the very same one twice is kept once.

    Allowed at any time, in a closed month too: the paper proves what the book says already.
    """
    keep = store_pdf if paper.lstrip()[:5] == b"%PDF-" else store_photo
    with transaction.atomic():
        # The same photo sent twice at once: the second waits and finds the first.
        held = CashEntry.objects.select_for_update(no_key=True).get(pk=entry.pk)
        kept = keep(content=paper, user_id=actor.user_id, now=now)
        counting = held.receipts.filter(voided_at=None)
        known: Receipt | None = counting.filter(attachment__sha256=kept.sha256).first()
        if known is not None:
            kept.delete()
            return known
        if counting.count() >= MOST_RECEIPTS:
            raise Refused(
                _("Sudah ada %(n)d bukti di sini. Gabungkan yang lain menjadi satu PDF.")
                % {"n": MOST_RECEIPTS}
            )
        receipt = Receipt.objects.create(
            entry=held, attachment=kept, added_at=now, added_by_id=actor.user_id
        )
        record(actor.user_id, now, "receipt.added", receipt, receipt.entry.group_id)
    return receipt


def void_receipt(
    *, actor: Actor, now: datetime, receipt: Receipt, reason: str, erases: bool = False
) -> Receipt:
    """Mark a receipt that was attached by mistake: it stays to be seen, and proves nothing.

    `erases` takes its file away for good, where it shows what should never have been uploaded; the
    row stays and tells who did it, when and why.
    """
    if not reason.strip():
        raise Refused(_("Tulis mengapa bukti ini dibatalkan."), "reason")
    with _held(receipt) as held:
        _check_open(held)
        if held.attachment is None:
            raise Refused(_("Isi bukti ini sudah dihapus."))
        if held.voided_at is not None and not erases:
            raise Refused(_("Bukti ini sudah dibatalkan. Tidak ada yang diubah."))
        gone = held.attachment if erases else None
        held.voided_at, held.voided_by_id, held.void_reason = now, actor.user_id, reason
        if gone is not None:
            held.attachment = None
        held.save()
        if gone is not None:
            gone.delete()
        record(
            actor.user_id,
            now,
            "receipt.erased" if erases else "receipt.voided",
            held,
            held.entry.group_id,
        )
    return held


def restore_receipt(*, actor: Actor, now: datetime, receipt: Receipt) -> Receipt:
    """Take the mark back: the receipt proves its entry again."""
    with _held(receipt) as held:
        _check_open(held)
        if held.attachment is None:
            raise Refused(_("Isi bukti ini sudah dihapus dan tidak dapat dipakai lagi."))
        if held.voided_at is not None:
            held.voided_at, held.voided_by, held.void_reason = None, None, ""
            held.save()
            record(actor.user_id, now, "receipt.restored", held, held.entry.group_id)
    return held


@contextmanager
def _held(receipt: Receipt) -> Iterator[Receipt]:
    """The receipt as it stands, while nobody closes its month."""
    with transaction.atomic():
        lock_book(receipt.entry.group)
        rows = Receipt.objects.select_related("entry__group", "attachment")
        yield rows.defer("attachment__content").get(pk=receipt.pk)


def _check_open(receipt: Receipt) -> None:
    if is_closed(receipt.entry):
        raise Refused(
            _(
                "Bulan ini sudah ditutup, jadi buktinya tidak dapat dibatalkan lagi. Bukti yang "
                "benar masih dapat ditambahkan."
            )
        )
