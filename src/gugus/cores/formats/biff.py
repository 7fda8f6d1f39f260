"""Binary .xls: calamine reads the values, after a look at the records for what is unsafe.

calamine gives a formula's remembered result as if it had been typed, and lays the sheet out as
a full rectangle in memory: so formulas and the rectangle's size are looked up here first.
"""

import io
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import python_calamine

from gugus.cores.formats.cells import BodyRow, Formula, HeadRow, Number, Progress
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.ole import OleFile

MAX_CELLS = 4_000_000
_BOF, _BOUNDSHEET, _FILEPASS, _FORMULA = 0x0809, 0x0085, 0x002F, 0x0006
# Records that begin with row and column of a cell.
_CELLS = frozenset({_FORMULA, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00BE, 0x00FD})


@dataclass
class _Extent:
    """What the records of one sheet tell."""

    rows: int = 0
    columns: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)


def open_biff(data: bytes) -> Sequence["BiffSheet"]:
    """The workbook's sheets, in order."""
    container = OleFile(data)
    names = container.names()
    if "EncryptedPackage" in names:
        raise FormatRefused("encrypted", "the workbook is encrypted")
    if any(name.startswith("_VBA_PROJECT") for name in names):
        raise FormatRefused("macro", "the workbook holds a macro")
    name = next((name for name in ("Workbook", "Book") if name in names), None)
    if name is None:
        raise FormatRefused("not_workbook", "the file is no workbook")
    extents = _look(container.stream(name))
    book = _open(data)
    sheets = [
        BiffSheet(book, number, extents.get(number, _Extent()))
        for number in range(len(book.sheet_names))
    ]
    if not sheets:
        raise FormatRefused("no_sheet", "no worksheet")
    return sheets


def _look(stream: bytes) -> dict[int, _Extent]:
    """Walk the records; sheets are numbered in the workbook's order."""
    starts: dict[int, int] = {}
    extents: dict[int, _Extent] = {}
    here = _Extent()
    at, end = 0, len(stream) - 4
    while at <= end:
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _FILEPASS:
            raise FormatRefused("encrypted", "the workbook is encrypted")
        if kind == _BOUNDSHEET and length >= 4 and at + 8 <= len(stream):
            starts[struct.unpack_from("<I", stream, at + 4)[0]] = len(starts)
        elif kind == _BOF:
            here = extents.setdefault(starts.get(at, -1), _Extent())
        elif kind in _CELLS and length >= 4 and at + 8 <= len(stream):
            _note(here, kind, *struct.unpack_from("<HH", stream, at + 4))
        at += 4 + length
    return extents


def _note(extent: _Extent, kind: int, row: int, column: int) -> None:
    extent.rows, extent.columns = max(extent.rows, row + 1), max(extent.columns, column + 1)
    if extent.rows * extent.columns > MAX_CELLS:
        raise FormatRefused("too_large", f"a sheet of more than {MAX_CELLS} cells")
    if kind == _FORMULA:
        extent.formulas.add((row, column))


def _open(data: bytes) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except Exception as error:
        raise FormatRefused("damaged", "the workbook cannot be read") from error
    except BaseException as error:
        _refuse_panic(error)
        raise


def _refuse_panic(error: BaseException) -> None:
    # A fault inside the Rust reader comes up as PanicException, which is no Exception.
    if type(error).__name__ == "PanicException":
        raise FormatRefused("damaged", "the workbook cannot be read") from error


class BiffSheet:
    """One sheet of a binary workbook."""

    def __init__(
        self, book: python_calamine.CalamineWorkbook, number: int, extent: _Extent
    ) -> None:
        self._book, self._number, self._extent = book, number, extent
        self._loaded: python_calamine.CalamineSheet | None = None

    def head(self, rows: int) -> Sequence[HeadRow]:
        """Rows 1 to `rows`, whole."""
        numbered = zip(range(1, rows + 1), self._sheet().iter_rows(), strict=False)
        return [self._cells(number, row, None) for number, row in numbered]

    def body(self, columns: frozenset[int], after: int, tell: Progress) -> Iterable[BodyRow]:
        """Rows below `after`, only the named columns."""
        sheet = self._sheet()
        for number, row in enumerate(sheet.iter_rows(), start=1):
            if number > after:
                yield self._cells(number, row, columns)
            tell(number, sheet.total_height)

    def _sheet(self) -> python_calamine.CalamineSheet:
        if self._loaded is None:
            try:
                self._loaded = self._book.get_sheet_by_index(self._number)
            except Exception as error:
                raise FormatRefused("damaged", "the sheet cannot be read") from error
            except BaseException as error:
                _refuse_panic(error)
                raise
        return self._loaded

    def _cells(self, number: int, row: Sequence[object], columns: frozenset[int] | None) -> BodyRow:
        wanted = range(len(row)) if columns is None else sorted(columns)
        cells = {c: self._cell(number, c, row[c]) for c in wanted if c < len(row) and row[c] != ""}
        return number, cells

    def _cell(self, number: int, column: int, value: object) -> str:
        if (number - 1, column) in self._extent.formulas:
            return Formula(value)
        if isinstance(value, float):
            return Number(f"{value:.0f}" if value.is_integer() else value)
        return value if isinstance(value, str) else Number(value)
