"""Ledgers as XLSX with living formulas: budget, cash book, account.

A sheet is written row by row. A cell is a text, a whole number, a `Decimal`, a day, nothing, or one
of the sums below, which become formulas with their result remembered beside them, so that a viewer
that does not calculate shows the same figures. The result is counted here from the very cells that
the formula names: the two cannot differ.

    book = LedgerBook()
    sheet = book.sheet("RAB", (Column("Uraian", 40), Column("Volume", 10, Kind.NUMBER),
                               Column("Harga", 14, Kind.MONEY), Column("Jumlah", 16, Kind.MONEY)))
    sheet.title("RENCANA ANGGARAN", "Tahun Pelajaran 2026/2027")
    sheet.head()
    first = sheet.row(("Kertas", Decimal("2.5"), 50_000, Product(1, 2)))
    last = sheet.row(("Spidol", 12, 8_000, Product(1, 2)))
    sheet.row(("Jumlah", None, None, Total(first, last)), bold=True)
    content = book.content()                                   # bytes of the XLSX

A cash book's running balance is `Running(plus=4, minus=5)`: the cell above + received - spent.
Columns are counted from 0, rows are what `row` returned. Texts are always written as texts: what
begins with '=' is never a formula.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

Number = int | Decimal


class CellKind(StrEnum):
    """How a column's cells look."""

    TEXT = "text"
    MONEY = "money"
    NUMBER = "number"
    PERCENT = "percent"
    DAY = "day"


@dataclass(frozen=True)
class LedgerColumn:
    """A column: its heading, its width in letters, and how its cells look."""

    heading: str
    width: float
    kind: CellKind = CellKind.TEXT


@dataclass(frozen=True)
class ColumnProduct:
    """This row's two columns multiplied: =C5*E5."""

    first: int
    second: int


@dataclass(frozen=True)
class ColumnDifference:
    """One column of this row less another: =D5-E5."""

    whole: int
    part: int


@dataclass(frozen=True)
class SignedSum:
    """Columns of this row added, others taken away: =B5+C5-D5."""

    plus: tuple[int, ...]
    minus: tuple[int, ...] = ()


@dataclass(frozen=True)
class ColumnRatio:
    """One column of this row of another, so many times; a dash where nothing is to divide by."""

    part: int
    whole: int
    times: int = 1


@dataclass(frozen=True)
class RunningBalance:
    """The cell above plus one column less another: the balance of a cash book.

    A cell above that holds no number counts as 0.
    """

    plus: int
    minus: int


@dataclass(frozen=True)
class ColumnTotal:
    """The own column's rows from `first` to `last`, both included: =SUM(F5:F9)."""

    first: int
    last: int


@dataclass(frozen=True)
class CellSum:
    """The own column's cells in single rows added: =F9+F15. No row is 0."""

    rows: tuple[int, ...]


@dataclass(frozen=True)
class SumIf:
    """What a table's `amount` adds up to in the rows whose `name` is this row's `key`.

    Names are compared as spreadsheets do it, capital letters or not.
    """

    sheet: "LedgerSheet"
    first: int
    last: int
    name: int
    amount: int
    key: int


@dataclass(frozen=True)
class CellReference:
    """What stands in a cell of this or another sheet."""

    sheet: "LedgerSheet"
    row: int
    column: int


Reckoned = (
    ColumnProduct
    | ColumnDifference
    | SignedSum
    | ColumnRatio
    | RunningBalance
    | ColumnTotal
    | CellSum
    | SumIf
    | CellReference
)
Cell = str | int | Decimal | date | None | Reckoned
DASH = "–"

_LOOKS: dict[CellKind, dict[str, object]] = {
    CellKind.TEXT: {"text_wrap": True, "valign": "top"},
    CellKind.MONEY: {"num_format": "#,##0;-#,##0;0", "valign": "top", "align": "right"},
    CellKind.NUMBER: {"num_format": "#,##0.##", "valign": "top", "align": "right"},
    CellKind.PERCENT: {"num_format": "0.0%", "valign": "top", "align": "right"},
    CellKind.DAY: {"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"},
}


