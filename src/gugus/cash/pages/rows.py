"""Entries as lines of the book, folded by day where they are many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.cash.models import CashEntry
from gugus.cash.pages.links import anchor_of, entries_of
from gugus.cash.queries.parts import EntryWithBalance
from gugus.cash.rules.row_groups import RowGroup, row_groups
from gugus.people.models import Group
from gugus.platform.web.formats import date_text, rupiah
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class BookRow:
    """One entry as a line of the book."""

    entry: CashEntry
    href: str
    detail: str
    balance: int | None
    receipts: int
    # It was taken back, or takes something back.
    badge: str
    lacks_receipt: bool


@dataclass(frozen=True)
class BookSection:
    """Some rows that open together; without title: all there are, open."""

    title: str
    note: str
    anchor: str
    is_open: bool
    rows: tuple[BookRow, ...]


def book_sections(
    group: Group, shown: Sequence[EntryWithBalance], *, by_month: bool = False
) -> tuple[BookSection, ...]:
    """Rows in the book's order, folded by day (or month) where they are many; the last is open."""
    to_entry = entries_of(group)
    days = [one.entry.dated for one in shown]
    parts = row_groups([day.replace(day=1) for day in days] if by_month else days)
    if not parts:
        rows = _rows(to_entry, shown)
        return (BookSection("", "", "", is_open=True, rows=rows),) if rows else ()
    return tuple(
        BookSection(
            title=_title(part, by_month=by_month),
            note=_note(shown[part.first : part.end]),
            anchor=anchor_of(part.key) if part.piece == 1 and not by_month else "",
            is_open=part is parts[-1],
            rows=_rows(to_entry, shown[part.first : part.end]),
        )
        for part in parts
    )


def section_links(
    folds: Sequence[BookSection], shown: Sequence[EntryWithBalance]
) -> tuple[Link, ...]:
    """Each folded day as a place on the page to go to."""
    days = {anchor_of(one.entry.dated): one.entry.dated for one in shown}
    return tuple(Link(f"{days[one.anchor]:%d}", f"#{one.anchor}") for one in folds if one.anchor)


def book_row(
    to_entry: Callable[[int], str], entry: CashEntry, balance: int | None = None
) -> BookRow:
    """One entry as a line; `entry` knows its receipts (`with_receipts`)."""
    is_corrected = hasattr(entry, "corrected_by")
    stands = not is_corrected and entry.corrects_id is None
    receipts = sum(one.voided_at is None for one in entry.receipts.all())
    return BookRow(
        entry=entry,
        href=to_entry(entry.pk),
        detail=" · ".join(part for part in _details(entry) if part),
        balance=balance,
        receipts=receipts,
        badge=_badge(entry, is_corrected=is_corrected),
        lacks_receipt=bool(entry.spent and stands and not receipts and not entry.transfer),
    )


def _rows(to_entry: Callable[[int], str], shown: Sequence[EntryWithBalance]) -> tuple[BookRow, ...]:
    return tuple(book_row(to_entry, one.entry, one.balance) for one in shown)


def _title(part: RowGroup, *, by_month: bool) -> str:
    name = month_label(part.key) if by_month else date_text(part.key, "l, j F")
    if part.pieces == 1:
        return name
    words = _("%(name)s, bagian %(piece)d dari %(pieces)d")
    return words % {"name": name, "piece": part.piece, "pieces": part.pieces}


def _note(rows: Sequence[EntryWithBalance]) -> str:
    number = len(rows)
    said = ngettext("%(n)d baris", "%(n)d baris", number) % {"n": number}
    balance = rows[-1].balance
    if balance is None:
        return said
    return said + " · " + _("saldo %(balance)s") % {"balance": rupiah(balance)}


def month_label(month: date) -> str:
    """'November 2026'."""
    return date_text(month, "F Y")


def _details(entry: CashEntry) -> tuple[str, ...]:
    return (
        entry.source.name,
        entry.school.name if entry.school else "",
        entry.party,
        entry.item.item if entry.item else "",
    )


def _badge(entry: CashEntry, *, is_corrected: bool) -> str:
    if is_corrected:
        return _("Dibetulkan")
    return _("Pembetulan") if entry.corrects_id else ""
