"""Reads of closed months: next month to close, digests, open differences."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import starmap

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from gugus.cash.models import CashEntry, CloseSignature, MonthClose
from gugus.cash.queries.book import balances_of
from gugus.cash.rules.closing import DigestRow, NextClose, book_digest, month_end, next_close
from gugus.people.models import Group


def closes_of(group: Group) -> QuerySet[MonthClose]:
    """The group's closed months, the last first."""
    rows = MonthClose.objects.filter(group=group).order_by("-month")
    return rows.select_related("closed_by").prefetch_related("signatures")


def close_of(group: Group, month: date) -> MonthClose | None:
    """The group's count of a month, if it is closed."""
    return closes_of(group).filter(month=month.replace(day=1)).first()


def next_close_of(group: Group, today: date) -> NextClose:
    """Which month is the next to be closed, and whether it is over."""
    first: CashEntry | None = entries_by_day(group).first()
    last: MonthClose | None = MonthClose.objects.filter(group=group).order_by("-month").first()
    return next_close(first.dated if first else None, last.month if last else None, today)


def entries_by_day(group: Group) -> QuerySet[CashEntry]:
    """The cash book, the earliest day first."""
    return CashEntry.objects.filter(group=group).order_by("dated")


def digest_until(group: Group, month: date) -> str:
    """The digest over all entries up to a month's end, as the book stands now."""
    return book_digest(_rows(group, month_end(month)))


# The columns of a digest's row, in its order.
_DIGESTED = (
    "school_year",
    "number",
    "dated",
    "source_id",
    "voucher",
    "description",
    "party",
    "paper_number",
    "received",
    "spent",
    "item_id",
    "school_id",
    Coalesce("corrects__voucher", Value("")),
    "correction_reason",
)


def _rows(group: Group, until: date) -> Iterator[DigestRow]:
    """Plain rows: a digest goes over the whole book, whatever its age."""
    entries = CashEntry.objects.filter(group=group, dated__lte=until).order_by()
    return starmap(DigestRow, entries.values_list(*_DIGESTED))


def unsettled_close(group: Group) -> MonthClose | None:
    """The last count, when it differed from the book and no entry has settled that.

    A later count without a difference shows that an earlier one is gone.
    """
    last: MonthClose | None = MonthClose.objects.filter(group=group).order_by("-month").first()
    if last is None or not last.difference or settling_entry(last) is not None:
        return None
    return last


def settling_entry(close: MonthClose) -> CashEntry | None:
    """The entry that settles a month's difference and was not taken back."""
    found: CashEntry | None = close.settled_by.filter(corrected_by=None).first()
    return found


@dataclass(frozen=True)
class CloseState:
    """A closed month beside the book as it stands now."""

    settled_by: CashEntry | None
    is_unsettled: bool
    digest: str


def state_of(close: MonthClose) -> CloseState:
    """How the book stands to a closed month now."""
    group = close.group
    return CloseState(
        settling_entry(close), unsettled_close(group) == close, digest_until(group, close.month)
    )


def closes_to_countersign(group: Group) -> QuerySet[MonthClose]:
    """Closed months that the chair has not signed, the oldest first."""
    rows = MonthClose.objects.filter(group=group).order_by("month")
    return rows.exclude(signatures__office=CloseSignature.Office.CHAIR)


def cash_in_hand(group: Group) -> int:
    """What there is in notes and coins, as far as the book knows: all less what was at the bank."""
    last: MonthClose | None = MonthClose.objects.filter(group=group).order_by("-month").first()
    return sum(balances_of(group).values()) - (last.at_bank if last else 0)
