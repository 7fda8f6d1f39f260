"""A look at an .xlsx before calamine reads it: what is refused, and which cells were not typed.

calamine gives the remembered result of a formula as if a person had typed it, and nothing for an
error value. The few sheets that hold such cells are searched for their places.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import join, normpath

from gugus.cores.formats.cells import MAX_ROWS, column_of
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.safe_xml import elements
from gugus.cores.formats.safe_zip import check_archive, member_of

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_TAIL = 16
# Plain searches: a pattern takes several times as long over some twenty megabytes.
_NOT_TYPED = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/", b't="e"', b"t='e'")
_FORMULA = re.compile(rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f[\s/>]")
_ERROR = re.compile(rb"<(?:\w+:)?c\b(?=[^<>]*\st=[\"']e[\"'])([^<>]*)>")
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
# Columns by row number, both as `cells.Sheet` counts them.
Places = Mapping[int, frozenset[int]]


@dataclass(frozen=True)
class MarkedCells:
    """Places of formulas and of error values in one sheet."""

    formulas: Places
    errors: Places


NOTHING_MARKED = MarkedCells({}, {})


class _Scan:
    """Sees every piece of every member once."""

    def __init__(self) -> None:
        self.marked: set[str] = set()
        self._name, self._tail, self._rows = "", b"", 0

    def __call__(self, name: str, chunk: bytes) -> None:
        if name != self._name:
            self._name, self._tail, self._rows = name, b"", 0
        piece, self._tail = self._tail + chunk, chunk[-_TAIL:]
        if b"<!DOCTYPE" in piece:
            raise FormatRefused("dtd", "XML with a document type")
        if not name.startswith("xl/worksheets/"):
            return
        self._rows += chunk.count(b"<row ")
        if self._rows > MAX_ROWS:
            raise FormatRefused("too_many_rows", f"more than {MAX_ROWS} rows")
        if name not in self.marked and any(sign in piece for sign in _NOT_TYPED):
            self.marked.add(name)


def scan_xlsx(data: bytes) -> Mapping[int, MarkedCells]:
    """Refuse what is not a plain, small enough .xlsx; marked cells by the sheet's place."""
    scan = _Scan()
    members = check_archive(data, scan)
    if any(name.lower().endswith("vbaproject.bin") for name in members):
        raise FormatRefused("macro", "the workbook holds a macro")
    if not members.issuperset({WORKBOOK, RELATIONS}):
        raise FormatRefused("not_workbook", f"the archive lacks {WORKBOOK}")
    sheets = list(_sheet_members(data)) if scan.marked else []
    return {
        place: _marked_cells(member_of(data, name))
        for place, name in enumerate(sheets)
        if name in scan.marked
    }


def _sheet_members(data: bytes) -> Iterator[str]:
    """The member of each sheet, in the workbook's order."""
    relations = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for name, attributes in elements(member_of(data, RELATIONS))
        if name == "Relationship"
    }
    for name, attributes in elements(member_of(data, WORKBOOK)):
        if name == "sheet":
            target = relations.get(attributes.get("id", ""), "")
            yield target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _marked_cells(sheet: bytes) -> MarkedCells:
    return MarkedCells(_places(_FORMULA, sheet), _places(_ERROR, sheet))


def _places(pattern: re.Pattern[bytes], sheet: bytes) -> Places:
    found: dict[int, set[int]] = {}
    for cell in pattern.finditer(sheet):
        place = _PLACE.search(cell[1])
        if place is not None:
            found.setdefault(int(place[2]), set()).add(column_of(place[1].decode()))
    return {row: frozenset(columns) for row, columns in found.items()}
