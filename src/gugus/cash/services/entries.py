"""Writing the cash book: entries, corrections by counter-entry, moves between sources."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.cash.models import CashEntry, MonthClose
from gugus.cash.queries.book import closed_until, spent_by_item
from gugus.cash.queries.closing import cash_in_hand
from gugus.cash.rules.entries import entry_date_fault
from gugus.cash.services.book import (
    MOST,
    EntryContent,
    EntryReferences,
    NewEntry,
    add_entries,
    lock_book,
)
from gugus.cash.services.receipts import add_receipt
from gugus.funds.models import BudgetItem, Source, TreasurySettings
from gugus.funds.queries import treasury_settings_of
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.people.rules.years import school_year_label, school_year_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.platform.web.formats import rupiah
from gugus.programme.models import Line

# Of what an entry is about (models).
MAX_DESCRIPTION = 250


def write_entry(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    what: EntryContent,
    sent_id: UUID | None = None,
    settles: MonthClose | None = None,
    paper: bytes = b"",
) -> CashEntry:
    """Write an entry, with a photo or PDF of its paper if there is one.

    The same form sent twice (`sent_id`) answers with the first entry.
    """
    with transaction.atomic():
        group = lock_book(group)
        known, sent_id = _sent(group, sent_id, what)
        if known is not None:
            return known
        check_content(group, what)
        if settles is not None:
            _check_settles(what, settles)
        marks = EntryReferences(sent_id=sent_id, settles=settles)
        entry = add_entries(actor, now, group, [NewEntry(what, marks)])[0]
        if paper:
            add_receipt(actor=actor, now=now, entry=entry, paper=paper)
        record(actor.user_id, now, "cash_entry.recorded", entry, entry.group_id)
    return entry


def transfer_money(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    what: EntryContent,
    to: Source,
    sent_id: UUID | None = None,
) -> CashEntry:
    """Move money from one source to another: what is spent here is received there."""
    with transaction.atomic():
        group = lock_book(group)
        known, sent_id = _sent(group, sent_id, what)
        if known is not None:
            return known
        if to.pk == what.source.pk:
            raise Refused(_("Pilih sumber tujuan yang lain dari sumber asalnya."), "to")
        back = replace(what, source=to, received=what.spent, spent=0)
        for side in (what, back):
            check_content(group, side)
        pair = uuid4()
        rows = [
            NewEntry(what, EntryReferences(transfer=pair, sent_id=sent_id)),
            NewEntry(back, EntryReferences(transfer=pair)),
        ]
        made = add_entries(actor, now, group, rows)
        entry = next(one for one in made if one.spent)
        record(actor.user_id, now, "cash_entry.transferred", entry, entry.group_id)
    return entry


def correct_entry(
    *,
    actor: Actor,
    now: datetime,
    entry: CashEntry,
    reason: str,
    right: EntryContent | None = None,
    sent_id: UUID | None = None,
) -> CashEntry:
    """Take an entry back by one on the other side, and write what is `right` with it.

    A move between sources is taken back on both. The answer is the right entry, or the
    counter-entry when the money never moved at all.
    """
    with transaction.atomic():
        group = lock_book(entry.group)
        known = _first_of(group, sent_id)
        if known is not None:
            return known
        sent_id = _unused(sent_id)
        entry = CashEntry.objects.select_related("source", "settles").get(pk=entry.pk)
        wrong = _both_sides(entry)
        if right is not None and entry.transfer:
            raise Refused(_("Pemindahan dibatalkan dulu, lalu dicatat lagi yang benar."))
        for one in wrong:
            check_correctable(one)
        rows = [reversal_of(one, reason, group, now) for one in wrong]
        if right is not None:
            check_content(group, right, instead_of=entry)
            rows.append(
                NewEntry(right, EntryReferences(sent_id=sent_id, settles=_settled_by(right, entry)))
            )
        else:
            rows[0] = replace(rows[0], marks=replace(rows[0].marks, sent_id=sent_id))
        made = add_entries(actor, now, group, rows)
        record(actor.user_id, now, "cash_entry.corrected", entry, entry.group_id)
    return next((one for one in made if one.corrects_id is None), made[0])


def _both_sides(entry: CashEntry) -> list[CashEntry]:
    if not entry.transfer:
        return [entry]
    rows = CashEntry.objects.filter(group_id=entry.group_id, transfer=entry.transfer)
    return list(rows.select_related("source").order_by("number"))


def check_correctable(entry: CashEntry) -> None:
    """Refuse to take back what takes back, what was taken back already, and in closed sources.

    A closed source holds nothing; its counter-entry would put money there that nobody looks for.
    """
    if entry.corrects_id is not None:
        raise Refused(
            _("Ini sendiri sebuah pembetulan dan tidak dibetulkan lagi. Catat entri yang benar.")
        )
    counter = CashEntry.objects.filter(corrects=entry).first()
    if counter is not None:
        raise Refused(
            _(
                "%(voucher)s sudah dibetulkan oleh %(counter)s. Tidak ada yang ditulis lagi: buka "
                "entrinya dan periksa yang tertulis sekarang."
            )
            % {"voucher": entry.voucher, "counter": counter.voucher}
        )
    if entry.source.closed_at is not None:
        raise Refused(closed_source_words(entry))


def closed_source_words(entry: CashEntry) -> str:
    """Why an entry of a closed source is not put right now, and the way to do it."""
    return _(
        "%(voucher)s memakai sumber %(source)s yang sudah ditutup, jadi belum dibetulkan: uangnya "
        "akan kembali ke sumber itu tanpa ada yang melihat. Buka kembali sumbernya di halaman "
        "Sumber dana, betulkan entri ini, pindahkan atau catat uangnya sampai saldonya nol, lalu "
        "tutup lagi."
    ) % {"voucher": entry.voucher, "source": entry.source.name}


def reversal_of(
    entry: CashEntry, reason: str, group: Group, now: datetime, batch: UUID | None = None
) -> NewEntry:
    """The entry that takes another back: same source and purpose, the amount on the other side.

    It carries the same day, so that no day between shows money that was never there; when that
    month is closed, or too long ago to be written to, it carries today's.
    """
    today = day_of(group, now)
    shut = entry_date_fault(entry.dated, today, closed_until(group)) is not None
    text = _("Pembetulan %(voucher)s: %(text)s")
    what = EntryContent(
        dated=today if shut else entry.dated,
        source=entry.source,
        description=_short(text % {"voucher": entry.voucher, "text": entry.description}),
        received=entry.spent,
        spent=entry.received,
        party=entry.party,
        paper_number=entry.paper_number,
        item=entry.item,
        school=entry.school,
    )
    return NewEntry(what, EntryReferences(corrects=entry, correction_reason=reason, batch=batch))


def _short(text: str) -> str:
    return text if len(text) <= MAX_DESCRIPTION else text[: MAX_DESCRIPTION - 1] + "…"


def _first_of(group: Group, sent_id: UUID | None) -> CashEntry | None:
    if sent_id is None:
        return None
    known: CashEntry | None = CashEntry.objects.filter(group=group, sent_id=sent_id).first()
    return known


def _unused(sent_id: UUID | None) -> UUID | None:
    """The mark, unless an entry of another group carries it: that one is no second tap."""
    return None if CashEntry.objects.filter(sent_id=sent_id).exists() else sent_id


def _settled_by(right: EntryContent, wrong: CashEntry) -> MonthClose | None:
    """The difference that the right entry settles, like the wrong one: all of it, or it is open."""
    close: MonthClose | None = wrong.settles
    return close if close and right.received - right.spent == close.difference else None


def _sent(
    group: Group, sent_id: UUID | None, what: EntryContent
) -> tuple[CashEntry | None, UUID | None]:
    """The entry that this very form made before, and the mark that a new one carries.

    Back in the browser and changed, a page still carries its old mark: that is another entry.
    """
    known = _first_of(group, sent_id)
    if known is None:
        return None, _unused(sent_id)
    is_same = all(getattr(known, name) == value for name, value in vars(what).items())
    return (known, None) if is_same else (None, None)


def check_content(group: Group, what: EntryContent, instead_of: CashEntry | None = None) -> None:
    """Refuse an entry that does not fit together.

    Source and item are read anew: under the lock they are as they stand, not as the form saw them.
    """
    amount = what.received or what.spent
    if not 0 < amount <= MOST or (what.received and what.spent):
        raise Refused(_("Tulis jumlahnya, lebih dari nol."), "amount")
    source = Source.objects.filter(pk=what.source.pk, group=group).first()
    if source is None:
        raise Refused(_("Pilih salah satu sumber dana kelompok ini."), "source")
    if source.closed_at is not None:
        raise Refused(
            _("Sumber %(name)s sudah ditutup. Pilih sumber lain.") % {"name": source.name},
            "source",
        )
    if what.item is not None:
        rows = BudgetItem.objects.select_related("budget", "source", "line")
        _check_item(group, what, rows.filter(pk=what.item.pk).first(), instead_of)


def _check_item(
    group: Group, what: EntryContent, item: BudgetItem | None, instead_of: CashEntry | None
) -> None:
    if (
        item is None
        or item.removed_at is not None
        or item.budget.group_id != group.pk
        or not what.spent
    ):
        raise Refused(_("Mata anggaran ini tidak dapat dipakai. Pilih yang lain."), "item")
    if item.source_id != what.source.pk:
        raise Refused(
            _(
                "%(item)s dianggarkan dari %(source)s. Samakan sumber dananya, atau pilih mata "
                "anggaran lain."
            )
            % {"item": item.item, "source": item.source.name},
            "item",
        )
    budget = item.budget
    if budget.school_year != school_year_of(what.dated):
        raise Refused(
            _(
                "%(item)s ada di anggaran %(year)s. Periksa tanggalnya, atau pilih mata anggaran "
                "lain."
            )
            % {"item": item.item, "year": school_year_label(budget.school_year)},
            "item",
        )
    spent = spent_of(item, what.spent, instead_of)
    if (
        spent > item.total
        and treasury_settings_of(group).over_item == TreasurySettings.OverItem.REFUSE
    ):
        raise Refused(
            _(
                "Belum tersimpan. %(over)s Ubah anggarannya dulu lewat revisi, atau pilih mata "
                "anggaran lain."
            )
            % {"over": over_budget_text(item, spent)},
            "amount",
        )


def spent_of(item: BudgetItem, more: int = 0, instead_of: CashEntry | None = None) -> int:
    """What is spent of an item, with `more` and without the entry that is put right."""
    spent = spent_by_item(item.budget).get(item.pk, 0) + more
    if instead_of is not None and instead_of.item_id == item.pk:
        spent -= instead_of.spent
    return spent


def over_budget_text(item: BudgetItem, spent: int) -> str:
    """Of which programme and source, how much is planned and spent, and what is over."""
    return _(
        "%(item)s (%(line)s, dana %(source)s) terlampaui %(over)s: anggarannya %(planned)s, "
        "belanjanya menjadi %(spent)s."
    ) % {
        "item": item.item,
        "line": line_text(item.line),
        "source": item.source.name,
        "over": rupiah(spent - item.total),
        "planned": rupiah(item.total),
        "spent": rupiah(spent),
    }


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


def line_text(line: Line | None) -> str:
    """'program Lokakarya', or that it belongs to none."""
    return _("program %(title)s") % {"title": line.title} if line else _("umum, tanpa program")


def _check_settles(what: EntryContent, close: MonthClose) -> None:
    if what.received - what.spent != close.difference:
        raise Refused(
            _("Jumlahnya harus sama dengan selisih pemeriksaan kas: %(amount)s.")
            % {"amount": rupiah(abs(close.difference))},
            "amount",
        )
    if close.settled_by.filter(corrected_by=None).exists():
        raise Refused(_("Selisih bulan itu sudah dicatat."))
