"""Rows of somebody's spreadsheet read as entries: days, amounts, and what is no entry at all."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from gugus.cores.formats.cash_table import CashTableRow
from gugus.cores.formats.cells import Formula, Number
from gugus.platform.web.rupiah import MAX_RUPIAH, InvalidRupiah, parse_rupiah

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan", "january"),
            ("februari", "pebruari", "feb", "peb", "february"),
            ("maret", "mar", "march"),
            ("april", "apr"),
            ("mei", "may"),
            ("juni", "jun", "june"),
            ("juli", "jul", "july"),
            ("agustus", "agust", "agu", "ags", "agt", "aug", "august"),
            ("september", "sept", "sep"),
            ("oktober", "okt", "oct", "october"),
            ("november", "nopember", "nov", "nop"),
            ("desember", "des", "dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", re.ASCII)
_FIGURES = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})", re.ASCII)
_WORDS = re.compile(r"(?:[a-z']+,? )?(\d{1,2})[ .\-/]([a-z]+)\.?[ .\-/](\d{4}|\d{2})", re.ASCII)
# Spreadsheets count days from here, since they take 1900 for a leap year.
_DAY_ZERO = date(1899, 12, 30)
# Between 1954 and 2119: a number outside is no day.
_SERIALS = range(20_000, 80_000)
_SUMS = re.compile(r"(?:jumlah|total|saldo akhir|sisa saldo|dipindahkan|pindahan)\b")


class EntryParseFault(StrEnum):
    """Why a row is no entry."""

    NO_DAY = "no_day"
    DAY = "day"
    NO_TEXT = "no_text"
    NO_AMOUNT = "no_amount"
    BOTH = "both"
    AMOUNT = "amount"
    HUGE = "huge"
    NO_SOURCE = "no_source"
    SOURCE = "source"


@dataclass(frozen=True)
class ParsedEntry:
    """A row as it was read; with a fault it is shown and never taken."""

    number: int
    day: date | None
    text: str
    party: str
    paper_number: str
    source: int | None
    received: int
    spent: int
    fault: EntryParseFault | None = None
    # What stood in the cell that could not be read.
    said: str = ""


def parse_day(cell: str) -> date | None:
    """A day as people and spreadsheets write it, day before month; None when it is none.

    >>> day_of("5 Okt 2026"), day_of("Senin, 05/10/2026"), day_of("2026-10-05")
    (datetime.date(2026, 10, 5), datetime.date(2026, 10, 5), datetime.date(2026, 10, 5))
    """
    if isinstance(cell, Number | Formula):
        return _day_of_serial(cell)
    text = " ".join(cell.lower().split())
    found = _ISO.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    text = re.sub(r"^[a-z']+, ?", "", text)
    found = _FIGURES.fullmatch(text)
    if found:
        return _day(int(found[3]), int(found[2]), int(found[1]))
    found = _WORDS.fullmatch(text)
    if found and found[2] in _MONTHS:
        return _day(int(found[3]), _MONTHS[found[2]], int(found[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _day_of_serial(cell: str) -> date | None:
    try:
        serial = int(float(cell))
    except (ValueError, OverflowError):
        return parse_day(str(cell))
    return _DAY_ZERO + timedelta(days=serial) if serial in _SERIALS else None


def parse_amount(cell: str) -> int:
    """Whole rupiah of a cell; a dash or nothing is 0. Raises `NotRupiah`; never guesses."""
    text = cell.strip()
    if text in ("", "-", "–", "Rp -", "Rp-"):
        return 0
    if not isinstance(cell, Number | Formula):
        return parse_rupiah(text)
    try:
        number = Decimal(text)
    except InvalidOperation:
        return parse_rupiah(text)
    if not number.is_finite() or number != number.to_integral_value():
        raise InvalidRupiah("unclear")
    if number < 0:
        raise InvalidRupiah("negative")
    if number > MAX_RUPIAH:
        raise InvalidRupiah("huge")
    return int(number)


def parse_entries(
    rows: Iterable[CashTableRow], sources: Mapping[str, int], default: int | None
) -> list[ParsedEntry]:
    """The table's entries in its order; sums and empty rows are left out.

    `sources` are the group's sources by their name in small letters; `default` is that of rows
    that name none. A row without a day has that of the row above, as in handwritten books.
    """
    last: date | None = None
    read: list[ParsedEntry] = []
    for row in rows:
        if _is_no_entry(row.cells):
            continue
        one = _read_row(row, last, sources, default)
        # Below a day that could not be read, an empty cell does not mean the day above that.
        last = one.day
        read.append(one)
    return read


def _is_no_entry(cells: Mapping[str, str]) -> bool:
    has_money = any(cells.get(name, "").strip(" -–0") for name in ("received", "spent"))
    is_sum = bool(_SUMS.match(cells.get("text", cells.get("day", "")).strip().lower()))
    return (not has_money and "day" not in cells) or (
        is_sum and parse_day(cells.get("day", "")) is None
    )


def _read_row(
    row: CashTableRow, last: date | None, sources: Mapping[str, int], default: int | None
) -> ParsedEntry:
    cells, faults = row.cells, list[tuple[EntryParseFault, str]]()
    day = parse_day(cells["day"]) if "day" in cells else last
    if day is None:
        faults.append(
            (EntryParseFault.DAY, cells["day"]) if "day" in cells else (EntryParseFault.NO_DAY, "")
        )
    text = _line(cells.get("text", ""))
    if not text:
        faults.append((EntryParseFault.NO_TEXT, ""))
    amounts = [_amount(cells.get(name, ""), faults) for name in ("received", "spent")]
    if not faults and all(amounts):
        faults.append((EntryParseFault.BOTH, ""))
    elif not faults and not any(amounts):
        faults.append((EntryParseFault.NO_AMOUNT, ""))
    named = _line(cells.get("source", ""))
    source = sources.get(named.lower()) if named else default
    if source is None:
        faults.append((EntryParseFault.SOURCE, named) if named else (EntryParseFault.NO_SOURCE, ""))
    fault, said = faults[0] if faults else (None, "")
    return ParsedEntry(
        number=row.number,
        day=day,
        text=text[:250],
        party=_line(cells.get("party", ""))[:150],
        paper_number=_line(cells.get("number", ""))[:60],
        source=source,
        received=amounts[0],
        spent=amounts[1],
        fault=fault,
        said=_line(said)[:60],
    )


def _line(cell: str) -> str:
    """A cell on one line; signs that cannot be seen are blanks (a database takes not all of them).

    >>> _line(" a\\x00b \\u202e c")
    'a b c'
    """
    return " ".join("".join(sign if sign.isprintable() else " " for sign in cell).split())


def _amount(cell: str, faults: list[tuple[EntryParseFault, str]]) -> int:
    try:
        return parse_amount(cell)
    except InvalidRupiah as refusal:
        fault = EntryParseFault.HUGE if refusal.reason == "huge" else EntryParseFault.AMOUNT
        faults.append((fault, cell.strip()))
        return 0


class EntryVerdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    ALREADY_IN_BOOK = "twin"
    UNREADABLE = "unreadable"
    INVALID_DATE = "date"
    OVERDRAWS_SOURCE = "short"


Key = tuple[date, int, int, int]


def entry_key(row: ParsedEntry) -> Key:
    """What two writings of one entry have in common: day, source and amount."""
    assert row.day is not None  # asked of readable rows only
    assert row.source is not None
    return row.day, row.source, row.received, row.spent


def duplicates_in_book(rows: Sequence[ParsedEntry], known: Iterable[Key]) -> frozenset[int]:
    """Numbers of rows that stand in the book already; each entry of the book has one twin."""
    left: dict[Key, int] = {}
    for key in known:
        left[key] = left.get(key, 0) + 1
    twins = set()
    for row in rows:
        if row.fault is None and left.get(entry_key(row), 0):
            left[entry_key(row)] -= 1
            twins.add(row.number)
    return frozenset(twins)


def overdrafts(
    rows: Iterable[ParsedEntry], days: Mapping[int, Mapping[date, int]]
) -> Iterator[tuple[int, date]]:
    """Numbers of rows that would leave a source with less than nothing, and on which day.

    `days` is the book: what came in less what went out by source and day. Rows are tried by day,
    what comes in first; one that does not fit is left out and the next is tried.
    """
    held = {source: dict(by_day) for source, by_day in days.items()}
    for row in sorted(rows, key=lambda one: (one.day, one.spent > 0, one.number)):
        assert row.day is not None  # only readable rows are tried
        assert row.source is not None
        by_day = held.setdefault(row.source, {})
        if row.spent:
            day = _first_below(by_day, row.day, row.spent)
            if day is not None:
                yield row.number, day
                continue
        by_day[row.day] = by_day.get(row.day, 0) + row.received - row.spent


def _first_below(by_day: Mapping[date, int], day: date, spent: int) -> date | None:
    held = sum(net for when, net in by_day.items() if when <= day)
    if held < spent:
        return day
    for when in sorted(when for when in by_day if when > day):
        held += by_day[when]
        if held < spent:
            return when
    return None
