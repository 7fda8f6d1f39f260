"""Rows of a worksheet's XML: by one pattern where it is plain, else by the XML parser."""

import re
from dataclasses import dataclass, field

from gugus.cores.formats.cells import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    CellError,
    Formula,
    Number,
)
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.safe_xml import SafeXml

# Until the shared strings are read, a cell may be an index into them.
RawCell = str | int
RawRow = tuple[int, dict[int, RawCell]]
_DIGITS = "0123456789"


@dataclass
class RowBlock:
    """What a block gave: its non-empty rows, how many rows it had, the last one's number."""

    found: list[RawRow] = field(default_factory=list)
    rows: int = 0
    last: int = 0


def letters(column: int) -> str:
    """Name of a column counted from 0: 'A', 'Z', 'AA'."""
    name = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        name = chr(ord("A") + rest) + name
        column -= 1
    return name


def column_of(name: str) -> int:
    """Number of a column from 0: the inverse of `letters`."""
    number = 0
    for letter in name[:4]:
        if not "A" <= letter <= "Z":
            raise FormatRefused("damaged", "a cell address is no address")
        number = number * 26 + ord(letter) - ord("A") + 1
    if not 0 < number <= MAX_COLUMNS:
        raise FormatRefused("damaged", "a cell lies outside the sheet")
    return number - 1


class PatternRowReader:
    """Reads blocks in the form that all common writers use, by pattern."""

    def __init__(self, columns: frozenset[int]) -> None:
        self._columns = {letters(column).encode(): column for column in columns}
        kept = "|".join(name.decode() for name in self._columns)
        other = (
            rf'<c r="(?!(?:{kept})[0-9])[A-Z]{{1,3}}[0-9]{{1,7}}"[^<>]*'
            r"(?:/>|(?<!/)>[^<]*(?:<(?!/?c\b|/?row\b|!)[^<]*)*</c>)"
        )
        wanted = (
            rf'<c r="({kept})[0-9]{{1,7}}"(?: s="[0-9]+")?(?: t="(s|n|str|inlineStr)")?'
            r"(?:/>|>(?:<v>([^<&]*)</v>|<is><t(?: [^<>]*)?>([^<&]*)</t></is>|<is><t/></is>)?</c>)"
        )
        row = r'<row r="([0-9]{1,7})"[^<>]*>'
        self._token = re.compile(rf"(?:{other})*+(?:{wanted}|{row}|</row>)\s*".encode())

    def read(self, block: bytes) -> RowBlock | None:
        """The block's rows, or None when the pattern does not account for every byte."""
        taken = RowBlock()
        at, columns = 0, self._columns
        cells: dict[int, RawCell] = {}
        for token in self._token.finditer(block):
            if token.start() != at:
                return None
            at = token.end()
            column, kind, value, inline, row = token.groups()
            if row is not None:
                cells = {}
                taken.rows, taken.last = taken.rows + 1, int(row)
                taken.found.append((taken.last, cells))
            elif value or inline:
                cells[columns[column]] = _plain_cell(kind, value or inline)
        return taken if at == len(block) else None


def _plain_cell(kind: bytes | None, value: bytes) -> RawCell:
    try:
        if kind == b"s":
            return int(value)
        text = value.decode()
    except ValueError as error:
        raise FormatRefused("damaged", "a cell holds what its kind forbids") from error
    return Number(text) if kind is None or kind == b"n" else text


class RowParser:
    """Turns the XML of rows into cells, whatever the writer."""

    def __init__(self, columns: frozenset[int] | None = None, row: int = 0) -> None:
        self.found: list[RawRow] = []
        self.row, self._rows, self._column = row, 0, -1
        self._columns = columns
        self._cells: dict[int, RawCell] = {}
        self._kind, self._formula, self._wanted = "", False, False
        self._text: list[str] = []
        self._length = 0
        self._xml = SafeXml(self._start, self._end)

    def feed(self, data: bytes) -> None:
        """Parse the next piece."""
        self._xml.feed(data)

    def read_fragment(self, block: bytes) -> RowBlock:
        """Whole rows, without what is around them in the sheet."""
        self._xml.feed(b"<rows>" + block + b"</rows>", last=True)
        return RowBlock(self.found, self._rows, self.row)

    def _start(self, name: str, attributes: list[str]) -> None:
        if name == "c":
            self._start_cell(dict(zip(attributes[::2], attributes[1::2], strict=True)))
        elif name in ("v", "t"):
            if self._wanted:
                self._xml.listen(self._hear)
        elif name == "row":
            self._start_row(dict(zip(attributes[::2], attributes[1::2], strict=True)))
        elif name == "f":
            self._formula = True

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._rows += 1
        if self._rows > MAX_ROWS:
            raise FormatRefused("too_many_rows", f"more than {MAX_ROWS} rows")
        number = attributes.get("r", str(self.row + 1))
        if not (number.isascii() and number.isdigit() and len(number) <= 7):
            raise FormatRefused("damaged", "a row number is no number")
        self.row, self._column, self._cells = int(number), -1, {}

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._kind, self._formula = attributes.get("t", "n"), False
        place = attributes.get("r", "").rstrip(_DIGITS)
        self._column = column_of(place) if place else self._column + 1
        self._wanted = self._columns is None or self._column in self._columns

    def _hear(self, data: str) -> None:
        self._length += len(data)
        if self._length > MAX_TEXT:
            raise FormatRefused("too_large", f"a cell with more than {MAX_TEXT} characters")
        self._text.append(data)

    def _end(self, name: str) -> None:
        if name in ("v", "t"):
            self._xml.listen(None)
        elif name == "c":
            if self._wanted and (self._text or self._formula):
                self._cells[self._column] = self._cell("".join(self._text))
            self._text, self._length = [], 0
        elif name == "row" and self._cells:
            self.found.append((self.row, self._cells))

    def _cell(self, text: str) -> RawCell:
        if self._formula:
            return Formula(text)
        if self._kind == "s":
            if not (text.isascii() and text.isdigit() and len(text) <= 8):
                raise FormatRefused("damaged", "a shared string has no number")
            return int(text)
        if self._kind == "n":
            return Number(text)
        return CellError(text) if self._kind == "e" else text
