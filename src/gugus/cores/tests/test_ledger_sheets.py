from datetime import date
from decimal import Decimal

from gugus.cores.formats.ledger_sheets import (
    CellKind,
    CellReference,
    CellSum,
    ColumnDifference,
    ColumnProduct,
    ColumnRatio,
    ColumnTotal,
    LedgerBook,
    LedgerColumn,
    RunningBalance,
    SignedSum,
    SumIf,
)
from tests.support.spreadsheets import Workbook, assert_formulas_hold

COLUMNS = (
    LedgerColumn("Uraian", 30),
    LedgerColumn("Volume", 9, CellKind.NUMBER),
    LedgerColumn("Harga", 14, CellKind.MONEY),
    LedgerColumn("Jumlah", 16, CellKind.MONEY),
    LedgerColumn("Terpakai", 16, CellKind.MONEY),
    LedgerColumn("Sisa", 16, CellKind.MONEY),
    LedgerColumn("Persen", 9, CellKind.PERCENT),
)


def budget() -> bytes:
    book = LedgerBook()
    sheet = book.sheet("RAB 1", COLUMNS)
    sheet.title("RENCANA", "Tahun")
    sheet.head(freeze=True)
    tail = (ColumnDifference(3, 4), ColumnRatio(4, 3))
    first = sheet.row(("Kertas", Decimal("2.5"), 50_000, ColumnProduct(1, 2), 60_000, *tail))
    last = sheet.row(("=HYPERLINK(1)", 12, 8_000, ColumnProduct(1, 2), 96_000, *tail))
    nothing = sheet.row(("Belum ada", 0, 999_999_999_999, ColumnProduct(1, 2), None, *tail))
    total = sheet.row(
        ("Jumlah", None, None, ColumnTotal(first, last), CellSum((first, last)), *tail), bold=True
    )
    sheet.note("@catatan")
    other = book.sheet("Ringkas", (LedgerColumn("Apa", 20), LedgerColumn("Rp", 16, CellKind.MONEY)))
    other.head()
    other.row(("Jumlah RAB", CellReference(sheet, total, 3)))
    other.row(("Tidak ada", CellSum(())))
    assert sheet.value(total, 3) == 221_000
    assert sheet.value(nothing, 6) == "–"
    return book.content()


def test_every_formula_comes_out_as_remembered() -> None:
    found = {(one.sheet, one.formula): one.cached for one in assert_formulas_hold(budget())}
    assert found["RAB 1", "=B5*C5"] == 125_000
    assert found["RAB 1", "=SUM(D5:D6)"] == 221_000
    assert found["RAB 1", "=E5+E6"] == 156_000
    assert found["RAB 1", "=D8-E8"] == 65_000
    assert found["RAB 1", '=IF(D7=0,"–",E7/D7)'] == "–"
    assert found["Ringkas", "='RAB 1'!D8"] == 221_000
    assert found["Ringkas", "=0"] == 0


def test_what_people_write_is_never_a_formula() -> None:
    texts = Workbook(budget()).texts()
    assert "=HYPERLINK(1)" in texts
    assert "@catatan" in texts


def test_a_balance_runs_down_the_book() -> None:
    book = LedgerBook()
    columns = (
        LedgerColumn("Tanggal", 11, CellKind.DAY),
        LedgerColumn("Uraian", 30),
        LedgerColumn("Masuk", 14, CellKind.MONEY),
        LedgerColumn("Keluar", 14, CellKind.MONEY),
        LedgerColumn("Saldo", 14, CellKind.MONEY),
    )
    sheet = book.sheet("BKU", columns, landscape=True)
    sheet.head()
    for received, spent in ((1_000_000, None), (None, 250_000), (None, 900_000), (200_000, None)):
        last = sheet.row((date(2026, 8, 3), "Rekaan", received, spent, RunningBalance(2, 3)))
    assert sheet.value(last, 4) == 50_000
    content = book.content()
    formulas = [one.formula for one in assert_formulas_hold(content)]
    assert formulas == ["=C2-D2", "=E2+C3-D3", "=E3+C4-D4", "=E4+C5-D5"]
    assert Workbook(content).cached["BKU"]["A2"].value.date() == date(2026, 8, 3)


def test_sums_of_other_sheets_by_name_and_ratios_many_times() -> None:
    book = LedgerBook()
    rows = book.sheet("Baris", (LedgerColumn("Sumber", 12), LedgerColumn("Rp", 14, CellKind.MONEY)))
    rows.head()
    first = rows.row(("BOS", 600))
    for name, amount in (("Iuran *", 30), ("bos", 7), (">0", 9)):
        last = rows.row((name, amount))
    columns = (
        LedgerColumn("Sumber", 12),
        *(LedgerColumn("Rp", 14, CellKind.MONEY) for _ in range(4)),
    )
    sums = book.sheet("Per sumber dana", columns)
    sums.head()
    for name in ("BOS", "Iuran *", ">0", "Lain"):
        match = SumIf(rows, first, last, name=0, amount=1, key=0)
        sums.row((name, match, 100, SignedSum((1, 2, 2), (1,)), ColumnRatio(1, 2, times=60)))
    found = {one.cell: one.cached for one in assert_formulas_hold(book.content())}
    assert [found[f"B{row}"] for row in (2, 3, 4, 5)] == [607, 30, 9, 0]
    assert found["D2"] == 200
    assert found["E3"] == 18
