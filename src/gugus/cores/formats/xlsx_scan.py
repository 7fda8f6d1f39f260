"""A look at an .xlsx before calamine reads it: what is refused, and which cells were not typed.

calamine gives the remembered result of a formula as if a person had typed it, nothing for an error
value, and does not tell which rows are hidden. The few sheets that hold such are searched for their
places.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
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
_MAYBE_HIDDEN = (b' hidden="', b" hidden='")
_FORMULA = re.compile(rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f[\s/>]")
_ERROR = re.compile(rb"<(?:\w+:)?c\b(?=[^<>]*\st=[\"']e[\"'])([^<>]*)>")
_HIDDEN = re.compile(
    rb"<(?:\w+:)?row\b(?=[^<>]*\shidden=[\"'](?:1|true)[\"'])[^<>]*?\sr=[\"']([0-9]{1,7})[\"']"
)
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
# Columns by row number, both as `cells.Sheet` counts them.
Places = Mapping[int, frozenset[int]]


@dataclass(frozen=True)
class MarkedCells:
    """Places of formulas and of error values in one sheet, and its hidden rows."""

    formulas: Places
    errors: Places
    hidden_rows: frozenset[int] = frozenset()


NOTHING_MARKED = MarkedCells({}, {})


@dataclass(frozen=True)
class XlsxMarks:
    """Marked cells by the sheet's place, and whether its numbers of days count from 1904."""

    sheets: Mapping[int, MarkedCells]
    since_1904: bool


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
        if name not in self.marked and any(sign in piece for sign in _NOT_TYPED + _MAYBE_HIDDEN):
            self.marked.add(name)


def scan_xlsx(data: bytes) -> XlsxMarks:
    """Refuse what is not a plain, small enough .xlsx; find what calamine does not tell."""
    scan = _Scan()
    members = check_archive(data, scan)
    if any(name.lower().endswith("vbaproject.bin") for name in members):
        raise FormatRefused("macro", "the workbook holds a macro")
    if not members.issuperset({WORKBOOK, RELATIONS}):
        raise FormatRefused("not_workbook", f"the archive lacks {WORKBOOK}")
    parts = elements(member_of(data, WORKBOOK))
    sheets = list(_sheet_members(data, parts)) if scan.marked else []
    marked = {
        place: _marked_cells(member_of(data, name))
        for place, name in enumerate(sheets)
        if name in scan.marked
    }
    since_1904 = any(
        name == "workbookPr" and attributes.get("date1904") in ("1", "true")
        for name, attributes in parts
    )
    return XlsxMarks(marked, since_1904)


def _sheet_members(data: bytes, parts: Sequence[tuple[str, dict[str, str]]]) -> Iterator[str]:
    """The member of each sheet, in the workbook's order."""
    relations = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for name, attributes in elements(member_of(data, RELATIONS))
        if name == "Relationship"
    }
    for name, attributes in parts:
        if name == "sheet":
            target = relations.get(attributes.get("id", ""), "")
            yield target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _marked_cells(sheet: bytes) -> MarkedCells:
    hidden = frozenset(int(row[1]) for row in _HIDDEN.finditer(sheet))
    return MarkedCells(_places(_FORMULA, sheet), _places(_ERROR, sheet), hidden)


def _places(pattern: re.Pattern[bytes], sheet: bytes) -> Places:
    found: dict[int, set[int]] = {}
    for cell in pattern.finditer(sheet):
        place = _PLACE.search(cell[1])
        if place is not None:
            found.setdefault(int(place[2]), set()).add(column_of(place[1].decode()))
    return {row: frozenset(columns) for row, columns in found.items()}
