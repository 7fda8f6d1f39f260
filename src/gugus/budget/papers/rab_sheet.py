"""The RAB as a workbook with living formulas."""

from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.translation import override

from gugus.budget.papers.rab import items_by_line, source_plans
from gugus.cores.formats.ledger_sheets import (
    Cell,
    CellKind,
    CellSum,
    ColumnProduct,
    ColumnTotal,
    LedgerBook,
    LedgerColumn,
    LedgerSheet,
    SignedSum,
    SumIf,
)
from gugus.funds.models import Budget, BudgetItem
from gugus.funds.rules.budget_rows import without_trailing_zeros
from gugus.people.papers import full_name
from gugus.people.rules.years import school_year_label

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
        LedgerColumn("No", 5),
        LedgerColumn("Uraian", 42),
        LedgerColumn("Volume", 10, CellKind.NUMBER),
        LedgerColumn("Satuan", 12),
        LedgerColumn("Harga satuan (Rp)", 16, CellKind.MONEY),
        LedgerColumn("Jumlah (Rp)", 18, CellKind.MONEY),
        LedgerColumn("Sumber dana", 24),
        LedgerColumn("Bulan", 16),
    )
    sheet = book.sheet("RAB", columns, landscape=True)
    sheet.title(*titles("RENCANA ANGGARAN BIAYA (RAB)", budget))
    head = sheet.head(freeze=True)
    sums = []
    for title, items in items_by_line(budget):
        sheet.row(("", title, None, None, None, None, None, None), bold=True)
        rows = [sheet.row(_cells(n, item)) for n, item in enumerate(items, start=1)]
        subtotal = ("", "Jumlah", None, None, None, ColumnTotal(rows[0], rows[-1]), None, None)
        sums.append((title, sheet.row(subtotal, bold=True)))
    whole = CellSum(tuple(row for _title, row in sums))
    total = sheet.row(("", "JUMLAH SELURUHNYA", None, None, None, whole, None, None), bold=True)
    return RabSheet(sheet, head + 1, max(head + 1, total - 1), tuple(sums), total)


def titles(name: str, budget: Budget) -> tuple[str, ...]:
    """The lines above a sheet."""
    draft = (" - RANCANGAN",) if budget.state == Budget.State.DRAFT else ("",)
    group = full_name(budget.group)
    return (name + draft[0], group, f"Tahun Pelajaran {school_year_label(budget.school_year)}")


def _cells(number: int, item: BudgetItem) -> tuple[Cell, ...]:
    return (
        f"{number}.",
        item.item,
        without_trailing_zeros(item.volume),
        item.unit,
        item.price,
        ColumnProduct(VOLUME, PRICE),
        item.source.name,
        str(MONTHS[item.month]) if item.month else "",
    )


def _sources(book: LedgerBook, budget: Budget, rab: RabSheet) -> None:
    columns = (
        LedgerColumn("Sumber dana", 30),
        LedgerColumn("Rencana masuk (Rp)", 18, CellKind.MONEY),
        LedgerColumn("Sisa tahun lalu (Rp)", 18, CellKind.MONEY),
        LedgerColumn("Rencana belanja (Rp)", 18, CellKind.MONEY),
        LedgerColumn("Lebih atau kurang (Rp)", 18, CellKind.MONEY),
    )
    sheet = book.sheet("Sumber dana", columns)
    sheet.title(*titles("RENCANA MENURUT SUMBER DANA", budget))
    head = sheet.head()
    last = head
    for source, plan in source_plans(budget):
        spent = SumIf(rab.sheet, rab.first, rab.last, name=SOURCE, amount=TOTAL, key=0)
        cells = (source.name, plan.expected, plan.carried, spent, SignedSum((1, 2), (3,)))
        last = sheet.row(cells)
    if last > head:
        sums = (ColumnTotal(head + 1, last),) * 4
        sheet.row(("Jumlah", *sums), bold=True)
