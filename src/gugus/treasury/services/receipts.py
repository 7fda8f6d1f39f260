"""The paper behind an entry, as a photo or PDF."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.platform.documents.services import keep_pdf, keep_photo
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.treasury.models import Entry, Receipt

MOST_RECEIPTS = 10


def add_receipt(*, actor: Actor, now: datetime, entry: Entry, paper: bytes) -> Receipt:
    """Keep a photo or PDF with its entry; the very same one twice is kept once.

    Allowed at any time, in a closed month too: the paper proves what the book says already.
    """
    keep = keep_pdf if paper.lstrip()[:5] == b"%PDF-" else keep_photo
    with transaction.atomic():
        # The same photo sent twice at once: the second waits and finds the first.
        held = Entry.objects.select_for_update(no_key=True).get(pk=entry.pk)
        kept = keep(content=paper, user_id=actor.user_id, now=now)
        known = Receipt.objects.filter(entry=held, attachment__sha256=kept.sha256).first()
        if known is not None:
            kept.delete()
            return known
        if held.receipts.count() >= MOST_RECEIPTS:
            raise Refused(
                _("Sudah ada %(n)d bukti di sini. Gabungkan yang lain menjadi satu PDF.")
                % {"n": MOST_RECEIPTS}
            )
        receipt = Receipt.objects.create(
            entry=held, attachment=kept, added_at=now, added_by_id=actor.user_id
        )
        record(
            user_id=actor.user_id,
            now=now,
            verb="cash.receipt_added",
            obj=receipt,
            group_id=entry.group_id,
        )
    return receipt
