"""A cash book kept in a spreadsheet, or saved from one as CSV: found by its headings, row by row.

Cells come back as they stand; what a day or an amount is, is decided elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gugus.cores.formats.cells import CellError, Sheet, no_progress, row_number
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.headings import (
    HEAD_ROWS,
    HeadingNames,
    Headings,
    find_headings,
    is_repeated,
)
from gugus.cores.formats.sheets import NO_SHEETS, SheetsRead, open_sheets, readable_sheets

MAX_ROWS = 1500
_WORDS: dict[str, tuple[str, ...]] = {
    "day": ("tanggal", "tgl", "hari tanggal", "hari/tanggal", "tanggal transaksi", "date"),
    "number": (
        *("no bukti", "nomor bukti", "no bukti kas", "kode bukti", "no kuitansi", "no nota"),
        *("no kwitansi", "bukti", "no bukti transaksi"),
    ),
    "text": (
        *("uraian", "uraian transaksi", "uraian kegiatan", "uraian/keterangan", "transaksi"),
        *("deskripsi", "keterangan", "description"),
    ),
    "party": (
        *("pihak", "dari kepada", "dari/kepada", "penerima", "dibayar kepada", "diterima dari"),
        *("toko", "penyedia", "penerima/penyedia"),
    ),
    "source": ("sumber", "sumber dana", "asal dana"),
    "received": (
        *("debet", "debit", "masuk", "penerimaan", "pemasukan", "uang masuk", "kas masuk"),
        *("dana masuk", "terima", "diterima", "jumlah penerimaan", "jumlah masuk"),
    ),
    "spent": (
        *("kredit", "keluar", "pengeluaran", "uang keluar", "kas keluar", "belanja"),
        *("dana keluar", "dikeluarkan", "jumlah pengeluaran", "jumlah keluar"),
    ),
    "balance": (
        *("saldo", "sisa", "saldo akhir", "saldo kas", "sisa saldo", "sisa kas", "sisa uang"),
        *("jumlah saldo", "balance"),
    ),
}
_MONEY = frozenset({"received", "spent"})
_NAMES = HeadingNames(
    fields={word: name for name, words in _WORDS.items() for word in words},
    single=frozenset({"day"}) | _MONEY,
    spread=_MONEY,
    key="day",
)
_NEEDED = frozenset({"day", "text"})


@dataclass(frozen=True)
class CashTableRow:
    """One row: its number (`cells.row_number`) and its cells by field, empty ones left out.

    A cell that is a `Number` was no text in the file.
    """

    number: int
    cells: Mapping[str, str]
    since_1904: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class CashTable:
    """What was found: which fields have a column, the rows below the headings, and the sheets."""

    fields: frozenset[str]
    rows: tuple[CashTableRow, ...]
    sheets: SheetsRead = NO_SHEETS
    dropped: tuple[str, ...] = ()


def read_cash_table(data: bytes) -> CashTable:
    """Read every sheet with a day, a text and at least one column of money.

    Raises
    ------
    FormatRefused
        As `open_workbook`; ``missing_columns`` when no headings are found, ``duplicate_columns``
        when two columns mean the same, ``too_many_rows`` and ``no_rows``.
    """
    found, told = readable_sheets(open_sheets(data), _headings_of)
    if not found:
        raise FormatRefused("missing_columns", "no headings of a cash book")
    rows = [row for place, one in enumerate(found) for row in _rows_below(place, *one)]
    if not rows:
        raise FormatRefused("no_rows", "headings without rows")
    if len(rows) > MAX_ROWS:
        raise FormatRefused("too_many_rows", f"more than {MAX_ROWS} rows")
    heads = [headings for _sheet, headings in found]
    return CashTable(
        fields=frozenset().union(*(one.fields for one in heads)),
        rows=tuple(rows),
        sheets=told,
        dropped=tuple(dict.fromkeys(title for one in heads for title in one.dropped)),
    )


def _headings_of(sheet: Sheet) -> Headings | None:
    found = find_headings(sheet.head(HEAD_ROWS + 1), _NAMES)
    if found is None or not (found.fields >= _NEEDED and found.fields & _MONEY):
        return None
    return found


def _rows_below(place: int, sheet: Sheet, headings: Headings) -> list[CashTableRow]:
    rows: list[CashTableRow] = []
    watched = frozenset(headings.columns) | frozenset(headings.titles)
    numbered = []
    for number, cells in sheet.body(watched, headings.last_row, no_progress):
        if is_repeated(cells, headings):
            continue
        found = _by_field(cells, headings.columns)
        if found:
            numbered.append((number, found))
        if len(numbered) > 4 * MAX_ROWS:
            raise FormatRefused("too_many_rows", f"more than {MAX_ROWS} rows")
    for number, found in numbered:
        hidden = number in sheet.hidden_rows
        rows.append(CashTableRow(row_number(place, number), found, sheet.since_1904, hidden))
    return rows


def _by_field(cells: Mapping[int, str], columns: Mapping[int, str]) -> dict[str, str]:
    """Cells by field; of several columns of money under one heading those that say something."""
    found: dict[str, str] = {}
    for at, cell in sorted(cells.items()):
        name = columns.get(at)
        is_empty = not cell.strip() and not isinstance(cell, CellError)
        if name is None or is_empty or (isinstance(cell, CellError) and name not in _MONEY):
            continue
        before = found.get(name)
        if before is None or _says_nothing(before):
            found[name] = cell
        elif not _says_nothing(cell):
            found[name] = f"{before} + {cell}"
    return found


def _says_nothing(cell: str) -> bool:
    return not cell.strip(" -–—0.,Rrp")
