"""The only function that writes the cash book: under the group's lock, checked as a whole, numbered
in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from gugus.cash.models import CashEntry, MonthClose
from gugus.cash.queries.book import closed_until, daily_nets
from gugus.cash.rules.entries import (
    EntryDateFault,
    Shortfall,
    VoucherSide,
    entry_date_fault,
    first_shortfall,
    oldest_day,
    voucher_number,
)
from gugus.funds.models import BudgetItem, Source
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, School
from gugus.people.rules.years import school_year_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.formats import long_date as day_words
from gugus.platform.web.formats import rupiah

# The most that one entry may be, as everywhere else where rupiah are typed.
MOST = 10_000_000_000


@dataclass(frozen=True)
class EntryContent:
    """What an entry says; exactly one of `received` and `spent` is more than nothing."""

    dated: date
    source: Source
    description: str
    received: int = 0
    spent: int = 0
    party: str = ""
    paper_number: str = ""
    item: BudgetItem | None = None
    school: School | None = None


@dataclass(frozen=True)
class EntryReferences:
    """What else an entry carries: why it is there, and what it belongs to."""

    corrects: CashEntry | None = None
    correction_reason: str = ""
    transfer: UUID | None = None
    settles: MonthClose | None = None
    batch: UUID | None = None
    sent_id: UUID | None = None


@dataclass(frozen=True)
class NewEntry:
    """An entry to be added to the book."""

    what: EntryContent
    marks: EntryReferences = EntryReferences()


def lock_book(group: Group) -> Group:
    """Hold the group's book until the transaction ends: the next writer waits.

    `no_key` lets others add rows that point to the group meanwhile. SQLite needs no lock: its
    write transactions already wait for each other.
    """
    return Group.objects.select_for_update(no_key=True).get(pk=group.pk)


def add_entries(
    actor: Actor, now: datetime, group: Group, rows: Sequence[NewEntry]
) -> list[CashEntry]:
    """Write entries all or none; the caller holds the book (`lock_book`).

    Vouchers are numbered without gap: the count of a side's entries gives the next number, and
    no other writer can count meanwhile.
    """
    check_dates(group, [row.what.dated for row in rows], now)
    check_balances(group, rows)
    made = _numbered(group, rows, actor, now)
    return list(CashEntry.objects.bulk_create(made))


def _numbered(
    group: Group, rows: Sequence[NewEntry], actor: Actor, now: datetime
) -> list[CashEntry]:
    last: dict[tuple[int, VoucherSide | None], int] = {}
    made = []
    for row in rows:
        what, year = row.what, school_year_of(row.what.dated)
        side = VoucherSide.IN if what.received else VoucherSide.OUT
        for key in ((year, None), (year, side)):
            last[key] = (last[key] if key in last else _written(group, *key)) + 1
        made.append(
            CashEntry(
                group=group,
                school_year=year,
                number=last[year, None],
                voucher=voucher_number(side, last[year, side], year),
                made_at=now,
                made_by_id=actor.user_id,
                **vars(what),
                **vars(row.marks),
            )
        )
    return made


def _written(group: Group, year: int, side: VoucherSide | None) -> int:
    rows = CashEntry.objects.filter(group=group, school_year=year)
    if side is not None:
        rows = rows.filter(spent=0) if side is VoucherSide.IN else rows.filter(received=0)
    return int(rows.count())


def check_dates(group: Group, days: Sequence[date], now: datetime) -> None:
    """Refuse what is dated tomorrow, in a closed month, or too long ago."""
    today, closed = day_of(group, now), closed_until(group)
    for day in days:
        fault = entry_date_fault(day, today, closed)
        if fault is not None:
            raise Refused(date_fault_text(fault, today, closed), "dated")


def date_fault_text(fault: EntryDateFault, today: date, closed: date | None) -> str:
    """Why an entry cannot carry its date, and what to do."""
    if fault is EntryDateFault.FUTURE:
        return _("Tanggalnya belum tiba. Buku kas hanya mencatat uang yang sudah berpindah.")
    if fault is EntryDateFault.CLOSED:
        assert closed is not None  # the fault says so
        return _(
            "Buku sudah ditutup sampai %(day)s, jadi belum tersimpan. Pakai tanggal sesudahnya, "
            "dan sebut tanggal aslinya di keterangan."
        ) % {"day": day_words(closed)}
    return _("Tanggalnya sebelum %(day)s. Periksa tahunnya.") % {
        "day": day_words(oldest_day(today))
    }


def check_balances(group: Group, rows: Sequence[NewEntry]) -> None:
    """Refuse when a source would hold less than nothing at the end of any day."""
    found = shortfall_of(group, [row.what for row in rows])
    if found is not None:
        raise Refused(shortfall_words(*found), "amount")


def shortfall_of(group: Group, rows: Sequence[EntryContent]) -> tuple[Source, Shortfall] | None:
    """The first source that these entries would overdraw, and when."""
    sources = {what.source.pk: what.source for what in rows}
    changes: dict[int, dict[date, int]] = {pk: {} for pk in sources}
    for what in rows:
        days = changes[what.source.pk]
        days[what.dated] = days.get(what.dated, 0) + what.received - what.spent
    for pk, known in daily_nets(group, list(sources)).items():
        found = first_shortfall(known, changes[pk])
        if found is not None:
            return sources[pk], found
    return None


def shortfall_words(source: Source, found: Shortfall) -> str:
    """How much there is, on which day it would not do, and what to do."""
    return _(
        "Uang dari %(source)s tidak cukup: pada %(day)s saldonya %(has)s, yang akan keluar "
        "%(goes)s, terlampaui %(lacks)s. Belum tersimpan. Periksa jumlah, tanggal, dan sumbernya, "
        "atau catat dulu penerimaan yang belum masuk."
    ) % {
        "source": source.name,
        "day": day_words(found.day),
        "has": rupiah(found.has),
        "goes": rupiah(found.has + found.lacks),
        "lacks": rupiah(found.lacks),
    }
