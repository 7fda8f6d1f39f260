"""The spreadsheet on which one rater answers about many teachers.

The product writes it and reads it back. Hidden keys say which measurement, teacher and
indicator each cell belongs to, so rows and columns may be sorted, hidden or removed.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

from gugus.cores.formats.cells import Sheet, letters, no_progress
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.workbook import open_workbook

SHEET = "Nilai"
MAGIC = "gugus-ratings-1"
MAX_ROWS = 2000
MAX_COLUMNS = 400
_FIRST_KEY = 3  # columns: hidden key, name, place, then answers
_KEY_ROW = 1
_HEAD_ROW = 3
# Somebody may have put a title above.
_LOOKED_AT = 20


@dataclass(frozen=True)
class QuestionColumn:
    """One question: its key, short heading, what it asks, and the whole numbers it takes."""

    key: str
    heading: str
    text: str
    low: int
    high: int
    section: str = ""


@dataclass(frozen=True)
class RatedPerson:
    """One row: whom it is about and what is already answered."""

    key: str
    name: str
    place: str
    values: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class RatingTemplate:
    """Everything written into the file. `token` names the measurement and the rater."""

    token: str
    title: str
    hint: str
    name_heading: str
    place_heading: str
    guide_name: str
    guide: tuple[tuple[str, str], ...]
    columns: tuple[QuestionColumn, ...]
    people: tuple[RatedPerson, ...]


@dataclass(frozen=True)
class FilledRow:
    """A row as it came back; `number` is the sheet's own, `cells` hold what was typed."""

    number: int
    key: str
    name: str
    cells: dict[str, str]


@dataclass(frozen=True)
class FilledSheet:
    """The file as it came back; `letters` name the columns by key ('AB').

    `hidden_rows` are those with answers that nobody sees who opens it.
    """

    token: str
    letters: dict[str, str]
    rows: tuple[FilledRow, ...]
    hidden_rows: frozenset[int] = frozenset()


def write_ratings(template: RatingTemplate) -> bytes:
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


def _write_head(book: Any, sheet: Any, template: RatingTemplate) -> None:
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


def _write_people(book: Any, sheet: Any, template: RatingTemplate) -> None:
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


def _limit(sheet: Any, at: int, last: int, column: QuestionColumn) -> None:
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


def _write_guide(book: Any, template: RatingTemplate) -> None:
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    guide = book.add_worksheet(template.guide_name)
    guide.set_column(0, 0, 14)
    guide.set_column(1, 1, 100)
    for row, (left, right) in enumerate(template.guide):
        guide.write_string(row, 0, left, bold)
        guide.write_string(row, 1, right, wrap if left else bold)
    guide.protect()


def read_ratings(data: bytes) -> FilledSheet:
    """Read a file written by `write` and filled by a person.

    Raises
    ------
    FormatRefused
        As `open_workbook` for what is no plain workbook; ``other_list`` for a workbook that was not
        written here; ``too_many_rows`` for more rows than a template has.
    """
    # The sort is stable: a visible sheet comes before a hidden copy of it.
    for sheet in sorted(open_workbook(data), key=lambda one: one.hidden):
        for number, keys in sheet.head(_LOOKED_AT):
            if keys.get(0) == MAGIC:
                return _filled(sheet, number, keys)
    raise FormatRefused("other_list", "no sheet holds our keys")


def _filled(sheet: Sheet, key_row: int, keys: Mapping[int, str]) -> FilledSheet:
    columns = {at: key for at, key in keys.items() if _FIRST_KEY <= at < MAX_COLUMNS}
    wanted = frozenset({0, 1, *columns})
    rows = [_row(*row, columns) for row in sheet.body(wanted, key_row, no_progress) if 0 in row[1]]
    if len(rows) > MAX_ROWS:
        raise FormatRefused("too_many_rows", f"more than {MAX_ROWS} rows")
    named = {key: letters(at) for at, key in columns.items()}
    hidden = frozenset(row.number for row in rows if row.cells and row.number in sheet.hidden_rows)
    return FilledSheet(keys.get(1, ""), named, tuple(rows), hidden)


def _row(number: int, line: Mapping[int, str], columns: Mapping[int, str]) -> FilledRow:
    cells = {columns[at]: cell for at, cell in line.items() if at in columns and cell.strip()}
    return FilledRow(number, line[0].strip(), line.get(1, "").strip(), cells)
