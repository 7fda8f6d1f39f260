"""The RAB as a workbook with living formulas."""

from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.translation import override

from gugus.budget.papers.rab import by_line, source_plans
from gugus.cores.formats.ledger_sheets import (
    Cell,
    Column,
    Kind,
    LedgerBook,
    LedgerSheet,
    Matching,
    Product,
    Signed,
    Sum,
    Total,
)
from gugus.funds.models import Budget, BudgetItem
from gugus.funds.rules.budget_rows import plain
from gugus.people.papers import full_name
from gugus.people.rules.years import label

# Columns of the sheet of rows.
ITEM, VOLUME, PRICE, TOTAL, SOURCE = 1, 2, 4, 5, 6


@dataclass(frozen=True)
class RabSheet:
    """The written sheet: where its rows lie, and the sum of each programme line by its title."""

    sheet: LedgerSheet
    first: int
    last: int
    sums: tuple[tuple[str, int], ...]
    total: int


def rab_workbook(budget: Budget) -> bytes:
    """Rows with their products and sums, and the sources that pay them."""
    with override("id"):
        book = LedgerBook()
        written = write_rab(book, budget)
        _sources(book, budget, written)
        return book.content()


def write_rab(book: LedgerBook, budget: Budget) -> RabSheet:
    """The sheet 'RAB'."""
    columns = (
        Column("No", 5),
        Column("Uraian", 42),
        Column("Volume", 10, Kind.NUMBER),
        Column("Satuan", 12),
        Column("Harga satuan (Rp)", 16, Kind.MONEY),
        Column("Jumlah (Rp)", 18, Kind.MONEY),
        Column("Sumber dana", 24),
        Column("Bulan", 16),
    )
    sheet = book.sheet("RAB", columns, landscape=True)
    sheet.title(*titles("RENCANA ANGGARAN BIAYA (RAB)", budget))
    head = sheet.head(freeze=True)
    sums = []
    for title, items in by_line(budget):
        sheet.row(("", title, None, None, None, None, None, None), bold=True)
        rows = [sheet.row(_cells(n, item)) for n, item in enumerate(items, start=1)]
        subtotal = ("", "Jumlah", None, None, None, Total(rows[0], rows[-1]), None, None)
        sums.append((title, sheet.row(subtotal, bold=True)))
    whole = Sum(tuple(row for _title, row in sums))
    total = sheet.row(("", "JUMLAH SELURUHNYA", None, None, None, whole, None, None), bold=True)
    return RabSheet(sheet, head + 1, max(head + 1, total - 1), tuple(sums), total)


def titles(name: str, budget: Budget) -> tuple[str, ...]:
    """The lines above a sheet."""
    draft = (" - RANCANGAN",) if budget.state == Budget.State.DRAFT else ("",)
    group = full_name(budget.group)
    return (name + draft[0], group, f"Tahun Pelajaran {label(budget.school_year)}")


def _cells(number: int, item: BudgetItem) -> tuple[Cell, ...]:
    return (
        f"{number}.",
        item.item,
        plain(item.volume),
        item.unit,
        item.price,
        Product(VOLUME, PRICE),
        item.source.name,
        str(MONTHS[item.month]) if item.month else "",
    )


def _sources(book: LedgerBook, budget: Budget, rab: RabSheet) -> None:
    columns = (
        Column("Sumber dana", 30),
        Column("Rencana masuk (Rp)", 18, Kind.MONEY),
        Column("Sisa tahun lalu (Rp)", 18, Kind.MONEY),
        Column("Rencana belanja (Rp)", 18, Kind.MONEY),
        Column("Lebih atau kurang (Rp)", 18, Kind.MONEY),
    )
    sheet = book.sheet("Sumber dana", columns)
    sheet.title(*titles("RENCANA MENURUT SUMBER DANA", budget))
    head = sheet.head()
    last = head
    for source, plan in source_plans(budget):
        spent = Matching(rab.sheet, rab.first, rab.last, name=SOURCE, amount=TOTAL, key=0)
        cells = (source.name, plan.expected, plan.carried, spent, Signed((1, 2), (3,)))
        last = sheet.row(cells)
    if last > head:
        sums = (Total(head + 1, last),) * 4
        sheet.row(("Jumlah", *sums), bold=True)