class LedgerBook:
    """A workbook in memory."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._out, options)
        self._looks: dict[tuple[str, ...], Any] = {}

    def sheet(
        self, name: str, columns: Sequence[LedgerColumn], *, landscape: bool = False
    ) -> "LedgerSheet":
        """A new sheet of A4, as wide as one page; `name` at most 31 letters, none of []:*?/\\ ."""
        return LedgerSheet(self, self._book.add_worksheet(name), name, columns, landscape)

    def content(self) -> bytes:
        """The finished file; nothing can be written afterwards."""
        self._book.close()
        return self._out.getvalue()

    def look(self, kind: CellKind, *marks: str) -> Any:
        """The workbook's format of a kind, with the marks 'bold', 'head', 'title', 'ruled'."""
        key = (kind, *marks)
        if key not in self._looks:
            found = dict(_LOOKS[kind])
            if "bold" in marks or "head" in marks or "title" in marks:
                found["bold"] = True
            if "ruled" in marks or "head" in marks:
                found["border"] = 1
            if "head" in marks:
                found |= {"align": "center", "valign": "vcenter", "bg_color": "#E1EFE9"}
                found |= {"text_wrap": True, "num_format": "General"}
            if "title" in marks:
                found |= {"font_size": 13, "text_wrap": False}
            if "note" in marks:
                found["text_wrap"] = False
            self._looks[key] = self._book.add_format(found)
        return self._looks[key]


