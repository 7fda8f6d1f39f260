"""The spreadsheet on which one rater answers about many teachers.

The product writes it and reads it back. Hidden keys say which measurement, teacher and
indicator each cell belongs to, so rows and columns may be sorted, hidden or removed.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import python_calamine
import xlsxwriter

SHEET = "Nilai"
MAGIC = "gugus-ratings-1"
MAX_ROWS = 2000
MAX_COLUMNS = 400
_FIRST_KEY = 3  # columns: hidden key, name, place, then answers
_KEY_ROW = 1
_HEAD_ROW = 3


class NotOurSheet(ValueError):  # noqa: N818 - says what the file is
    """The file is no workbook, or not one that this module wrote."""


@dataclass(frozen=True)
class Column:
    """One question: its key, short heading, what it asks, and the whole numbers it takes."""

    key: str
    heading: str
    text: str
    low: int
    high: int
    section: str = ""


@dataclass(frozen=True)
class Person:
    """One row: whom it is about and what is already answered."""

    key: str
    name: str
    place: str
    values: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Template:
    """Everything written into the file. `token` names the measurement and the rater."""

    token: str
    title: str
    hint: str
    name_heading: str
    place_heading: str
    guide_name: str
    guide: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True)
class FilledRow:
    """A row as it came back; `number` is the sheet's own, `cells` hold what was typed."""

    number: int
    key: str
    name: str
    cells: dict[str, Any]


@dataclass(frozen=True)
class FilledSheet:
    """The file as it came back; `headings` are the columns' letters by key ('AB')."""

    token: str
    letters: dict[str, str]
    rows: tuple[FilledRow, ...]


def write(template: Template) -> bytes:
    """Return the XLSX file.

    Names that begin with '=' are written as text, never as formulas.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": template.title})
    sheet = book.add_worksheet(SHEET)
    _write_head(book, sheet, template)
    _write_people(book, sheet, template)
    _write_guide(book, template)
    sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True})
    book.close()
    return out.getvalue()


def _write_head(book: Any, sheet: Any, template: Template) -> None:
    bold = book.add_format({"bold": True, "font_size": 13})
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#E1EFE9"}
    )
    sheet.write(0, 1, template.title, bold)
    sheet.write(2, 1, template.hint)
    sheet.write(_KEY_ROW, 0, MAGIC)
    sheet.write(_KEY_ROW, 1, template.token)
    sheet.write(_HEAD_ROW, 1, template.name_heading, head)
    sheet.write(_HEAD_ROW, 2, template.place_heading, head)
    for at, column in enumerate(template.columns, start=_FIRST_KEY):
        sheet.write(_KEY_ROW, at, column.key)
        sheet.write(_HEAD_ROW, at, column.heading, head)
        sheet.write_comment(_HEAD_ROW, at, column.text, {"x_scale": 2.0})
    sheet.set_row(_KEY_ROW, None, None, {"hidden": True})
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 2, 22)
    sheet.set_column(_FIRST_KEY, _FIRST_KEY + len(template.columns), 6)
    sheet.freeze_panes(_HEAD_ROW + 1, _FIRST_KEY)


def _write_people(book: Any, sheet: Any, template: Template) -> None:
    plain = book.add_format({"border": 1})
    answer = book.add_format({"border": 1, "align": "center", "locked": False})
    for row, person in enumerate(template.people, start=_HEAD_ROW + 1):
        sheet.write_string(row, 0, person.key)
        sheet.write_string(row, 1, person.name, plain)
        sheet.write_string(row, 2, person.place, plain)
        for at, column in enumerate(template.columns, start=_FIRST_KEY):
            value = person.values.get(column.key)
            if value is None:
                sheet.write_blank(row, at, None, answer)
            else:
                sheet.write_number(row, at, value, answer)
    last = _HEAD_ROW + max(len(template.people), 1)
    for at, column in enumerate(template.columns, start=_FIRST_KEY):
        _limit(sheet, at, last, column)


def _limit(sheet: Any, at: int, last: int, column: Column) -> None:
    sheet.data_validation(
        _HEAD_ROW + 1,
        at,
        last,
        at,
        {
            "validate": "integer",
            "criteria": "between",
            "minimum": column.low,
            "maximum": column.high,
            "error_title": column.heading,
            "error_message": f"{column.low}-{column.high}",
        },
    )


def _write_guide(book: Any, template: Template) -> None:
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    guide = book.add_worksheet(template.guide_name)
    guide.set_column(0, 0, 14)
    guide.set_column(1, 1, 100)
    for row, (left, right) in enumerate(template.guide):
        guide.write_string(row, 0, left, bold)
        guide.write_string(row, 1, right, wrap if left else bold)
    guide.protect()


def read(data: bytes) -> FilledSheet:
    """Read a file written by `write` and filled by a person.

    Raises
    ------
    NotOurSheet
        When it is no XLSX workbook, has no hidden keys, or is larger than any we write.
    """
    grid = _grid(data)
    keys = grid[_KEY_ROW] if len(grid) > _KEY_ROW else []
    if len(keys) <= _FIRST_KEY or keys[0] != MAGIC:
        raise NotOurSheet("no keys")
    columns = {at: str(key) for at, key in enumerate(keys) if at >= _FIRST_KEY and key != ""}
    rows = tuple(
        _row(number, line, columns)
        for number, line in enumerate(grid, start=1)
        if number > _HEAD_ROW + 1 and line and _text(line[0])
    )
    letters = {key: letter(at) for at, key in columns.items()}
    return FilledSheet(str(keys[1]), letters, rows)


def _grid(data: bytes) -> list[list[Any]]:
    if not data.startswith(b"PK"):
        raise NotOurSheet("no workbook")
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        if SHEET not in book.sheet_names:
            raise NotOurSheet("no such sheet")
        sheet = book.get_sheet_by_name(SHEET)
        if sheet.total_height > MAX_ROWS or sheet.total_width > MAX_COLUMNS:
            raise NotOurSheet("too large")
        return sheet.to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError) as error:
        raise NotOurSheet("not readable") from error


def _row(number: int, line: list[Any], columns: Mapping[int, str]) -> FilledRow:
    cells = {key: line[at] for at, key in columns.items() if at < len(line) and line[at] != ""}
    return FilledRow(number, _text(line[0]), _text(line[1]), cells)


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def letter(at: int) -> str:
    """A column's letters in the sheet.

    >>> letter(0), letter(25), letter(26), letter(81)
    ('A', 'Z', 'AA', 'CD')
    """
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def whole_number(cell: Any, low: int, high: int) -> int | None:
    """The answer in a cell, or None when it is no whole number from `low` to `high`.

    >>> whole_number(2.0, 0, 2), whole_number(" 1 ", 0, 2), whole_number(1.5, 0, 2)
    (2, 1, None)
    >>> whole_number(True, 0, 2), whole_number("dua", 0, 2), whole_number(3, 0, 2)
    (None, None, None)
    """
    if isinstance(cell, str):
        digits = cell.strip()
        cell = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else None
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    return int(cell) if low <= cell <= high and cell == int(cell) else None
