"""When an entry of the cash book may be written, and what its voucher is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gugus.people.rules.years import school_year_bounds, school_year_of


class VoucherSide(StrEnum):
    """The two kinds of voucher: money that came in, and money that went out."""

    IN = "BKM"
    OUT = "BKK"


class EntryKind(StrEnum):
    """What entries a person may ask for, as the address says it."""

    IN = "masuk"
    OUT = "keluar"
    TRANSFER = "pindah"
    CORRECTION = "pembetulan"


# Bukti kas masuk and bukti kas keluar, numbered without gap within the school year.
VOUCHER = "{side}-{number:03}/{year}-{next}"


def voucher_number(side: VoucherSide, number: int, year: int) -> str:
    """The number of a group's own voucher.

    >>> voucher_of(Side.OUT, 7, 2026)
    'BKK-007/2026-2027'
    """
    return VOUCHER.format(side=side.value, number=number, year=year, next=year + 1)


class EntryDateFault(StrEnum):
    """Why an entry cannot carry a date."""

    FUTURE = "future"
    CLOSED = "closed"
    OLD = "old"


def entry_date_fault(day: date, today: date, closed_until: date | None) -> EntryDateFault | None:
    """What speaks against an entry of that day, or None.

    Nothing is dated tomorrow or in (or before) a closed month. Two school years back is far
    more often a slip of the finger than a bill that turned up.
    """
    if day > today:
        return EntryDateFault.FUTURE
    if closed_until is not None and day <= closed_until:
        return EntryDateFault.CLOSED
    return EntryDateFault.OLD if day < oldest_day(today) else None


def oldest_day(today: date) -> date:
    """The first day that an entry may carry: that of the school year before this one."""
    return school_year_bounds(school_year_of(today) - 1)[0]


@dataclass(frozen=True)
class Shortfall:
    """The first day on which a source would hold less than nothing."""

    day: date
    # What there is at the end of that day without the new entries.
    has: int
    # How much is missing with them.
    lacks: int


def first_shortfall(days: Mapping[date, int], changes: Mapping[date, int]) -> Shortfall | None:
    """Where a source's balance at the end of a day would fall below zero, or None.

    `days` is what came in less what went out by day; `changes` the same of the new entries. An
    entry of long ago is judged on every day after it, too.
    """
    if not changes:
        return None
    first = min(changes)
    has = after = 0
    for day in sorted({*days, *changes}):
        has += days.get(day, 0)
        after += days.get(day, 0) + changes.get(day, 0)
        if day >= first and after < 0 and after < has:
            return Shortfall(day, has, -after)
    return None
