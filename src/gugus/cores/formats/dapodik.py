"""The "Daftar Guru" export of Dapodik: a teacher roster, without what may not be kept.

Layout (facts of the published templates): a title; then school, place and time of the download; a
header row within the first 30 rows, sometimes of two tiers; data below it. Offices move or remove
the title and save as CSV, so the headings decide. The file names no NPSN. Empty cells are '' or '-'.

Only the columns of `KEPT` leave this module. Values of all others - NIK, family card, mother,
bank, tax, spouse - are not even decoded where the format allows it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from gugus.cores.formats.cells import (
    CellError,
    Formula,
    HeadRow,
    Number,
    Progress,
    Sheet,
    no_progress,
    row_number,
)
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.headings import HeadingNames, Headings, find_headings, plain_heading
from gugus.cores.formats.numbers import decimal_of, whole_of
from gugus.cores.formats.sheets import NO_SHEETS, SheetsRead, open_sheets, readable_sheets

TITLE = "daftar guru"
OTHER_LISTS = {
    "daftar tenaga kependidikan": "staff",
    "daftar peserta didik": "pupils",
    "daftar pendidik dan tenaga kependidikan": "blank_template",
    "rekap pembelajaran": "lessons",
}

HEAD_ROWS = 30
# Field of the result by the header's name.
KEPT = {
    "nama": "name",
    "nama lengkap": "name",
    "nama guru": "name",
    "nama ptk": "name",
    "nama pendidik": "name",
    "nuptk": "nuptk",
    "pegid": "peg_id",
    "peg id": "peg_id",
    "jk": "sex",
    "l/p": "sex",
    "jenis kelamin": "sex",
    "nip": "nip",
    "status kepegawaian": "employment",
    "jenis ptk": "staff_kind",
    "hp": "phone",
    "no hp": "phone",
    "nomor hp": "phone",
    "telepon": "landline",
    "email": "email",
    "e-mail": "email",
    "tugas tambahan": "additional_duty",
    "pangkat golongan": "rank",
    "pangkat/golongan": "rank",
}
_NAMES = HeadingNames(KEPT, key="name")
# A list says that it is of teachers by one of their numbers, or by what it calls their names.
NUMBERS = {"nuptk": "NUPTK", "nip": "NIP", "peg_id": "PegID"}
_TEACHERS = frozenset({"nama guru", "nama ptk", "nama pendidik"})
_OF_PUPILS = frozenset({"nisn", "nipd"})
# Named first among the dropped columns: what a person would least like to see stored.
_SENSITIVE = (
    *("nik", "no kk", "nama ibu kandung", "bank", "nomor rekening bank", "rekening atas nama"),
    *("npwp", "nama wajib pajak", "nama suami/istri", "nip suami/istri", "pekerjaan suami/istri"),
    *("status perkawinan", "agama", "tempat lahir", "tanggal lahir", "alamat jalan"),
)
_BLANK = frozenset({"", "-", "--", "–", "—"})
# White space of every kind but the plain space.
_NO_SPACE = re.compile(r"[^\S ]+")
_FROM_E_NOTATION = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}")
# A spreadsheet keeps 15 digits of a number; the rest of a longer one is lost for good.
_DIGITS_KEPT = 15
_LONG_NUMBERS = ("nuptk", "nip", "peg_id")
_REPEATED = frozenset({"sex", "employment", "staff_kind", "additional_duty", "rank"})


@dataclass(frozen=True, slots=True)
class DapodikRow:
    """One row of the file. Empty cells are ''; `problems` are '<code>:<field>'.

    Codes: formula, digits_lost, cell_error.
    """

    row: int
    name: str = ""
    nuptk: str = ""
    sex: str = ""
    nip: str = ""
    employment: str = ""
    staff_kind: str = ""
    phone: str = ""
    email: str = ""
    additional_duty: str = ""
    rank: str = ""
    peg_id: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class DapodikRoster:
    """What the file holds, and the names of the columns that were not kept.

    Rows are numbered by `cells.row_number`; `hidden_rows` are those that nobody sees in the file.
    """

    rows: Sequence[DapodikRow]
    dropped_columns: tuple[str, ...]
    header_row: int
    sheets: SheetsRead = NO_SHEETS
    hidden_rows: frozenset[int] = frozenset()


def read_teacher_roster(data: bytes, tell: Progress = no_progress) -> DapodikRoster:
    """Read a list of teachers; raises FormatRefused with a code when it is none."""
    sheets = open_sheets(data)
    found, told = readable_sheets(sheets, _headings_of)
    if not found:
        _refuse(sheets)
    rows: list[DapodikRow] = []
    hidden: set[int] = set()
    for place, (sheet, header) in enumerate(found):
        body = sheet.body(frozenset(header.columns), header.last_row, tell)
        read = [row for row in _teacher_rows(body, header.columns) if row is not None]
        hidden |= {row_number(place, row.row) for row in read if row.row in sheet.hidden_rows}
        rows += [replace(row, row=row_number(place, row.row)) for row in read] if place else read
    if not rows:
        raise FormatRefused("no_rows", "no teacher below the header")
    dropped = _sensitive_first(title for _sheet, header in found for title in header.dropped)
    return DapodikRoster(rows, dropped, found[0][1].last_row, told, frozenset(hidden))


def _headings_of(sheet: Sheet) -> Headings | None:
    """The headings of a sheet that is a list of teachers; they decide, and the title above them."""
    head = sheet.head(HEAD_ROWS + 1)
    if _other_list(head):
        return None
    found = find_headings(head, _NAMES)
    if found is None or found.last_row > HEAD_ROWS or _missing(found):
        return None
    return found


def _other_list(head: Sequence[HeadRow]) -> str:
    """Which other list of Dapodik it calls itself above its first headings, if it does."""
    for _row, cells in head:
        for text in cells.values():
            plain = _plain(text)
            if plain.startswith(TITLE) or plain in KEPT:
                return ""
            found = next(
                (kind for title, kind in OTHER_LISTS.items() if plain.startswith(title)), ""
            )
            if found:
                return found
    return ""


def _missing(found: Headings) -> tuple[str, ...]:
    titles = {plain_heading(title) for title in found.titles.values()}
    of_teachers = bool(found.fields & set(NUMBERS)) or bool(titles & _TEACHERS)
    name = () if "name" in found.fields else ("Nama",)
    numbers = () if of_teachers and not titles & _OF_PUPILS else tuple(NUMBERS.values())
    return (*name, *numbers)


def _refuse(sheets: Sequence[Sheet]) -> NoReturn:
    heads = [sheet.head(HEAD_ROWS + 1) for sheet in sheets if not sheet.hidden]
    other = next((kind for head in heads if (kind := _other_list(head))), "")
    if other:
        raise FormatRefused("other_list", "another list of Dapodik", (other,))
    found = [one for head in heads if (one := find_headings(head, _NAMES)) is not None]
    missing = min((_missing(one) for one in found), key=len, default=())
    raise FormatRefused("missing_columns", "no headings", missing or ("Nama", *NUMBERS.values()))


def _sensitive_first(titles: Iterable[str]) -> tuple[str, ...]:
    order = {name: place for place, name in enumerate(_SENSITIVE)}
    unique = dict.fromkeys(titles)
    return tuple(sorted(unique, key=lambda title: order.get(_plain(title), len(order))))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().strip(" :*")


def _teacher_rows(
    body: Iterable[tuple[int, Mapping[int, str]]], columns: Mapping[int, str]
) -> Iterable[DapodikRow | None]:
    known: dict[str, str] = {}
    for number, cells in body:
        values: dict[str, str] = {}
        problems: list[str] = []
        for column, cell in cells.items():
            field = columns[column]
            text, problem = _text_of(field, cell)
            if problem:
                problems.append(f"{problem}:{field}")
            elif text not in _BLANK:
                # The same few words stand in most cells of these columns: keep each once.
                values[field] = known.setdefault(text, text) if field in _REPEATED else text
        yield _teacher_row(number, values, problems)


def _teacher_row(number: int, values: dict[str, str], problems: list[str]) -> DapodikRow | None:
    if not values and not problems:
        return None
    landline = values.pop("landline", "")
    if landline:
        values.setdefault("phone", landline)
    return DapodikRow(row=number, problems=tuple(problems), **values)


def _text_of(field: str, cell: str) -> tuple[str, str]:
    """The cell's text on one line, and its problem, if it has one. A name keeps its spaces."""
    problem = "" if type(cell) is str else _problem(field, cell)
    if problem:
        return "", problem
    typed = _as_typed(field, cell)
    text = _NO_SPACE.sub(" ", typed).strip() if field == "name" else " ".join(typed.split())
    if field in _LONG_NUMBERS and _FROM_E_NOTATION.fullmatch(text):
        return "", "digits_lost"
    return text, ""


def _problem(field: str, cell: str) -> str:
    if isinstance(cell, Formula):
        return "formula"
    if isinstance(cell, CellError):
        return "cell_error"
    digits = sum(letter.isdigit() for letter in cell)
    if field in _LONG_NUMBERS and (digits > _DIGITS_KEPT or "e" in cell.casefold()):
        return "digits_lost"
    return ""


def _as_typed(field: str, cell: str) -> str:
    """A number as a person would have typed it: whole, and a phone with its leading 0."""
    number = decimal_of(cell) if isinstance(cell, Number) else None
    whole = None if number is None else whole_of(number)
    text = cell if whole is None else str(whole)
    is_phone = field in ("phone", "landline") and isinstance(cell, Number)
    return f"0{text}" if is_phone and text.startswith("8") else text
