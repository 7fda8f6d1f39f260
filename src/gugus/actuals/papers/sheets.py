"""The account as a workbook with living formulas: balances, budget, plan against actual, hours."""

from collections.abc import Mapping, Sequence

from django.utils.translation import override

from gugus.actuals.papers.account import figures_by_line, hour_rows, month_rows, source_rows
from gugus.actuals.queries.account import YearAccount
from gugus.actuals.rules.actuals import PlanAndSpent
from gugus.budget.papers.rab_sheet import TOTAL, RabSheet, write_rab
from gugus.cores.formats.ledger_sheets import (
    Cell,
    CellKind,
    CellReference,
    ColumnDifference,
    ColumnRatio,
    ColumnTotal,
    LedgerBook,
    LedgerColumn,
    LedgerSheet,
    SignedSum,
)
from gugus.people.papers import full_name
from gugus.people.rules.years import school_year_label


def account_workbook(account: YearAccount) -> bytes:
    """Balances first; what was planned is taken from the sheet of the budget."""
    with override("id"):
        book = LedgerBook()
        _balances(book, account)
        rab = write_rab(book, account.budget) if account.budget is not None else None
        _against(book, account, rab)
        _hours(book, account)
        return book.content()


def _titles(name: str, account: YearAccount) -> tuple[str, ...]:
    group, day = full_name(account.group), f"{account.until:%d/%m/%Y}"
    return (name, group, f"Tahun Pelajaran {school_year_label(account.year)}, keadaan sampai {day}")


def _balances(book: LedgerBook, account: YearAccount) -> None:
    columns = (
        LedgerColumn("Sumber dana", 30),
        LedgerColumn("Rencana masuk (Rp)", 17, CellKind.MONEY),
        LedgerColumn("Saldo awal (Rp)", 17, CellKind.MONEY),
        LedgerColumn("Diterima (Rp)", 17, CellKind.MONEY),
        LedgerColumn("Dibelanjakan (Rp)", 17, CellKind.MONEY),
        LedgerColumn("Pindah masuk (Rp)", 17, CellKind.MONEY),
        LedgerColumn("Pindah keluar (Rp)", 17, CellKind.MONEY),
        LedgerColumn("Saldo akhir (Rp)", 17, CellKind.MONEY),
    )
    sheet = book.sheet("Saldo", columns, landscape=True)
    sheet.title(*_titles("PENERIMAAN, BELANJA, DAN SALDO", account))
    head = last = sheet.head()
    for one in account.sources:
        last = sheet.row(
            (
                one.source.name,
                one.expected,
                one.opening,
                one.received,
                one.spent,
                one.moved.came,
                one.moved.went,
                SignedSum((2, 3, 5), (4, 6)),
            )
        )
    if last > head:
        sheet.row(("Jumlah", *(ColumnTotal(head + 1, last),) * 7), bold=True)


def _against(book: LedgerBook, account: YearAccount, rab: RabSheet | None) -> None:
    columns = (
        LedgerColumn("Uraian", 42),
        LedgerColumn("Anggaran (Rp)", 18, CellKind.MONEY),
        LedgerColumn("Realisasi (Rp)", 18, CellKind.MONEY),
        LedgerColumn("Sisa (Rp)", 18, CellKind.MONEY),
        LedgerColumn("Persen", 10, CellKind.PERCENT),
    )
    sheet = book.sheet("Realisasi", columns)
    sheet.title(*_titles("RENCANA DAN REALISASI", account))
    planned = (
        {title: CellReference(rab.sheet, row, TOTAL) for title, row in rab.sums} if rab else {}
    )
    _table(sheet, "Menurut program", figures_by_line(account), planned)
    _table(sheet, "Menurut sumber dana", source_rows(account), {})
    _table(sheet, "Menurut bulan", month_rows(account), {})


def _table(
    sheet: LedgerSheet,
    title: str,
    rows: Sequence[tuple[str, PlanAndSpent]],
    planned: Mapping[str, CellReference],
) -> None:
    """One table; a plan is taken from the budget's sheet where a title stands there once."""
    sheet.note(title, bold=True)
    head = last = sheet.head()
    titles = [name for name, _figures in rows]
    rest: tuple[Cell, ...] = (ColumnDifference(1, 2), ColumnRatio(2, 1))
    for name, figures in rows:
        plan: Cell = figures.planned
        if titles.count(name) == 1 and figures.planned:
            plan = planned.get(name, plan)
        last = sheet.row((name, plan, figures.spent, *rest))
    if last > head:
        sums = (ColumnTotal(head + 1, last),) * 2
        sheet.row(("Jumlah", *sums, *rest), bold=True)
    sheet.gap()


def _hours(book: LedgerBook, account: YearAccount) -> None:
    columns = (
        LedgerColumn("Program", 42),
        LedgerColumn("Dibelanjakan (Rp)", 18, CellKind.MONEY),
        LedgerColumn("Pertemuan", 11, CellKind.NUMBER),
        LedgerColumn("Guru", 8, CellKind.NUMBER),
        LedgerColumn("Menit-orang", 14, CellKind.NUMBER),
        LedgerColumn("Biaya tiap jam-orang (Rp)", 18, CellKind.MONEY),
    )
    sheet = book.sheet("Jam-orang", columns, landscape=True)
    sheet.title(*_titles("BIAYA TIAP JAM-ORANG", account))
    sheet.head()
    for title, one in (*hour_rows(account), ("Seluruhnya", account.per_hour_in_all)):
        cells = (
            title,
            one.spent,
            one.meetings,
            one.people,
            one.minutes,
            ColumnRatio(1, 4, times=60),
        )
        sheet.row(cells, bold=title == "Seluruhnya")
    sheet.gap()
    sheet.note("Jam-orang: jam yang diikuti guru yang diundang pada pertemuan yang tercatat.")
