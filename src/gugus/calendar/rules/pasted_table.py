"""A pasted table of events: which cell names the event, which tells its days."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gugus.calendar.rules.dates import DayRange, DayRangeFault, joined, read_days, read_serial

MAX_ROWS = 400
LONGEST_TITLE = 200
_HEADINGS = frozenset(
    {"no", "nomor", "acara", "kegiatan", "uraian", "nama", "judul", "title", "event", "tanggal"}
    | {"tgl", "mulai", "selesai", "sampai", "dari", "date", "start", "end", "keterangan", "ket"}
    | {"hari", "waktu", "awal", "akhir", "description", "dan", "pelaksanaan", "agenda"}
    | {"jenis", "sekolah", "tempat", "lokasi", "jam", "catatan"}
)
_NUMBER = re.compile(r"\d{1,4}\.?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")


class EventRowFault(StrEnum):
    """Why a row is no event."""

    NO_TITLE = "no_title"
    NO_DATE = DayRangeFault.NO_DATE
    NO_SUCH_DAY = DayRangeFault.NO_SUCH_DAY
    ENDS_BEFORE = DayRangeFault.ENDS_BEFORE
    TOO_LONG = DayRangeFault.TOO_LONG


@dataclass(frozen=True)
class PastedEventRow:
    """One row: an event with its days, or what stood there and why it is none."""

    number: int
    title: str
    days: DayRange | None
    fault: EventRowFault | None = None


def cells_of(text: str) -> list[list[str]]:
    """Rows and cells of a pasted table: tabs from a spreadsheet, else semicolons, bars, commas."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    mark = next((sign for sign in "\t;|" if sign in lines), "")
    if mark or re.search(r"^[^,\n]*\"", lines, re.M):
        return _by_mark(lines, mark or ",")
    return [_by_comma(line) for line in lines.split("\n")]


def read_event_rows(table: Iterable[Sequence[str]], school_year: int) -> list[PastedEventRow]:
    """Every row that holds something, with its number in the table; headings are passed over."""
    found: list[PastedEventRow] = []
    for number, raw in enumerate(table, start=1):
        cells = [_line(cell) for cell in raw]
        cells = [cell for cell in cells if cell]
        if not cells or (not found and _is_heading(cells)):
            continue
        found.append(_row(number, cells, school_year))
        if len(found) > MAX_ROWS:
            break
    return found


def _line(cell: str) -> str:
    """A cell on one line; signs that cannot be seen are blanks (a database takes not all of them)."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in cell).split())


def _by_mark(text: str, mark: str) -> list[list[str]]:
    # An unbalanced quotation mark must not merge the rest of the table into one cell.
    lines = io.StringIO(text)
    try:
        if text.count('"') % 2:
            return list(csv.reader(lines, delimiter=mark, quoting=csv.QUOTE_NONE))
        return list(csv.reader(lines, delimiter=mark))
    except csv.Error:
        return [line.split(mark) for line in text.split("\n")]


def _by_comma(line: str) -> list[str]:
    """'Upacara, 17 Agustus 2026': a comma of a weekday ('Senin, 17 Agustus') parts nothing."""
    return re.split(r"(?<!senin)(?<!selasa)(?<!rabu)(?<!kamis)(?<!jumat)(?<!sabtu)(?<!minggu),\s*",
                    line, flags=re.I)  # fmt: skip


def _is_heading(cells: list[str]) -> bool:
    words = {word for cell in cells for word in re.findall(r"[a-z]+", cell.lower())}
    numbers = any(any(sign.isdigit() for sign in cell) for cell in cells)
    return bool(words) and words <= _HEADINGS and not numbers


def _row(number: int, cells: list[str], school_year: int) -> PastedEventRow:
    dates: list[DayRange] = []
    faults: list[DayRangeFault] = []
    rest: list[str] = []
    for cell in cells:
        read = _cell_days(cell, school_year)
        if isinstance(read, DayRange):
            dates.append(read)
        elif read is not DayRangeFault.NO_DATE:
            faults.append(read)
        else:
            rest.append(cell)
    title = _title(rest)
    if faults or not dates:
        fault = faults[0] if faults else DayRangeFault.NO_DATE
        return PastedEventRow(
            number, title or " ".join(cells)[:LONGEST_TITLE], None, EventRowFault(fault)
        )
    days = joined(dates[0], dates[1]) if len(dates) > 1 else dates[0]
    if isinstance(days, DayRangeFault):
        return PastedEventRow(number, title, None, EventRowFault(days))
    if not title:
        return PastedEventRow(number, " ".join(cells)[:LONGEST_TITLE], None, EventRowFault.NO_TITLE)
    return PastedEventRow(number, title, days)


def _cell_days(cell: str, school_year: int) -> DayRange | DayRangeFault:
    if serial := _SERIAL.fullmatch(cell):
        day = read_serial(int(serial[1]))
        return DayRange(day, day) if day is not None else DayRangeFault.NO_DATE
    return read_days(cell, school_year)


def _title(cells: list[str]) -> str:
    """The first cell that is more than a running number or a weekday."""
    named = [cell for cell in cells if not _NUMBER.fullmatch(cell) and re.search(r"[^\W\d]", cell)]
    return named[0][:LONGEST_TITLE] if named else ""


def is_outside(days: DayRange, first: date, last: date) -> bool:
    """Has the stretch no day between `first` and `last`?"""
    return days.last < first or days.first > last
