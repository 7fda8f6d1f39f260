"""A cash book kept in a spreadsheet, or saved from one as CSV: found by its headings, row by row.

Cells come back as they stand; what a day or an amount is, is decided elsewhere.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gugus.cores.formats.cells import CellError, no_progress
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.workbook import open_workbook

MAX_ROWS = 1500
_HEAD_ROWS = 40
_MAX_CSV = 5 * 1024 * 1024
_NAMES: dict[str, tuple[str, ...]] = {
    "day": ("tanggal", "tgl", "hari tanggal", "tanggal transaksi", "date"),
    "number": ("no bukti", "nomor bukti", "no bukti kas", "no kuitansi", "no nota", "bukti"),
    "text": ("uraian", "keterangan", "uraian transaksi", "uraian kegiatan", "deskripsi"),
    "party": ("pihak", "dari kepada", "penerima", "dibayar kepada", "diterima dari"),
    "source": ("sumber", "sumber dana", "asal dana"),
    "received": ("debet", "debit", "masuk", "penerimaan", "pemasukan", "uang masuk", "kas masuk"),
    "spent": ("kredit", "keluar", "pengeluaran", "uang keluar", "kas keluar", "belanja"),
}
_KNOWN = {name: field for field, names in _NAMES.items() for name in names}
_NEEDED = ("day", "text")
_CURRENCY = re.compile(r"\((?:rp|idr|rupiah)\.?\)$")


@dataclass(frozen=True)
class CashTableRow:
    """One row: its number in the file and its cells by field (see `_NAMES`), empty ones left out.

    A cell that is a `Number` was no text in the file.
    """

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class CashTable:
    """What was found: which fields have a column, and the rows below the headings."""

    fields: frozenset[str]
    rows: tuple[CashTableRow, ...]


def read_cash_table(data: bytes) -> CashTable:
    """Read the first table with a day, a text and at least one column of money.

    Raises
    ------
    FormatRefused
        As `open_workbook`; ``missing_columns`` when no headings are found, ``duplicate_columns``
        when two columns mean the same, ``too_many_rows`` and ``no_rows``.
    """
    for lines in _sheets(data):
        found = _head_of(lines)
        if found is not None:
            return _below(lines, *found)
    raise FormatRefused("missing_columns", "no headings of a cash book")


Lines = Sequence[tuple[int, Mapping[int, str]]]


def _sheets(data: bytes) -> Iterable[Lines]:
    text = _csv_text(data)
    if text is not None:
        yield _csv_lines(text)
        return
    for sheet in open_workbook(data):
        head = sheet.head(_HEAD_ROWS)
        columns = frozenset(at for _number, cells in head for at in cells)
        body = sheet.body(columns, _HEAD_ROWS, no_progress) if columns else ()
        yield [*head, *_bounded(body)]


def _bounded(rows: Iterable[tuple[int, Mapping[int, str]]]) -> Lines:
    kept = []
    for row in rows:
        kept.append(row)
        if len(kept) > 4 * MAX_ROWS:
            raise FormatRefused("too_many_rows", f"more than {MAX_ROWS} rows")
    return kept


def _csv_text(data: bytes) -> str | None:
    """The text of a CSV file; None for what is (or pretends to be) a workbook or something else."""
    if data[:2] in (b"PK", b"\xd0\xcf") or data.lstrip()[:1] == b"<" or b"\0" in data[:4096]:
        return None
    if not data.strip():
        return None
    if len(data) > _MAX_CSV:
        raise FormatRefused("too_large", "a large text file")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _csv_lines(text: str) -> Lines:
    mark = max(";,\t", key=lambda one: _most(text, one))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=False))
    except csv.Error as error:
        raise FormatRefused("damaged", "no readable CSV") from error
    return _bounded(
        (number, {at: cell for at, cell in enumerate(row[:200]) if cell.strip()})
        for number, row in enumerate(rows, start=1)
    )


def _most(text: str, mark: str) -> int:
    """How often a mark stands in the row of the first lines that has most of it."""
    return max((line.count(mark) for line in text.splitlines()[:_HEAD_ROWS]), default=0)


def _head_of(lines: Lines) -> tuple[int, dict[int, str]] | None:
    for number, cells in lines:
        if number > _HEAD_ROWS:
            break
        found: dict[int, str] = {}
        for at, cell in cells.items():
            field = _KNOWN.get(_plain(cell))
            if field is None:
                continue
            if field in found.values():
                raise FormatRefused("duplicate_columns", "two columns mean the same", (cell[:40],))
            found[at] = field
        fields = set(found.values())
        if fields.issuperset(_NEEDED) and fields & {"received", "spent"}:
            return number, found
    return None


def _plain(cell: str) -> str:
    """'No. Bukti' -> 'no bukti'; 'Debet (Rp)' -> 'debet'."""
    text = _CURRENCY.sub("", " ".join(cell.lower().split())).strip()
    return " ".join(re.sub(r"[^a-z ]+", " ", text).split())


def _below(lines: Lines, head: int, columns: Mapping[int, str]) -> CashTable:
    rows = []
    for number, cells in lines:
        found = {
            columns[at]: cell
            for at, cell in cells.items()
            if at in columns and cell.strip() and not isinstance(cell, CellError)
        }
        if number > head and found:
            rows.append(CashTableRow(number, found))
    if not rows:
        raise FormatRefused("no_rows", "headings without rows")
    if len(rows) > MAX_ROWS:
        raise FormatRefused("too_many_rows", f"more than {MAX_ROWS} rows")
    return CashTable(frozenset(columns.values()), tuple(rows))
