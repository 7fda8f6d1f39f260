"""Reads of the cash book: entries, balances by source, what was spent of each budget item."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from gugus.cash.models import CashEntry, MonthClose, Receipt
from gugus.cash.rules.closing import month_end
from gugus.cash.rules.entries import EntryKind
from gugus.funds.models import Budget, BudgetItem, Source
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds
from gugus.platform.foundation.queries import having_words
from gugus.platform.interchange.models import ImportDraft

_NET = Coalesce(Sum(F("received") - F("spent")), 0)


def entries_of(
    group: Group,
    year: int | None = None,
    month: date | None = None,
    source: Source | None = None,
) -> QuerySet[CashEntry]:
    """The group's book in its order: by day, and within a day what came in first.

    `year` is a school year, `month` any day of a calendar month. In this order no running balance
    is ever negative, since none is at the end of a day; in the order of writing one could be.
    """
    rows = CashEntry.objects.filter(group=group)
    if year is not None:
        rows = rows.filter(dated__range=school_year_bounds(year))
    if month is not None:
        rows = rows.filter(dated__range=(month.replace(day=1), month_end(month)))
    if source is not None:
        rows = rows.filter(source=source)
    goes_out = Case(When(received=0, then=Value(1)), default=Value(0), output_field=IntegerField())
    return rows.select_related("source", "item", "school").order_by(
        "dated", goes_out, "school_year", "number"
    )


def entry_of(group: Group, pk: int) -> CashEntry | None:
    """One entry of the group's book, with its receipts."""
    rows = CashEntry.objects.filter(group=group, pk=pk).select_related(
        "source", "item", "school", "corrects", "corrected_by", "made_by"
    )
    found: CashEntry | None = rows.prefetch_related(_receipts()).first()
    return found


@dataclass(frozen=True)
class EntryTies:
    """What an entry hangs on: its closed month, the other half of a transfer, its import."""

    is_closed: bool
    transferred: list[CashEntry]
    draft: ImportDraft | None


def ties_of(entry: CashEntry) -> EntryTies:
    """What an entry hangs on."""
    pair = CashEntry.objects.filter(group=entry.group_id, transfer=entry.transfer)
    return EntryTies(
        is_closed=is_closed(entry),
        transferred=list(pair.exclude(pk=entry.pk)) if entry.transfer else [],
        draft=ImportDraft.objects.filter(mark=entry.batch).first() if entry.batch else None,
    )


def balances_of(group: Group, until: date | None = None) -> dict[int, int]:
    """What each of the group's sources holds at the end of a day (or now), by the book."""
    rows = CashEntry.objects.filter(group=group)
    if until is not None:
        rows = rows.filter(dated__lte=until)
    held = dict(rows.order_by().values_list("source_id").annotate(net=_NET))
    pks = Source.objects.filter(group=group).values_list("pk", flat=True)
    return {pk: held.get(pk, 0) for pk in pks}


def daily_nets(group: Group, source_ids: Collection[int]) -> dict[int, dict[date, int]]:
    """What came in less what went out, by source and day."""
    rows = CashEntry.objects.filter(group=group, source_id__in=source_ids).order_by()
    days: dict[int, dict[date, int]] = {pk: {} for pk in source_ids}
    for source_id, day, net in rows.values_list("source_id", "dated").annotate(net=_NET):
        days[source_id][day] = net
    return days


def spent_by_item(budget: Budget) -> dict[int, int]:
    """What was spent of each item of a budget, less what corrections took back."""
    rows = CashEntry.objects.filter(item__budget=budget).order_by()
    spent = Coalesce(Sum(F("spent") - F("received")), 0)
    return dict(rows.values_list("item_id").annotate(net=spent))


def closed_until(group: Group) -> date | None:
    """The last day of the last closed month."""
    last = MonthClose.objects.filter(group=group).order_by("-month").first()
    return month_end(last.month) if last else None


def is_closed(entry: CashEntry) -> bool:
    """Its month is closed, so nothing of it changes any more."""
    closed = closed_until(entry.group)
    return closed is not None and entry.dated <= closed


def without_receipt(group: Group, year: int) -> QuerySet[CashEntry]:
    """Spending of a school year that no receipt proves, stands, and moved no money by itself."""
    proofs = Receipt.objects.filter(entry=OuterRef("pk"), voided_at=None)
    rows = entries_of(group, year).filter(
        spent__gt=0, corrects=None, corrected_by=None, transfer=None
    )
    return rows.filter(~Exists(proofs))


def filter_by_kind(rows: QuerySet[CashEntry], kind: EntryKind | None) -> QuerySet[CashEntry]:
    """Only money in or out, moves between sources, or what puts right and was put right."""
    asked = {
        EntryKind.IN: Q(received__gt=0),
        EntryKind.OUT: Q(spent__gt=0),
        EntryKind.TRANSFER: Q(transfer__isnull=False) | Q(corrects__transfer__isnull=False),
        EntryKind.CORRECTION: Q(corrects__isnull=False) | Q(corrected_by__isnull=False),
    }
    return rows.filter(asked[kind]) if kind is not None else rows


def latest_uncorrected(group: Group, number: int) -> list[CashEntry]:
    """The entries written last that nobody took back: those in which a mistake is noticed."""
    rows = CashEntry.objects.filter(group=group, corrects=None, corrected_by=None)
    return list(rows.order_by("-made_at", "-id")[:number])


def search_entries(rows: QuerySet[CashEntry], words: str) -> QuerySet[CashEntry]:
    """Entries that have every one of the words somewhere in their texts."""
    texts = ("description", "party", "voucher", "paper_number", "item__item", "school__name")
    return having_words(rows, words, *texts)


def items_to_spend(group: Group) -> list[tuple[BudgetItem, int]]:
    """Items of the group's last two budgets that money can be spent on, with what is left."""
    found: list[tuple[BudgetItem, int]] = []
    for budget in Budget.objects.filter(group=group).order_by("-school_year")[:2]:
        spent = spent_by_item(budget)
        rows = budget.items.filter(removed_at=None, source__closed_at=None)
        rows = rows.select_related("source", "budget", "line").order_by("source__name", "id")
        found += [(one, one.total - spent.get(one.pk, 0)) for one in rows]
    return found


def book_period(group: Group) -> tuple[date, date] | None:
    """The days of the first and the last entry."""
    days = CashEntry.objects.filter(group=group).aggregate(first=Min("dated"), last=Max("dated"))
    return (days["first"], days["last"]) if days["first"] else None


def opening_balance(group: Group, month: date, source: Source | None = None) -> int:
    """What there was before a month's first day, in one source or all."""
    held = balances_of(group, month.replace(day=1) - timedelta(days=1))
    return held.get(source.pk, 0) if source else sum(held.values())


def with_receipts(rows: QuerySet[CashEntry]) -> QuerySet[CashEntry]:
    """Entries that know their receipts and whether they were taken back, in three reads."""
    return rows.select_related("corrected_by").prefetch_related(_receipts())


def _receipts() -> "Prefetch[Any]":
    """Receipts without their bytes; those that are void, too."""
    rows = Receipt.objects.select_related("attachment", "voided_by").order_by("id")
    return Prefetch("receipts", rows.defer("attachment__content"))
