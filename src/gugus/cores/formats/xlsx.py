"""A reader of .xlsx that takes only the columns it is asked for, in little memory.

Reading the whole sheet would bring every value of every person into memory, wanted or not.
So blocks of whole rows are first tried against one pattern that steps over the cells of other
columns and takes the wanted ones. Only if the pattern accounts for every byte of the block is
its result used; any other block (formulas, entities, unusual writers) goes to the XML parser.
Shared strings are read after the sheet, and only those that wanted cells point to are decoded.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from posixpath import join, normpath

from gugus.cores.formats.cells import MAX_ROWS, BodyRow, HeadRow, Progress
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.safe_xml import elements
from gugus.cores.formats.safe_zip import SafeZip
from gugus.cores.formats.shared_strings import read_shared
from gugus.cores.formats.xlsx_rows import PatternRowReader, RawRow, RowParser

WORKBOOK = "xl/workbook.xml"
_MAX_WAITING = 2 * 1024 * 1024
_ROOT = re.compile(rb"<(\w+:)?worksheet\b")


def open_xlsx(data: bytes) -> Sequence["XlsxSheet"]:
    """The workbook's sheets, in order; refuses what is not a plain .xlsx."""
    archive = SafeZip(data)
    names = archive.names()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FormatRefused("macro", "the workbook holds a macro")
    if WORKBOOK not in names:
        raise FormatRefused("not_workbook", f"the archive lacks {WORKBOOK}")
    targets = _targets(archive)
    sheets = [
        XlsxSheet(archive, targets[attributes["id"]])
        for name, attributes in elements(archive.whole(WORKBOOK))
        if name == "sheet" and targets.get(attributes.get("id", "")) in names
    ]
    if not sheets:
        raise FormatRefused("no_sheet", "no worksheet")
    return sheets


def _targets(archive: SafeZip) -> dict[str, str]:
    rels = elements(archive.whole("xl/_rels/workbook.xml.rels"))
    return {
        attributes.get("Id", ""): _inside_archive(attributes.get("Target", ""))
        for name, attributes in rels
        if name == "Relationship" and attributes.get("TargetMode") != "External"
    }


def _inside_archive(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


class XlsxSheet:
    """One worksheet of an archive."""

    def __init__(self, archive: SafeZip, part: str) -> None:
        self._archive, self._part = archive, part

    def head(self, rows: int) -> Sequence[HeadRow]:
        """Rows 1 to `rows`, whole."""
        parser = RowParser()
        for chunk in self._archive.chunks(self._part):
            parser.feed(chunk)
            if parser.row > rows:
                break
        return list(self._resolved([row for row in parser.found if row[0] <= rows]))

    def body(self, columns: frozenset[int], after: int, tell: Progress) -> Iterable[BodyRow]:
        """Rows below `after`, only the named columns."""
        plain = PatternRowReader(columns)
        found: list[RawRow] = []
        total, done, rows, last = self._archive.declared_size(self._part), 0, 0, 0
        for block in row_blocks(self._archive.chunks(self._part)):
            taken = plain.read(block) or RowParser(columns, last).read_fragment(block)
            rows += taken.rows
            if rows > MAX_ROWS:
                raise FormatRefused("too_many_rows", f"more than {MAX_ROWS} rows")
            found += [row for row in taken.found if row[0] > after]
            last = taken.last
            done += len(block)
            tell(min(done, total), total)
        return self._resolved(found)

    def _resolved(self, rows: list[RawRow]) -> Iterator[tuple[int, dict[int, str]]]:
        wanted = {cell for _row, cells in rows for cell in cells.values() if type(cell) is int}
        strings = read_shared(self._archive, wanted) if wanted else {}
        for number, cells in rows:
            yield (
                number,
                {
                    column: strings[cell] if isinstance(cell, int) else cell
                    for column, cell in cells.items()
                },
            )


def row_blocks(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Regroup a worksheet's chunks into blocks of whole rows, without what is around them."""
    waiting = next(chunks, b"")
    root = _ROOT.search(waiting)
    if root is None:
        raise FormatRefused("damaged", "the sheet is no sheet")
    prefix = root[1] or b""
    opening, closing = b"<" + prefix + b"row", b"</" + prefix + b"sheetData>"
    waiting = waiting[max(waiting.find(opening), 0) :]
    for chunk in chunks:
        waiting += chunk
        if closing in waiting:
            break
        cut = waiting.rfind(opening)
        if cut > 0:
            yield waiting[:cut]
            waiting = waiting[cut:]
        elif len(waiting) > _MAX_WAITING:
            raise FormatRefused("too_large", "a row is too long")
    end = waiting.find(closing)
    if waiting.startswith(opening) and end > 0:
        yield waiting[:end]
    for _rest in chunks:
        pass  # to its end, so that the check sum is compared