class LedgerSheet:
    """One sheet, written from above."""

    def __init__(
        self,
        book: LedgerBook,
        sheet: Any,
        name: str,
        columns: Sequence[LedgerColumn],
        landscape: bool,
    ) -> None:
        self._book, self._sheet, self.name, self._columns = book, sheet, name, tuple(columns)
        self._values: dict[tuple[int, int], Number | str] = {}
        self._next = 0
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        if landscape:
            sheet.set_landscape()
        for number, column in enumerate(self._columns):
            sheet.set_column(number, number, column.width)

    def title(self, *lines: str) -> None:
        """Lines above the table, then an empty row."""
        for number, line in enumerate(lines):
            marks = ("title",) if number == 0 else ("note",)
            self._sheet.write_string(self._next, 0, line, self._book.look(CellKind.TEXT, *marks))
            self._next += 1
        self._next += 1

    def head(self, *, freeze: bool = False) -> int:
        """The headings; repeated on each printed page when it is the sheet's frozen head."""
        for number, column in enumerate(self._columns):
            self._sheet.write_string(
                self._next, number, column.heading, self._book.look(column.kind, "head")
            )
        if freeze:
            self._sheet.freeze_panes(self._next + 1, 0)
            self._sheet.repeat_rows(self._next)
        self._next += 1
        return self._next - 1

    def row(self, cells: Iterable[Cell], *, bold: bool = False, ruled: bool = True) -> int:
        """One row of cells from the left; returns the row, for sums."""
        here, self._next = self._next, self._next + 1
        marks = (*(("bold",) if bold else ()), *(("ruled",) if ruled else ()))
        for number, cell in enumerate(cells):
            self._write(here, number, cell, self._book.look(self._columns[number].kind, *marks))
        return here

    def note(self, text: str, *, bold: bool = False) -> None:
        """A line of text outside the table."""
        look = self._book.look(CellKind.TEXT, "note", *(("bold",) if bold else ()))
        self._sheet.write_string(self._next, 0, text, look)
        self._next += 1

    def gap(self) -> None:
        """An empty row."""
        self._next += 1

    def value(self, row: int, column: int) -> Number | str:
        """What a cell shows; an empty cell is 0, as spreadsheets take it."""
        return self._values.get((row, column), 0)

    def _write(self, row: int, column: int, cell: Cell, look: Any) -> None:
        if cell is None:
            self._sheet.write_blank(row, column, None, look)
        elif isinstance(cell, str):
            self._sheet.write_string(row, column, cell, look)
            self._values[row, column] = cell
        elif isinstance(cell, int | Decimal):
            self._sheet.write_number(row, column, cell, look)
            self._values[row, column] = cell
        elif isinstance(cell, date):
            self._sheet.write_datetime(row, column, cell, look)
        else:
            formula, value = self._reckon(row, column, cell)
            self._values[row, column] = value
            shown = value if isinstance(value, str) else _plain(value)
            self._sheet.write_formula(row, column, formula, look, shown)

    def _reckon(self, row: int, column: int, cell: Reckoned) -> tuple[str, Number | str]:
        """The formula and its result."""
        if isinstance(cell, ColumnProduct):
            a, b = _at(row, cell.first), _at(row, cell.second)
            return f"={a}*{b}", self._number(row, cell.first) * self._number(row, cell.second)
        if isinstance(cell, ColumnDifference):
            return self._signed(row, SignedSum((cell.whole,), (cell.part,)))
        if isinstance(cell, SignedSum):
            return self._signed(row, cell)
        if isinstance(cell, ColumnRatio):
            return self._ratio(row, cell)
        if isinstance(cell, RunningBalance):
            return self._running(row, column, cell)
        if isinstance(cell, SumIf):
            return self._matching(row, cell)
        return self._from_other_rows(column, cell)

    def _signed(self, row: int, cell: SignedSum) -> tuple[str, Number]:
        text = "+".join(_at(row, one) for one in cell.plus)
        text += "".join(f"-{_at(row, one)}" for one in cell.minus)
        value = sum((self._number(row, one) for one in cell.plus), Decimal(0))
        return f"={text}", value - sum(self._number(row, one) for one in cell.minus)

    def _from_other_rows(
        self, column: int, cell: ColumnTotal | CellSum | CellReference
    ) -> tuple[str, Number | str]:
        if isinstance(cell, ColumnTotal):
            rows = range(cell.first, cell.last + 1)
            text = f"=SUM({_at(cell.first, column)}:{_at(cell.last, column)})"
            return text, sum((self._number(one, column) for one in rows), 0)
        if isinstance(cell, CellSum):
            text = "=" + ("+".join(_at(one, column) for one in cell.rows) or "0")
            return text, sum((self._number(one, column) for one in cell.rows), 0)
        there = self._there(cell.sheet) + _at(cell.row, cell.column)
        return f"={there}", cell.sheet.value(cell.row, cell.column)

    def _there(self, sheet: "LedgerSheet") -> str:
        """What stands before a cell of that sheet."""
        return "" if sheet is self else f"{quote_sheetname(sheet.name)}!"

    def _ratio(self, row: int, cell: ColumnRatio) -> tuple[str, Number | str]:
        part, whole = self._number(row, cell.part), self._number(row, cell.whole)
        a, b = _at(row, cell.part), _at(row, cell.whole)
        times = f"{cell.times}*" if cell.times != 1 else ""
        value: Number | str = Decimal(cell.times * part) / Decimal(whole) if whole else DASH
        return f'=IF({b}=0,"{DASH}",{times}{a}/{b})', value

    def _matching(self, row: int, cell: SumIf) -> tuple[str, Number]:
        def area(column: int) -> str:
            return f"{there}{_at(cell.first, column)}:{_at(cell.last, column)}"

        there, key = self._there(cell.sheet), self.value(row, cell.key)
        rows = range(cell.first, cell.last + 1)
        found = [r for r in rows if _alike(cell.sheet.value(r, cell.name), key)]
        text = f"=SUMPRODUCT(({area(cell.name)}={_at(row, cell.key)})*{area(cell.amount)})"
        return text, sum((cell.sheet._number(r, cell.amount) for r in found), 0)

    def _running(self, row: int, column: int, cell: RunningBalance) -> tuple[str, Number]:
        plus, minus = (_at(row, one) for one in (cell.plus, cell.minus))
        moved = self._number(row, cell.plus) - self._number(row, cell.minus)
        above = self._values.get((row - 1, column))
        if isinstance(above, int | Decimal):
            return f"={_at(row - 1, column)}+{plus}-{minus}", above + moved
        return f"={plus}-{minus}", moved

    def _number(self, row: int, column: int) -> Number:
        """A cell as a sum takes it: text counts as 0."""
        value = self.value(row, column)
        return 0 if isinstance(value, str) else value


def _at(row: int, column: int) -> str:
    """'C5'."""
    return str(xl_rowcol_to_cell(row, column))


def _alike(value: Number | str, key: Number | str) -> bool:
    return str(value).casefold() == str(key).casefold()


def _plain(value: Number) -> int | float:
    if isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
