"""A pasted table of events: which cell names the event, which tells its days."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gugus.cores.formats.cells import row_number
from gugus.cores.formats.days import (
    DayRange,
    DayRangeFault,
    Days,
    joined,
    read_days,
    read_serial,
)

MAX_ROWS = 400
LONGEST_TITLE = 200
_HEADINGS = frozenset(
    {"no", "nomor", "acara", "kegiatan", "uraian", "nama", "judul", "title", "event", "tanggal"}
    | {"tgl", "mulai", "selesai", "sampai", "dari", "date", "start", "end", "keterangan", "ket"}
    | {"hari", "waktu", "awal", "akhir", "description", "dan", "pelaksanaan", "agenda"}
    | {"jenis", "sekolah", "tempat", "lokasi", "jam", "catatan"}
)
_NUMBER = re.compile(r"\d{1,4}\.?")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?", re.ASCII)


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


def read_event_rows(
    table: Iterable[Sequence[str]], school_year: int, *, sheet: int = 0, since_1904: bool = False
) -> list[PastedEventRow]:
    """Every row that holds something, with its number; titles and headings are passed over.

    A row that names several stretches of days is as many events. `sheet` is the sheet's place among
    those that are read; `since_1904` tells how it counts days.
    """
    reader = _DayReader(school_year, since_1904)
    found: list[PastedEventRow] = []
    for number, raw in enumerate(table, start=1):
        cells = [_line(cell) for cell in raw]
        cells = [cell for cell in cells if cell]
        if not cells:
            continue
        if _is_heading(cells) and not any(row.days for row in found):
            # What stands above the headings is a title.
            found = []
            continue
        found += _events(row_number(sheet, number), cells, reader)
        if len(found) > MAX_ROWS:
            break
    return found


def _line(cell: str) -> str:
    """A cell on one line; signs that cannot be seen are blanks (a database takes not all of them)."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in cell).split())


def _is_heading(cells: list[str]) -> bool:
    words = {word for cell in cells for word in re.findall(r"[a-z]+", cell.lower())}
    numbers = any(any(sign.isdigit() for sign in cell) for cell in cells)
    return bool(words) and words <= _HEADINGS and not numbers


@dataclass(frozen=True)
class _DayReader:
    """How cells of this table are read as days."""

    school_year: int
    since_1904: bool

    def days(self, cell: str) -> Days | DayRangeFault:
        """The days that one cell names."""
        if _SERIAL.fullmatch(cell):
            day = read_serial(cell, since_1904=self.since_1904)
            return (DayRange(day, day),) if day is not None else DayRangeFault.NO_DATE
        return read_days(cell, self.school_year)


def _events(number: int, cells: list[str], reader: _DayReader) -> list[PastedEventRow]:
    dates: list[Days] = []
    faults: list[DayRangeFault] = []
    rest: list[str] = []
    for cell in cells:
        read = reader.days(cell)
        if isinstance(read, tuple):
            dates.append(read)
        elif read is not DayRangeFault.NO_DATE:
            faults.append(read)
        else:
            rest.append(cell)
    title = _title(rest)
    whole = " ".join(cells)[:LONGEST_TITLE]
    if faults or not dates:
        fault = faults[0] if faults else DayRangeFault.NO_DATE
        return [PastedEventRow(number, title or whole, None, EventRowFault(fault))]
    days = _days_of(dates)
    if isinstance(days, DayRangeFault):
        return [PastedEventRow(number, title, None, EventRowFault(days))]
    if not title:
        return [PastedEventRow(number, whole, None, EventRowFault.NO_TITLE)]
    return [
        PastedEventRow(number + row_number(0, 0, piece), title, one)
        for piece, one in enumerate(days)
    ]


def _days_of(dates: list[Days]) -> Days | DayRangeFault:
    """Of two cells with a day the one begins and the other ends."""
    if len(dates) == 1:
        return dates[0]
    both = joined(dates[0][0], dates[1][-1])
    return both if isinstance(both, DayRangeFault) else (both,)


def _title(cells: list[str]) -> str:
    """The first cell that is more than a running number or a weekday."""
    named = [cell for cell in cells if not _NUMBER.fullmatch(cell) and re.search(r"[^\W\d]", cell)]
    return named[0][:LONGEST_TITLE] if named else ""


def is_outside(days: DayRange, first: date, last: date) -> bool:
    """Has the stretch no day between `first` and `last`?"""
    return days.last < first or days.first > last
