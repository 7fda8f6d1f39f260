"""The part of the cash book that was asked for, with its balances; what asks for attention there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from urllib.parse import urlencode

from django.db.models import Count, QuerySet, Sum

from gugus.cash.models import CashEntry, MonthClose
from gugus.cash.queries.book import (
    balances_of,
    book_period,
    entries_of,
    filter_by_kind,
    opening_balance,
    search_entries,
    with_receipts,
    without_receipt,
)
from gugus.cash.queries.closing import cash_in_hand, next_close_of, unsettled_close
from gugus.cash.rules.closing import NextClose, month_end, month_start
from gugus.cash.rules.entries import EntryKind
from gugus.funds.models import Source
from gugus.funds.queries import sources_of, treasury_settings_of
from gugus.people.models import Group
from gugus.people.rules.years import school_year_of

# The most that a search shows: a search with more results must be refined.
MAX_RESULTS = 200


@dataclass(frozen=True)
class BookFilter:
    """Which part of the book: a month, perhaps of one source, or what was looked for."""

    month: date
    source: Source | None = None
    words: str = ""
    missing: bool = False
    kind: EntryKind | None = None

    @property
    def is_search(self) -> bool:
        """Looked for in the whole year: no month, and no running balance."""
        return bool(self.words or self.missing)

    def query(self, **changes: object) -> str:
        """The part as an address' query."""
        asked: dict[str, object] = {
            "bulan": f"{self.month:%Y-%m}",
            "sumber": self.source.pk if self.source else "",
            "cari": self.words,
            "bukti": "kurang" if self.missing else "",
            "jenis": self.kind.value if self.kind else "",
        }
        return urlencode({name: value for name, value in (asked | changes).items() if value})


@dataclass(frozen=True)
class EntryWithBalance:
    """An entry with what there was after it; None where only some entries are shown."""

    entry: CashEntry
    balance: int | None = None


@dataclass(frozen=True)
class BookPart:
    """The rows that were asked for; the sums are the whole month's, whatever is left out of it."""

    span: tuple[date, date] | None
    sources: Sequence[Source]
    rows: list[EntryWithBalance]
    opening: int
    received: int
    spent: int
    # What each source holds at the end of the month.
    held: list[tuple[Source, int]]
    # What all that was looked for adds up to, when it is more than is shown.
    found: dict[str, int] | None

    @property
    def closing(self) -> int:
        """What there is at the end of the month."""
        return self.opening + self.received - self.spent

    @property
    def has_open_source(self) -> bool:
        """Something can be written at all."""
        return any(one.closed_at is None for one in self.sources)


def default_month(group: Group, today: date) -> date:
    """The month that the book opens at: the last one with an entry, or today's."""
    span = book_period(group)
    return month_start(span[1] if span else today)


def book_part(group: Group, shown: BookFilter) -> BookPart:
    """The part of the book that was asked for."""
    sources = sources_of(group, with_closed=True)
    opening = opening_balance(group, shown.month, shown.source)
    month = entries_of(group, month=shown.month, source=shown.source)
    entries = [] if shown.is_search else list(with_receipts(month))
    rows = _found(group, shown) if shown.is_search else _of_month(group, shown, entries, opening)
    return BookPart(
        span=book_period(group),
        sources=sources,
        rows=rows,
        opening=opening,
        received=sum(one.received for one in entries),
        spent=sum(one.spent for one in entries),
        held=[] if shown.source else _held(group, sources, month_end(shown.month)),
        found=_sums(group, shown) if shown.is_search and len(rows) >= MAX_RESULTS else None,
    )


def _asked(group: Group, shown: BookFilter) -> QuerySet[CashEntry]:
    """All that was asked for, in the book's order."""
    year = school_year_of(shown.month)
    if shown.missing:
        return without_receipt(group, year)
    if shown.words:
        rows = search_entries(entries_of(group, year, source=shown.source), shown.words)
        return filter_by_kind(rows, shown.kind)
    return filter_by_kind(entries_of(group, month=shown.month, source=shown.source), shown.kind)


def _found(group: Group, shown: BookFilter) -> list[EntryWithBalance]:
    """What was looked for in a year: the newest, in the book's order."""
    newest = list(with_receipts(_asked(group, shown)).reverse()[:MAX_RESULTS])
    return [EntryWithBalance(entry) for entry in reversed(newest)]


def _of_month(
    group: Group, shown: BookFilter, entries: Sequence[CashEntry], opening: int
) -> list[EntryWithBalance]:
    """A month's entries of a kind; each balance counts every entry before it, shown or not."""
    nets = accumulate((one.received - one.spent for one in entries), initial=opening)
    rows = [EntryWithBalance(*pair) for pair in zip(entries, list(nets)[1:], strict=True)]
    if shown.kind is None:
        return rows
    wanted = set(_asked(group, shown).values_list("pk", flat=True))
    return [one for one in rows if one.entry.pk in wanted]


def _sums(group: Group, shown: BookFilter) -> dict[str, int]:
    rows = _asked(group, shown).order_by()
    return rows.aggregate(received=Sum("received"), spent=Sum("spent"), all=Count("pk"))


def _held(group: Group, sources: Sequence[Source], until: date) -> list[tuple[Source, int]]:
    balances = balances_of(group, until)
    return [(one, balances[one.pk]) for one in sources if one.closed_at is None or balances[one.pk]]


@dataclass(frozen=True)
class BookWarnings:
    """What asks for attention: a month to close, a difference, much cash, missing receipts."""

    turn: NextClose
    differs: MonthClose | None
    limit: int | None
    cash: int
    missing: int


def book_warnings(group: Group, today: date) -> BookWarnings:
    """What asks for attention in the book today."""
    return BookWarnings(
        turn=next_close_of(group, today),
        differs=unsettled_close(group),
        limit=treasury_settings_of(group).cash_limit,
        cash=cash_in_hand(group),
        missing=without_receipt(group, school_year_of(today)).count(),
    )
