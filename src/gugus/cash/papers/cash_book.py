"""Buku Kas Umum of a month: as a paper, and as a spreadsheet that counts by itself."""

from collections.abc import Iterator
from datetime import date

from django.utils import formats
from django.utils.translation import override

from gugus.cash.models import CashEntry
from gugus.cash.queries.book import balances_of, entries_of, opening_balance
from gugus.cash.queries.closing import close_of
from gugus.cash.rules.closing import month_end
from gugus.cores.formats.ledger_sheets import (
    CellKind,
    CellReference,
    ColumnTotal,
    LedgerBook,
    RunningBalance,
)
from gugus.cores.formats.ledger_sheets import LedgerColumn as SheetColumn
from gugus.funds.models import Source
from gugus.funds.queries import sources_of
from gugus.funds.rules.rupiah import terbilang
from gugus.meetings.papers import chair, place_and_date
from gugus.people.models import CommitteePost, Group
from gugus.people.papers import full_name, letterhead_of, signature_of_post
from gugus.people.rules.years import school_year_label, school_year_of
from gugus.platform.documents.paper import (
    Block,
    Column,
    Fields,
    Paper,
    Paragraph,
    Signatures,
    Table,
)
from gugus.platform.documents.queries import kept_or_made
from gugus.platform.foundation.languages import in_language


def amount_text(value: int) -> str:
    """'1.250.000'; papers are Indonesian whatever language the screen speaks."""
    return f"{value:,}".replace(",", ".")


def month_name(month: date) -> str:
    """'November 2026'."""
    with override("id"):
        return formats.date_format(month, "F Y")


def file_stem(group: Group, month: date, source: Source | None) -> str:
    """The file's name."""
    return " ".join(
        part for part in ("BKU", f"{month:%Y-%m}", source.name if source else "") if part
    )


def book_key(group: Group, month: date, source: Source | None) -> str:
    """The name under which a closed month of the book is kept."""
    return f"cash-book:{group.pk}:{month:%Y-%m}:{source.pk if source else 'all'}"


def cash_book(group: Group, month: date, today: date, source: Source | None = None) -> Paper:
    """A month of the book; a closed one as it was when it was closed."""
    return kept_or_made(
        book_key(group, month, source), lambda: made_cash_book(group, month, today, source)
    )


@in_language("id")
def made_cash_book(group: Group, month: date, today: date, source: Source | None = None) -> Paper:
    """A month of the book as the records stand, of one source or all; marked as long as the month is not closed."""
    entries = list(entries_of(group, month=month, source=source))
    opening = opening_balance(group, month, source)
    closing = opening + sum(one.received - one.spent for one in entries)
    end = max(month.replace(day=1), min(month_end(month), today))
    return Paper(
        file_stem=file_stem(group, month, source),
        title="BUKU KAS UMUM",
        subtitle=full_name(group),
        letterhead=letterhead_of(group),
        blocks=(
            Fields(tuple(_head(month, source))),
            _table(entries, opening, month),
            *_closing(group, end, closing, source),
            Signatures(
                (
                    chair(group, end, above="Mengetahui,"),
                    signature_of_post(
                        group,
                        CommitteePost.Post.TREASURER,
                        end,
                        above=place_and_date(group, end),
                    ),
                )
            ),
        ),
        keywords=("buku kas umum", group.name),
        mark="" if close_of(group, month) else "BELUM DITUTUP",
        dated=end,
    )


def _head(month: date, source: Source | None) -> Iterator[tuple[str, str]]:
    yield "Bulan", month_name(month)
    yield "Tahun pelajaran", school_year_label(school_year_of(month))
    yield "Sumber dana", source.name if source else "Semua sumber"


