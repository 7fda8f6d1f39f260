"""The account as a workbook with living formulas: balances, budget, plan against actual, hours."""

from collections.abc import Mapping, Sequence

from django.utils.translation import override

from gugus.actuals.papers.account import hour_rows, line_rows, month_rows, source_rows
from gugus.actuals.queries.account import Account
from gugus.actuals.rules.actuals import Figures
from gugus.budget.papers.rab_sheet import TOTAL, RabSheet, write_rab
from gugus.cores.formats.ledger_sheets import (
    Cell,
    Column,
    Difference,
    Kind,
    LedgerBook,
    LedgerSheet,
    Ratio,
    Same,
    Signed,
    Total,
)
from gugus.people.papers import full_name
from gugus.people.rules.years import label


def account_workbook(account: Account) -> bytes:
    """Balances first; what was planned is taken from the sheet of the budget."""
    with override("id"):
        book = LedgerBook()
        _balances(book, account)
        rab = write_rab(book, account.budget) if account.budget is not None else None
        _against(book, account, rab)
        _hours(book, account)
        return book.content()


def _titles(name: str, account: Account) -> tuple[str, ...]:
    group, day = full_name(account.group), f"{account.until:%d/%m/%Y}"
    return (name, group, f"Tahun Pelajaran {label(account.year)}, keadaan sampai {day}")


def _balances(book: LedgerBook, account: Account) -> None:
    columns = (
        Column("Sumber dana", 30),
        Column("Rencana masuk (Rp)", 17, Kind.MONEY),
        Column("Saldo awal (Rp)", 17, Kind.MONEY),
        Column("Diterima (Rp)", 17, Kind.MONEY),
        Column("Dibelanjakan (Rp)", 17, Kind.MONEY),
        Column("Pindah masuk (Rp)", 17, Kind.MONEY),
        Column("Pindah keluar (Rp)", 17, Kind.MONEY),
        Column("Saldo akhir (Rp)", 17, Kind.MONEY),
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
                Signed((2, 3, 5), (4, 6)),
            )
        )
    if last > head:
        sheet.row(("Jumlah", *(Total(head + 1, last),) * 7), bold=True)


def _against(book: LedgerBook, account: Account, rab: RabSheet | None) -> None:
    columns = (
        Column("Uraian", 42),
        Column("Anggaran (Rp)", 18, Kind.MONEY),
        Column("Realisasi (Rp)", 18, Kind.MONEY),
        Column("Sisa (Rp)", 18, Kind.MONEY),
        Column("Persen", 10, Kind.PERCENT),
    )
    sheet = book.sheet("Realisasi", columns)
    sheet.title(*_titles("RENCANA DAN REALISASI", account))
    planned = {title: Same(rab.sheet, row, TOTAL) for title, row in rab.sums} if rab else {}
    _table(sheet, "Menurut program", line_rows(account), planned)
    _table(sheet, "Menurut sumber dana", source_rows(account), {})
    _table(sheet, "Menurut bulan", month_rows(account), {})


def _table(
    sheet: LedgerSheet,
    title: str,
    rows: Sequence[tuple[str, Figures]],
    planned: Mapping[str, Same],
) -> None:
    """One table; a plan is taken from the budget's sheet where a title stands there once."""
    sheet.note(title, bold=True)
    head = last = sheet.head()
    titles = [name for name, _figures in rows]
    rest: tuple[Cell, ...] = (Difference(1, 2), Ratio(2, 1))
    for name, figures in rows:
        plan: Cell = figures.planned
        if titles.count(name) == 1 and figures.planned:
            plan = planned.get(name, plan)
        last = sheet.row((name, plan, figures.spent, *rest))
    if last > head:
        sums = (Total(head + 1, last),) * 2
        sheet.row(("Jumlah", *sums, *rest), bold=True)
    sheet.gap()


def _hours(book: LedgerBook, account: Account) -> None:
    columns = (
        Column("Program", 42),
        Column("Dibelanjakan (Rp)", 18, Kind.MONEY),
        Column("Pertemuan", 11, Kind.NUMBER),
        Column("Guru", 8, Kind.NUMBER),
        Column("Menit-orang", 14, Kind.NUMBER),
        Column("Biaya tiap jam-orang (Rp)", 18, Kind.MONEY),
    )
    sheet = book.sheet("Jam-orang", columns, landscape=True)
    sheet.title(*_titles("BIAYA TIAP JAM-ORANG", account))
    sheet.head()
    for title, one in (*hour_rows(account), ("Seluruhnya", account.per_hour_in_all)):
        cells = (title, one.spent, one.meetings, one.people, one.minutes, Ratio(1, 4, times=60))
        sheet.row(cells, bold=title == "Seluruhnya")
    sheet.gap()
    sheet.note("Jam-orang: jam yang diikuti guru yang diundang pada pertemuan yang tercatat.")
