"""The "Daftar Guru" export of Dapodik: a teacher roster, without what may not be kept.

Layout (facts of the published templates): A1 holds the title; then school, place and time of
the download; a header row within the first 30 rows, sometimes of two tiers; data below it.
The file names no NPSN. Empty cells are '' or '-'.

Only the columns of `KEPT` leave this module. Values of all others - NIK, family card, mother,
bank, tax, spouse - are not even decoded where the format allows it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gugus.cores.formats.cells import (
    CellError,
    Formula,
    HeadRow,
    Number,
    Progress,
    Sheet,
    no_progress,
)
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.workbook import open_workbook

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
    "nuptk": "nuptk",
    "jk": "sex",
    "nip": "nip",
    "status kepegawaian": "employment",
    "jenis ptk": "staff_kind",
    "hp": "phone",
    "telepon": "landline",
    "email": "email",
    "e-mail": "email",
    "tugas tambahan": "additional_duty",
    "pangkat golongan": "rank",
}
REQUIRED = {"nama": "Nama", "nuptk": "NUPTK", "nip": "NIP"}
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
_LONG_NUMBERS = ("nuptk", "nip")
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
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class DapodikRoster:
    """What the file holds, and the names of the columns that were not kept."""

    rows: Sequence[DapodikRow]
    dropped_columns: tuple[str, ...]
    header_row: int


@dataclass(frozen=True)
class _Header:
    last_row: int
    columns: Mapping[int, str]  # column -> field
    dropped: tuple[str, ...]


def read_teacher_roster(data: bytes, tell: Progress = no_progress) -> DapodikRoster:
    """Read a "Daftar Guru" file; raises FormatRefused with a code when it is not one."""
    sheet, head = _titled_sheet(open_workbook(data))
    header = _find_header(head)
    body = sheet.body(frozenset(header.columns), header.last_row, tell)
    rows = [row for row in _teacher_rows(body, header.columns) if row is not None]
    if not rows:
        raise FormatRefused("no_rows", "no teacher below the header")
    return DapodikRoster(rows, header.dropped, header.last_row)


def _titled_sheet(sheets: Sequence[Sheet]) -> tuple[Sheet, Sequence[HeadRow]]:
    other = ""
    for sheet in sheets[:20]:
        head = sheet.head(HEAD_ROWS + 1)
        title = _plain(next((cells.get(0, "") for row, cells in head if row == 1), ""))
        if title == TITLE:
            return sheet, head
        other = other or OTHER_LISTS.get(title, "")
    if other:
        raise FormatRefused("other_list", "another list of Dapodik", (other,))
    raise FormatRefused("unknown_title", "cell A1 does not say Daftar Guru")


def _find_header(head: Sequence[HeadRow]) -> _Header:
    rows = dict(head)
    best = max(rows, key=lambda row: (_known(rows[row]), -row))
    if _known(rows[best]) < 2:
        raise FormatRefused("missing_columns", "no header row", tuple(REQUIRED.values()))
    upper, main, lower = rows.get(best - 1, {}), rows[best], rows.get(best + 1, {})
    _refuse_twice(main)
    names = {column: text for column, text in upper.items() if _plain(text) in KEPT}
    names.update(main)
    last = best
    if _is_second_tier(main, lower):
        names = _with_second_tier(names, lower)
        last = best + 1
    columns, dropped = _sort_out(names)
    present = {_plain(names[column]) for column in columns}
    missing = tuple(title for name, title in REQUIRED.items() if name not in present)
    if missing:
        raise FormatRefused("missing_columns", "required columns are missing", missing)
    return _Header(last, columns, dropped)


def _known(cells: Mapping[int, str]) -> int:
    return len({_plain(text) for text in cells.values()} & KEPT.keys())


def _refuse_twice(cells: Mapping[int, str]) -> None:
    kept = [_plain(text) for text in cells.values() if _plain(text) in KEPT]
    twice = tuple(dict.fromkeys(name for name in kept if kept.count(name) > 1))
    if twice:
        titles = tuple(text for name in twice for text in _first(cells, name))
        raise FormatRefused("duplicate_columns", "a column comes twice", titles)
    if any(isinstance(text, Formula) for text in cells.values()):
        raise FormatRefused("formula", "a formula in the header")


def _first(cells: Mapping[int, str], name: str) -> list[str]:
    return [_title(text) for text in cells.values() if _plain(text) == name][:1]


def _is_second_tier(main: Mapping[int, str], lower: Mapping[int, str]) -> bool:
    """Below a header comes either a teacher, who has a name, or the header's second tier."""
    name = next(column for column, text in main.items() if _plain(text) in KEPT)
    name = next((column for column, text in main.items() if _plain(text) == "nama"), name)
    texts = [text for text in lower.values() if type(text) is str and text not in _BLANK]
    return bool(texts) and _plain(lower.get(name, "")) in (*_BLANK, "nama")


def _with_second_tier(names: dict[int, str], lower: Mapping[int, str]) -> dict[int, str]:
    """Names of the lower tier go under the group that stands above or left of them."""
    merged, taken = dict(names), {_plain(text) for text in names.values()}
    group = ""
    for column in range(max([*names, *lower]) + 1):
        group = names.get(column, group)
        below = lower.get(column, "")
        if _plain(below) in _BLANK or _plain(names.get(column, "")) in KEPT:
            continue
        # 'Nama' under 'Data Ayah' is no teacher's name.
        ambiguous = _plain(below) in taken
        merged[column] = f"{group}: {below}" if ambiguous and group else below
        taken.add(_plain(below))
    return merged


def _sort_out(names: Mapping[int, str]) -> tuple[dict[int, str], tuple[str, ...]]:
    columns: dict[int, str] = {}
    dropped: list[str] = []
    for column in sorted(names):
        plain = _plain(names[column])
        if plain in KEPT and KEPT[plain] not in columns.values():
            columns[column] = KEPT[plain]
        elif plain not in _BLANK:
            dropped.append(_title(names[column]))
    return columns, _sensitive_first(dropped)


def _sensitive_first(titles: Iterable[str]) -> tuple[str, ...]:
    order = {name: place for place, name in enumerate(_SENSITIVE)}
    unique = dict.fromkeys(titles)
    return tuple(sorted(unique, key=lambda title: order.get(_plain(title), len(order))))


def _title(text: str) -> str:
    return " ".join(text.split())[:60]


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
    if not isinstance(cell, Number):
        return cell
    try:
        text = f"{float(cell):.0f}" if float(cell).is_integer() else cell
    except ValueError:
        return cell
    return f"0{text}" if field in ("phone", "landline") and text.startswith("8") else text
