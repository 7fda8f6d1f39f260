"""Counting the cash at a month's end: what may be counted, what differs, what is signed."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

# Notes and coins in use (Bank Indonesia), the largest first.
DENOMINATIONS = (100_000, 75_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100)
# More pieces of one kind than any box holds: a slip of the finger.
MAX_PIECES = 100_000


def month_start(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return next_month(day) - timedelta(days=1)


def next_month(day: date) -> date:
    """The first day of the month after a day's month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def months_between(first: date, last: date) -> list[date]:
    """The first days of all months from that of `first` to that of `last`."""
    months, month = [], month_start(first)
    while month <= last:
        months.append(month)
        month = next_month(month)
    return months


def cash_value(counted: Mapping[int, int]) -> int:
    """What notes and coins are worth: {100000: 4, 500: 3} -> 401500."""
    return sum(piece * number for piece, number in counted.items())


class CloseFault(StrEnum):
    """Why a month cannot be closed now."""

    EMPTY = "empty"
    ORDER = "order"
    RUNNING = "running"
    EXPLAIN = "explain"


@dataclass(frozen=True)
class NextClose:
    """Which month is the next to be closed; None as long as the book is empty."""

    month: date | None
    # Its last day is past.
    due: bool


def next_close(first_entry: date | None, last_closed: date | None, today: date) -> NextClose:
    """Months close one after the other, from that of the first entry, each once it is over."""
    if last_closed is not None:
        month = next_month(last_closed)
    elif first_entry is not None:
        month = month_start(first_entry)
    else:
        return NextClose(None, due=False)
    return NextClose(month, due=month_end(month) < today)


@dataclass(frozen=True)
class DigestRow:
    """All of an entry that its month's digest vouches for."""

    school_year: int
    number: int
    dated: date
    source: int
    voucher: str
    description: str
    party: str
    paper_number: str
    received: int
    spent: int
    item: int | None
    school: int | None
    # The voucher of the entry that it takes back, and why.
    corrects: str
    correction_reason: str


def book_digest(rows: Iterable[DigestRow]) -> str:
    """SHA-256 over entries in the order of writing, as hexadecimal.

    Each entry is one line: its values in the order of `Row`, as a JSON list without spaces in
    UTF-8, dates as YYYY-MM-DD, ended by a line feed. Whoever has the book can count it again.
    """
    sums = sha256()
    for row in sorted(rows, key=lambda one: (one.school_year, one.number)):
        values = [v.isoformat() if isinstance(v, date) else v for v in vars(row).values()]
        line = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        sums.update(line.encode() + b"\n")
    return sums.hexdigest()


def parse_month(text: str) -> date | None:
    """'2026-11' -> 1 November 2026; None for what is no month."""
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None