def _table(entries: list[CashEntry], opening: int, month: date) -> Table:
    columns = (
        Column("Tanggal", 18, "center"),
        Column("No. bukti", 31),
        Column("Uraian", 52),
        Column("Sumber dana", 24),
        Column("Penerimaan (Rp)", 20, "right"),
        Column("Pengeluaran (Rp)", 20, "right"),
        Column("Saldo (Rp)", 20, "right"),
    )
    rows = [
        (f"{month.replace(day=1):%d-%m-%Y}", "", "Saldo awal", "", "", "", amount_text(opening))
    ]
    balance = opening
    for one in entries:
        balance += one.received - one.spent
        rows.append(
            (
                f"{one.dated:%d-%m-%Y}",
                one.voucher,
                entry_text(one),
                one.source.name,
                amount_text(one.received) if one.received else "",
                amount_text(one.spent) if one.spent else "",
                amount_text(balance),
            )
        )
    received, spent = (sum(getattr(one, side) for one in entries) for side in ("received", "spent"))
    rows.append(
        ("", "", "Jumlah", "", amount_text(received), amount_text(spent), amount_text(balance))
    )
    return Table(columns, tuple(rows), narrow=True)


def entry_text(entry: CashEntry) -> str:
    """What an entry is about, and with whom."""
    who = entry.school.name if entry.school else entry.party
    return f"{entry.description} ({who})" if who else entry.description


def _closing(group: Group, end: date, closing: int, source: Source | None) -> Iterator[Block]:
    words = terbilang(closing)
    yield Paragraph(
        f"Pada {formats.date_format(end, 'l, j F Y')} saldo buku kas umum sebesar "
        f"Rp{amount_text(closing)} ({words} rupiah)."
    )
    if source is None:
        held = balances_of(group, end)
        rows = tuple(
            (one.name, f"Rp{amount_text(held[one.pk])}")
            for one in sources_of(group, with_closed=True)
            if one.closed_at is None or held[one.pk]
        )
        if len(rows) > 1:
            yield Fields(rows)


_SHEET = (
    SheetColumn("No.", 6, CellKind.NUMBER),
    SheetColumn("Tanggal", 12, CellKind.DAY),
    SheetColumn("No. bukti", 20),
    SheetColumn("Uraian", 44),
    SheetColumn("Dari/kepada", 24),
    SheetColumn("Nomor nota", 14),
    SheetColumn("Mata anggaran", 24),
    SheetColumn("Sumber dana", 20),
    SheetColumn("Penerimaan (Rp)", 16, CellKind.MONEY),
    SheetColumn("Pengeluaran (Rp)", 16, CellKind.MONEY),
    SheetColumn("Saldo (Rp)", 16, CellKind.MONEY),
)
_IN, _OUT, _BALANCE = 8, 9, 10


@in_language("id")
def cash_book_sheet(group: Group, month: date, source: Source | None = None) -> bytes:
    """The month as XLSX: each balance is the one above plus what came in less what went out."""
    book = LedgerBook()
    sheet = book.sheet("BKU", _SHEET, landscape=True)
    sheet.title(
        "BUKU KAS UMUM",
        full_name(group),
        f"Bulan {month_name(month)}, tahun pelajaran {school_year_label(school_year_of(month))}",
        f"Sumber dana: {source.name if source else 'semua sumber'}",
    )
    sheet.head(freeze=True)
    first = last = sheet.row(
        (None, month.replace(day=1), "", "Saldo awal", "", "", "", "", None, None,
         opening_balance(group, month, source))
    )  # fmt: skip
    for number, one in enumerate(entries_of(group, month=month, source=source), start=1):
        last = sheet.row(
            (
                number,
                one.dated,
                one.voucher,
                one.description,
                one.school.name if one.school else one.party,
                one.paper_number,
                one.item.item if one.item else "",
                one.source.name,
                one.received or None,
                one.spent or None,
                RunningBalance(plus=_IN, minus=_OUT),
            )
        )
    sheet.row(
        (None, None, "", "Jumlah dan saldo akhir", "", "", "", "", ColumnTotal(first, last),
         ColumnTotal(first, last), CellReference(sheet, last, _BALANCE)),
        bold=True,
    )  # fmt: skip
    return book.content()
