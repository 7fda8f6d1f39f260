"""Recognise a spreadsheet by its first bytes, never by its name, and open it.

What is inflated is counted before anything is read; the reading itself is python-calamine's, in a
process of its own (`workbook_process.py`) that a hostile file can end without harm.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from gugus.cores.formats.cells import (
    MAX_ROWS,
    BodyRow,
    CellError,
    Formula,
    HeadRow,
    Number,
    Progress,
    Sheet,
)
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.spreadsheetml import NAMESPACE, open_spreadsheetml
from gugus.cores.formats.xlsx_scan import NOTHING_MARKED, MarkedCells, scan_xlsx

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNING = 16 * 1024
_PROGRAM = Path(__file__).with_name("workbook_process.py")
_SECONDS = 60
_TELLS_EVERY = 1000
# A workbook's first record, then the one that says how it is locked.
_LOCKED = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.S)
_ENCRYPTED, _MACRO = "EncryptedPackage".encode("utf-16-le"), "_VBA_PROJECT".encode("utf-16-le")
Value = str | float | bool


def open_workbook(data: bytes) -> Sequence[Sheet]:
    """The sheets of an .xlsx, a SpreadsheetML file or a binary .xls; else FormatRefused."""
    if not data.strip(b"\x00 \t\r\n"):
        raise FormatRefused("empty", "the file is empty")
    if data.startswith(ZIP):
        return _open_xlsx(data)
    if data.startswith(OLE):
        return _open_xls(data)
    beginning = data[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n")
    if beginning.startswith(b"<") and NAMESPACE in beginning:
        return open_spreadsheetml(data)
    small = beginning.lower()
    if small.startswith(b"<") and (b"<html" in small or b"<table" in small):
        raise FormatRefused("html", "a web page under the name of a workbook")
    raise FormatRefused("wrong_type", "not a spreadsheet")


def _open_xlsx(data: bytes) -> Sequence[Sheet]:
    marks = scan_xlsx(data)
    return [
        WorkbookSheet(*found, marks.sheets.get(place, NOTHING_MARKED), marks.since_1904)
        for place, found in enumerate(_read_apart(data))
    ]


def _open_xls(data: bytes) -> Sequence[Sheet]:
    if _ENCRYPTED in data or _LOCKED.search(data):
        raise FormatRefused("encrypted", "the workbook is encrypted")
    if _MACRO in data:
        raise FormatRefused("macro", "the workbook holds a macro")
    return [WorkbookSheet(*found, NOTHING_MARKED) for found in _read_apart(data)]


def _read_apart(data: bytes) -> list[tuple[list[list[Value]], str, bool]]:
    """Rows, name and whether it is hidden, of each sheet.

    Another process reads; what it says about a fault may quote a cell and is not heard.
    """
    command = [sys.executable, "-I", str(_PROGRAM), str(MAX_ROWS)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            command, input=data, capture_output=True, timeout=_SECONDS, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        # From None: the trace would hold what was printed.
        raise FormatRefused("too_large", "reading took too much memory or time") from None
    found = json.loads(done.stdout)
    if "refused" in found:
        raise FormatRefused(found["refused"], "the workbook cannot be read")
    if not found["sheets"]:
        raise FormatRefused("no_sheet", "no worksheet")
    return list(zip(found["sheets"], found["names"], found["hidden"], strict=True))


@dataclass(frozen=True)
class WorkbookSheet:
    """One sheet; cells become text when they are asked for."""

    rows: Sequence[Sequence[Value]]
    name: str
    hidden: bool
    marked: MarkedCells
    since_1904: bool = False

    @property
    def hidden_rows(self) -> Set[int]:
        """Rows that a person who opens the file does not see."""
        return self.marked.hidden_rows

    def head(self, rows: int) -> Sequence[HeadRow]:
        """Rows 1 to `rows`, whole."""
        found = enumerate(self.rows[:rows], start=1)
        return [(number, self._cells(number, row, range(len(row)))) for number, row in found]

    def body(self, columns: frozenset[int], after: int, tell: Progress) -> Iterable[BodyRow]:
        """Rows below `after`, only the named columns."""
        wanted = sorted(columns)
        for number, row in enumerate(self.rows[after:], start=after + 1):
            yield number, self._cells(number, row, wanted)
            if number % _TELLS_EVERY == 0:
                tell(number, len(self.rows))
        tell(len(self.rows), len(self.rows))

    def _cells(self, number: int, row: Sequence[Value], wanted: Iterable[int]) -> Mapping[int, str]:
        cells = {at: _text(row[at]) for at in wanted if at < len(row) and row[at] != ""}
        for at in self.marked.formulas.get(number, ()):
            if at in cells or at in wanted:
                cells[at] = Formula(cells.get(at, ""))
        for at in self.marked.errors.get(number, ()):
            if at in wanted and at not in cells:
                cells[at] = CellError("#")
        return cells


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return Number(f"{value:.0f}" if value.is_integer() else value)
    return Number(int(value))
