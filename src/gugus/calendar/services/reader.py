"""Reads files and pasted text into rows of an import, or refuses with a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from gugus.calendar.models import CalendarEvent
from gugus.calendar.rules.pasted_table import (
    MAX_ROWS,
    PastedEventRow,
    is_outside,
    read_event_rows,
)
from gugus.cores.formats.cells import Sheet, row_place
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.ical import EventSpan, read_calendar
from gugus.cores.formats.sheets import (
    NO_SHEETS,
    SheetsRead,
    TextSheet,
    open_sheets,
    readable_sheets,
    table_of,
)
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds
from gugus.platform.foundation.errors import Refused

MAX_FILE = 2 * 1024 * 1024
OUTSIDE, NO_TITLE = "outside", "no_title"


@dataclass(frozen=True)
class ImportContents:
    """What a file or a table held, before anybody decided.

    `cancelled` are uids that the file calls off, `outside` counts events of other school years,
    `hidden` are rows that nobody sees who opens the file, `name` is what the file calls itself.
    """

    origin: str
    rows: tuple[dict[str, Any], ...]
    cancelled: tuple[str, ...] = ()
    outside: int = 0
    name: str = ""
    sheets: SheetsRead = NO_SHEETS
    hidden: tuple[int, ...] = ()


def read_pasted_events(*, text: str, year: int) -> ImportContents:
    """A table pasted from a spreadsheet."""
    return _from_sheets([TextSheet(table_of(text))], year, "text")


def read_event_file(*, group: Group, data: bytes, year: int) -> ImportContents:
    """A calendar file, a workbook, or a table as text, told apart by what is in it."""
    if b"BEGIN:V" in data[:4096].upper().replace(b"\x00", b""):
        return _from_calendar(group, data, year)
    return _from_sheets(open_sheets(data), year, "file")


def _from_calendar(group: Group, data: bytes, year: int) -> ImportContents:
    found = read_calendar(data, *school_year_bounds(year), ZoneInfo(group.time_zone))
    if len(found.events) > MAX_ROWS:
        raise FormatRefused("too_many_rows", f"more than {MAX_ROWS} events")
    rows = [_event_row(number, event) for number, event in enumerate(found.events, start=1)]
    rows += [
        {"n": number, "title": event.title, "fault": f"ical_{event.reason}"}
        for number, event in enumerate(found.unread, start=len(rows) + 1)
    ]
    if not rows and not found.cancelled:
        raise Refused(
            _("Berkas ini tidak memuat acara pada tahun pelajaran ini; tidak ada yang disimpan."),
            "file",
        )
    return ImportContents(
        CalendarEvent.Origin.CALENDAR,
        tuple(rows),
        tuple(sorted(found.cancelled)),
        found.outside,
        found.name,
    )


def _event_row(number: int, event: EventSpan) -> dict[str, Any]:
    row = _days_row(number, event.title, event.first, event.last)
    return {**row, "uid": event.uid, "repeats": event.repeats} if event.title else {
        "n": number,
        "title": event.first.isoformat(),
        "fault": NO_TITLE,
    }  # fmt: skip


def _days_row(number: int, title: str, first: date, last: date) -> dict[str, Any]:
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return {"n": number, "title": title, **days, "uid": ""}


def _from_sheets(sheets: Sequence[Sheet], year: int, field: str) -> ImportContents:
    """Events of every sheet that has some; of a single sheet also what could not be read."""

    def has_events(sheet: Sheet) -> bool | None:
        return any(row.days for row in _sheet_rows(sheet, year)) or None

    read, told = readable_sheets(sheets, has_events)
    found: list[PastedEventRow] = []
    hidden: list[int] = []
    for place, sheet in enumerate([sheet for sheet, _one in read] or sheets[:1]):
        rows = _sheet_rows(sheet, year, place)
        hidden += [row.number for row in rows if row_place(row.number)[1] in sheet.hidden_rows]
        found += rows
    if not found:
        raise Refused(
            _(
                "Tidak ada baris yang terbaca. Tempel tabelnya: satu acara satu baris, dengan tanggal."
            ),
            field,
        )
    if len(found) > MAX_ROWS:
        raise Refused(
            _("Tabel ini lebih dari %(n)s baris. Bagi menjadi beberapa bagian.") % {"n": MAX_ROWS},
            field,
        )
    rows_read = tuple(_table_row(row, year) for row in found)
    origin = CalendarEvent.Origin.PASTED
    return ImportContents(origin, rows_read, sheets=told, hidden=tuple(hidden))


def _sheet_rows(sheet: Sheet, year: int, place: int = 0) -> list[PastedEventRow]:
    """A sheet as far as a calendar reaches; rows keep their numbers."""
    rows = dict(sheet.head(MAX_ROWS + 20))
    table = [
        [cells[column] for column in sorted(cells)]
        for cells in (rows.get(number, {}) for number in range(1, max(rows, default=0) + 1))
    ]
    return read_event_rows(table, year, sheet=place, since_1904=sheet.since_1904)


def _table_row(row: PastedEventRow, year: int) -> dict[str, Any]:
    if row.days is None:
        return {"n": row.number, "title": row.title, "fault": str(row.fault)}
    if is_outside(row.days, *school_year_bounds(year)):
        return {"n": row.number, "title": row.title, "fault": OUTSIDE}
    return _days_row(row.number, row.title, row.days.first, row.days.last)


def event_file_refusal(code: str, names: Sequence[str]) -> str:
    """Why a file is not read, what was kept, what to do."""
    del names
    words = {
        "too_large": _(
            "Berkas ini lebih besar dari 2 MB, jadi tidak dibaca. Ekspor satu kalender saja."
        ),
        "empty": _("Berkas ini kosong. Ekspor sekali lagi, lalu pilih lagi."),
        "no_events": _("Berkas kalender ini tidak memuat acara satu pun; tidak ada yang disimpan."),
        "too_many_rows": _(
            "Berkas ini memuat lebih dari %(n)s acara pada tahun pelajaran ini; tidak ada yang "
            "disimpan. Ekspor hanya kalender sekolah atau dinas."
        )
        % {"n": MAX_ROWS},
        "too_heavy": _(
            "Berkas kalender ini terlalu rumit untuk dibaca: pengulangan atau zona waktunya tidak "
            "lazim. Tidak ada yang disimpan. Ekspor satu kalender saja, atau tempel acaranya sebagai "
            "tabel di bawah."
        ),
        "macro": _("Berkas ini memuat makro. Simpan sebagai .xlsx biasa, lalu pilih lagi."),
        "encrypted": _("Berkas ini terkunci kata sandi. Simpan tanpa kata sandi, lalu pilih lagi."),
        "html": _("Ini halaman web, bukan tabel. Salin tabelnya, lalu tempel di bawah."),
    }
    fallback = _(
        "Berkas ini tidak dapat dibaca; tidak ada yang disimpan. Pakai .ics, .xlsx, atau .csv, "
        "atau tempel tabelnya."
    )
    return words.get(code, fallback)
