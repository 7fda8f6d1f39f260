"""SpreadsheetML ("XML Spreadsheet 2003"), as Dapodik saves it under the name .xls.

These files carry `&` and `<` as they are inside the cells, which no XML parser accepts. The
text of each cell is mended first: entities that are whole stay, every other `&` and `<` is
escaped, and the tags of rich text are dropped.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from gugus.cores.formats.cells import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    BodyRow,
    CellError,
    Formula,
    HeadRow,
    Number,
    Progress,
)
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.safe_xml import SafeXml
from gugus.cores.formats.safe_zip import CHUNK, MAX_INFLATED

NAMESPACE = b"urn:schemas-microsoft-com:office:spreadsheet"
_DATA = re.compile(rb"(<(?:ss:)?Data\b[^<>]*(?<!/)>)(.*?)(</(?:ss:)?Data\s*>)", re.DOTALL)
# Excel marks a cell of rich text by the namespace of its tags.
_RICH_TEXT = b"REC-html40"
_RICH = re.compile(rb"</?(?:html:)?(?:B|I|U|S|Font|Sub|Sup|Span)(?:\s[^<>]*)?/?>")
_LOOSE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WORKSHEET = re.compile(rb"<(?:ss:)?Worksheet\b")
_NAME = re.compile(rb"\sss:Name=\"([^\"<>]{1,200})\"")
_HIDDEN = re.compile(rb"<(?:x:)?Visible>\s*Sheet(?:Very)?Hidden\s*<")
_DATE_1904 = b"<Date1904"
_LONGEST_TAG = 1024
_ROW_END = b"</Row>"
_MAX_WAITING = 2 * 1024 * 1024


def open_spreadsheetml(data: bytes) -> Sequence["SpreadsheetMlSheet"]:
    """The workbook's sheets, in order."""
    if len(data) > MAX_INFLATED:
        raise FormatRefused("too_large", "the file is too large")
    # A name too many does no harm: a sheet that is not there has no headings.
    starts = [found.start() for found in _WORKSHEET.finditer(data)]
    if not starts:
        raise FormatRefused("no_sheet", "no worksheet")
    parts = [data[at:end] for at, end in zip(starts, [*starts[1:], len(data)], strict=True)]
    return [SpreadsheetMlSheet(data, number, part) for number, part in enumerate(parts)]


def _mended(data: bytes) -> Iterator[bytes]:
    """The file in blocks that an XML parser accepts."""
    at = 0
    while at < len(data):
        cut = data.rfind(_ROW_END, at, at + CHUNK)
        if cut < 0:
            cut = data.find(_ROW_END, at)
            if cut - at > _MAX_WAITING:
                raise FormatRefused("too_large", "a row is too long")
        end = cut + len(_ROW_END) if cut >= 0 else len(data)
        yield _DATA.sub(_mend_cell, data[at:end])
        at = end


def _mend_cell(cell: re.Match[bytes]) -> bytes:
    text = cell[2]
    if b"<" in text:
        if _RICH_TEXT in cell[1]:
            text = _RICH.sub(b"", text)
        text = text.replace(b"<", b"&lt;")
    if b"&" in text:
        text = _LOOSE.sub(b"&amp;", text)
    return cell[1] + _CONTROL.sub(b" ", text) + cell[3]


class SpreadsheetMlSheet:
    """One worksheet of the file; `part` is the piece of the file that it stands in."""

    def __init__(self, data: bytes, number: int, part: bytes) -> None:
        self._data, self._number = data, number
        name = _NAME.search(part[:_LONGEST_TAG])
        self.name = unescape(name[1].decode("utf-8", "replace")) if name else ""
        self.hidden = bool(_HIDDEN.search(part))
        self.hidden_rows: set[int] = set()
        self.since_1904 = _DATE_1904 in data

    def head(self, rows: int) -> Sequence[HeadRow]:
        """Rows 1 to `rows`, whole."""
        parser = _RowParser(self._number)
        for block in _mended(self._data):
            parser.feed(block)
            if parser.row > rows or parser.past:
                break
        self.hidden_rows |= parser.hidden_rows
        return [row for row in parser.take() if row[0] <= rows]

    def body(self, columns: frozenset[int], after: int, tell: Progress) -> Iterable[BodyRow]:
        """Rows below `after`, only the named columns."""
        parser = _RowParser(self._number, columns)
        done = 0
        for block in _mended(self._data):
            parser.feed(block)
            done += len(block)
            tell(min(done, len(self._data)), len(self._data))
            yield from (row for row in parser.take() if row[0] > after)
        parser.feed(b"", last=True)
        self.hidden_rows |= parser.hidden_rows


class _RowParser:
    """Turns the XML into rows of the sheet with one number (from 0)."""

    def __init__(self, sheet: int, columns: frozenset[int] | None = None) -> None:
        self._sheet, self._columns = sheet, columns
        self._here, self.past, self.row, self._rows = -1, False, 0, 0
        self.hidden_rows: set[int] = set()
        self._found: list[BodyRow] = []
        self._cells: dict[int, str] = {}
        self._column, self._kind, self._formula = -1, "String", False
        self._across, self._text, self._length = 0, [""], 0
        self._xml = SafeXml(self._start, self._end)

    def feed(self, data: bytes, last: bool = False) -> None:
        """Parse the next piece."""
        self._xml.feed(data, last)

    def take(self) -> list[BodyRow]:
        """The rows read since the last call."""
        found, self._found = self._found, []
        return found

    def _start(self, name: str, attributes: list[str]) -> None:
        if name == "Worksheet":
            self._here += 1
            self.past = self._here > self._sheet
        elif self._here != self._sheet or name not in ("Row", "Cell", "Data"):
            return
        else:
            keys = (key.rpartition(":")[2] for key in attributes[::2])
            self._start_part(name, dict(zip(keys, attributes[1::2], strict=True)))

    def _start_part(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Row":
            self._rows += 1
            if self._rows > MAX_ROWS:
                raise FormatRefused("too_many_rows", f"more than {MAX_ROWS} rows")
            self.row = _index(attributes, self.row + 1)
            if attributes.get("Hidden") == "1":
                self.hidden_rows.add(self.row)
            self._column, self._across, self._cells = -1, 0, {}
        elif name == "Cell":
            self._column = _index(attributes, self._column + self._across + 2) - 1
            if self._column >= MAX_COLUMNS:
                raise FormatRefused("damaged", "a cell lies outside the sheet")
            self._across = _number(attributes.get("MergeAcross", "0"))
            self._formula, self._text, self._length = "Formula" in attributes, [], 0
        else:
            self._kind = attributes.get("Type", "String")
            if self._columns is None or self._column in self._columns:
                self._xml.listen(self._hear)

    def _hear(self, data: str) -> None:
        self._length += len(data)
        if self._length > MAX_TEXT:
            raise FormatRefused("too_large", f"a cell with more than {MAX_TEXT} characters")
        self._text.append(data)

    def _end(self, name: str) -> None:
        if self._here != self._sheet:
            return
        if name == "Data":
            self._xml.listen(None)
            if self._text or self._formula:
                self._cells[self._column] = self._cell("".join(self._text))
        elif name == "Row":
            if self._cells:
                self._found.append((self.row, self._cells))
            self._cells = {}

    def _cell(self, text: str) -> str:
        if self._formula:
            return Formula(text)
        if self._kind == "Number":
            return Number(text)
        return CellError(text) if self._kind == "Error" else text


def _index(attributes: dict[str, str], following: int) -> int:
    return _number(attributes["Index"]) if "Index" in attributes else following


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        raise FormatRefused("damaged", "a number in the layout is no number")
    return int(text)
