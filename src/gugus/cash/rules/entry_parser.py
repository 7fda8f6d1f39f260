"""Rows of somebody's spreadsheet read as entries: days, amounts, and what is no entry at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from gugus.cash.rules.balance_rows import BalanceSign, MoneyRow, Wording, balance_signs, wording_of
from gugus.cores.formats.cash_table import CashTableRow
from gugus.cores.formats.cells import CellError, row_place
from gugus.cores.formats.days import read_day
from gugus.cores.formats.numbers import InvalidRupiah, read_rupiah


class EntryParseFault(StrEnum):
    """Why a row is no entry."""

    NO_DAY = "no_day"
    DAY = "day"
    NO_TEXT = "no_text"
    NO_AMOUNT = "no_amount"
    BOTH = "both"
    AMOUNT = "amount"
    NEGATIVE = "negative"
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
    sign: BalanceSign | None = None

    @property
    def is_set_aside(self) -> bool:
        """Does the row restate a balance or a sum?"""
        return self.sign is not None and self.sign.sets_aside


def parse_entries(
    rows: Iterable[CashTableRow], sources: Mapping[str, int], default: int | None
) -> list[ParsedEntry]:
    """The table's entries in its order; rows without any money or day are left out.

    `sources` are the group's sources by their name in small letters; `default` is that of rows
    that name none. A row without a day has that of the row above, as in handwritten books. Each
    sheet begins anew.
    """
    read: list[ParsedEntry] = []
    names = frozenset(word for name in sources for word in name.split())
    for _sheet, group in groupby(rows, key=lambda row: row_place(row.number)[0]):
        kept = [row for row in group if not _is_empty(row.cells)]
        entries = _with_days(kept, sources, default)
        money = [_money_of(*both) for both in zip(kept, entries, strict=True)]
        signs = balance_signs(money, names)
        read += [_signed(*both) for both in zip(entries, money, signs, strict=True)]
    return read


def _with_days(
    rows: Sequence[CashTableRow], sources: Mapping[str, int], default: int | None
) -> list[ParsedEntry]:
    last: date | None = None
    read = []
    for row in rows:
        one = _read_row(row, last, sources, default)
        # Below a day that could not be read, an empty cell does not mean the day above that; a sum
        # that stands in its place is none.
        if one.day or wording_of(row.cells.get("day", "")) is not Wording.BALANCE:
            last = one.day
        read.append(one)
    return read


def _money_of(row: CashTableRow, one: ParsedEntry) -> MoneyRow:
    unclear = any(
        _has_money(row.cells.get(name, "")) and not getattr(one, name)
        for name in ("received", "spent")
    )
    label, balance = _label(row.cells), _balance_of(row.cells)
    return MoneyRow(label, one.received, one.spent, balance, unclear)


def _signed(one: ParsedEntry, money: MoneyRow, sign: BalanceSign | None) -> ParsedEntry:
    """A row that is set aside keeps its fault: without a day nobody can take it after all."""
    if sign is None:
        return one
    fault = one.fault
    if sign.sets_aside and fault is EntryParseFault.NO_TEXT:
        fault = None
    return replace(one, sign=sign, fault=fault, text=one.text or money.text[:250])


def _is_empty(cells: Mapping[str, str]) -> bool:
    """Has a row neither money nor a day: a heading between, a place and date to sign at?"""
    has_money = any(_has_money(cells.get(name, "")) for name in ("received", "spent", "balance"))
    return not has_money and "day" not in cells


def _has_money(cell: str) -> bool:
    if isinstance(cell, CellError):
        return True
    try:
        return read_rupiah(cell) != 0
    except InvalidRupiah:
        return any(map(str.isdigit, cell)) and not _signs(cell)


def _signs(cell: str) -> bool:
    """Does a cell below a book say where and when it was signed, or by whose number?"""
    words = cell.strip().casefold()
    return words.startswith(("nip", "nuptk")) or read_day(cell.rpartition(",")[2]) is not None


def _label(cells: Mapping[str, str]) -> str:
    """What a row calls itself: a sum often does so where its day or number would stand."""
    for name in ("text", "day", "number", "party"):
        text = _line(cells.get(name, ""))
        if text and (name == "text" or any(map(str.isalpha, text))) and read_day(text) is None:
            return text
    return ""


def _balance_of(cells: Mapping[str, str]) -> int | None:
    """The running balance beside a row; below zero it says nothing that is used here."""
    cell = cells.get("balance", "")
    try:
        return read_rupiah(cell) if cell.strip() and any(map(str.isdigit, cell)) else None
    except InvalidRupiah:
        return None


def _read_row(
    row: CashTableRow, last: date | None, sources: Mapping[str, int], default: int | None
) -> ParsedEntry:
    cells, faults = row.cells, list[tuple[EntryParseFault, str]]()
    day = read_day(cells["day"], since_1904=row.since_1904) if "day" in cells else last
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
        return read_rupiah(cell)
    except InvalidRupiah as refusal:
        fault = _AMOUNT_FAULTS.get(refusal.reason, EntryParseFault.AMOUNT)
        faults.append((fault, cell.strip()))
        return 0


_AMOUNT_FAULTS = {"huge": EntryParseFault.HUGE, "negative": EntryParseFault.NEGATIVE}


class EntryVerdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    ALREADY_IN_BOOK = "twin"
    UNREADABLE = "unreadable"
    INVALID_DATE = "date"
    OVERDRAWS_SOURCE = "short"
    BALANCE = "balance"


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
