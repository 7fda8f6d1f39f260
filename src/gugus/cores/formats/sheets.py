"""The one reader of sheets of all imports: a workbook, or a table as text, as sheets of cells.

Text is what Excel saves as CSV in Indonesia (semicolons, cp1252 or UTF-8 with a mark, UTF-16, a line
`sep=;`), or what is pasted with tabs. Which sheets hold what is looked for, their headings decide;
a hidden sheet is read only where no visible one has them.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from gugus.cores.formats.cells import MAX_ROWS, BodyRow, HeadRow, Progress, Sheet
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.workbook import OLE, ZIP, open_workbook

_MAX_TEXT = 5 * 1024 * 1024
_QUOTED = re.compile(r"(?:^|,)[ ]*\"", re.MULTILINE)
_MAX_CELLS = 200
_LOOKED_AT = 40
_SEPARATOR = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)
# A comma of a weekday ('Senin, 17 Agustus') or between figures parts nothing.
_COMMA = re.compile(
    r"(?<!senin)(?<!selasa)(?<!rabu)(?<!kamis)(?<!jumat)(?<!jum'at)(?<!jum’at)(?<!sabtu)(?<!minggu),\s*",
    re.IGNORECASE,
)
Found = TypeVar("Found")


@dataclass(frozen=True)
class SheetsRead:
    """Names of the sheets that were read, and of the others with the reason: hidden, no_headings."""

    read: tuple[str, ...] = ()
    left: tuple[tuple[str, str], ...] = ()


NO_SHEETS = SheetsRead()


@dataclass(frozen=True)
class TextSheet:
    """A table of text as the one sheet of a file."""

    rows: Sequence[Sequence[str]]
    name: str = ""
    hidden: bool = False
    since_1904: bool = False
    hidden_rows: Set[int] = frozenset()

    def head(self, rows: int) -> Sequence[HeadRow]:
        """Rows 1 to `rows`, whole."""
        return [(number, _cells(row)) for number, row in enumerate(self.rows[:rows], start=1)]

    def body(self, columns: frozenset[int], after: int, tell: Progress) -> Iterable[BodyRow]:
        """Rows below `after`, only the named columns."""
        for number, row in enumerate(self.rows[after:], start=after + 1):
            yield number, {at: cell for at, cell in _cells(row).items() if at in columns}
        tell(len(self.rows), len(self.rows))


def _cells(row: Sequence[str]) -> Mapping[int, str]:
    return {at: cell for at, cell in enumerate(row[:_MAX_CELLS]) if cell.strip()}


def open_sheets(data: bytes) -> Sequence[Sheet]:
    """The sheets of a workbook, or the one of a table as text; else FormatRefused."""
    text = text_of(data)
    return open_workbook(data) if text is None else [TextSheet(table_of(text))]


def readable_sheets(
    sheets: Sequence[Sheet], look: Callable[[Sheet], Found | None]
) -> tuple[list[tuple[Sheet, Found]], SheetsRead]:
    """The sheets in which `look` finds something, and how each of the others was left."""
    found = [(sheet, look(sheet)) for sheet in sheets]
    having = [(sheet, one) for sheet, one in found if one is not None]
    shown = [(sheet, one) for sheet, one in having if not sheet.hidden] or having
    read = [sheet for sheet, _one in shown]
    left = tuple(
        (sheet.name, "hidden" if sheet.hidden else "no_headings")
        for sheet in sheets
        if not any(sheet is one for one in read) and (sheet.head(1) or sheet.head(_LOOKED_AT))
    )
    return shown, SheetsRead(tuple(sheet.name for sheet in read), left)


def text_of(data: bytes) -> str | None:
    """The text of a file that is a table as text; None for a workbook, a page or something else."""
    if not data.strip(b"\x00 \t\r\n") or data.startswith((ZIP[:2], OLE[:2], b"%PDF")):
        return None
    wide = _wide(data)
    if wide is None and (b"\x00" in data or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"):
        return None
    if len(data) > _MAX_TEXT:
        raise FormatRefused("too_large", "a large text file")
    for encoding in (wide,) if wide else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    return None


def _wide(data: bytes) -> str | None:
    """The encoding of Excel's 'Unicode text', which may lack its mark."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # Letters of ours leave every other byte empty; only a few signs do not.
    start = data[: 200 & ~1]
    high, low = (start[at::2].count(0) * 2 for at in (1, 0))
    if len(start) < 8 or max(high, low) <= len(start) // 2:
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def table_of(text: str) -> list[list[str]]:
    """Rows and cells of a table as text: by its `sep=` line, else by the mark that stands in most."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = lines.partition("\n")
    named = _SEPARATOR.fullmatch(first)
    if named:
        # The line stays as an empty row, so that rows keep their numbers.
        return _bounded([[], *_by_mark(rest, named[1])])
    mark = _mark_of(lines)
    if mark == "," and not _QUOTED.search(lines) and not _is_regular(lines):
        return _bounded([_COMMA.split(line) for line in lines.split("\n")])
    return _bounded(_by_mark(lines, mark))


def _mark_of(text: str) -> str:
    """A tab is always a mark; else what half of the first rows have, else what stands in most."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    if any("\t" in line for line in lines):
        return "\t"
    for mark in ";|":
        if sum(mark in line for line in lines) * 2 >= max(len(lines), 1):
            return mark
    most = {mark: max((line.count(mark) for line in lines), default=0) for mark in ",;|"}
    return max(most, key=lambda mark: most[mark])


def _is_regular(text: str) -> bool:
    """Do most lines have as many commas, at least two: a file, not a few typed lines?"""
    counts = [line.count(",") for line in text.splitlines() if line.strip()]
    usual = max(set(counts), key=counts.count, default=0)
    return usual >= 2 and counts.count(usual) * 2 > len(counts)


def _by_mark(text: str, mark: str) -> list[list[str]]:
    # An unbalanced quotation mark must not merge the rest of the table into one cell.
    lines = io.StringIO(text, newline="")
    try:
        if text.count('"') % 2:
            return list(csv.reader(lines, delimiter=mark, quoting=csv.QUOTE_NONE))
        return list(csv.reader(lines, delimiter=mark))
    except csv.Error:
        return [line.split(mark) for line in text.split("\n")]


def _bounded(rows: list[list[str]]) -> list[list[str]]:
    if len(rows) > MAX_ROWS:
        raise FormatRefused("too_many_rows", f"more than {MAX_ROWS} rows")
    return rows
