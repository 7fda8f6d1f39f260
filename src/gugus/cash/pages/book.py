"""The cash book on the screen: a month, row by row, with its running balance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from django.db.models import QuerySet
from django.forms import Form
from django.utils.translation import gettext as _

from gugus.cash.forms.entries import BookFilterForm
from gugus.cash.models import CashEntry
from gugus.cash.pages.filters import (
    MAX_RESULTS,
    clear_filter_links,
    empty_text,
    filter_text,
    kind_labels,
    search_text,
    totals_text,
)
from gugus.cash.pages.links import FILE_KINDS, BookFilter, to_book, to_close, to_paper, to_screen
from gugus.cash.pages.rows import (
    BookSection,
    EntryWithBalance,
    book_sections,
    month_label,
    section_links,
)
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
from gugus.cash.rules.closing import month_end, month_start, months_between
from gugus.funds.models import Source
from gugus.funds.queries import sources_of, treasury_settings_of
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_of
from gugus.platform.web.formats import rupiah
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class SourceBalance:
    """What a source holds at the end of what is shown."""

    name: str
    amount: str


@dataclass(frozen=True)
class BookNotice:
    """Something that asks for attention, with where to go."""

    words: str
    link: Link
    kind: str = "notice warn"


@dataclass(frozen=True)
class CashBookPage:
    """A part of the book, with what can be done."""

    title: str
    folds: tuple[BookSection, ...]
    jumps: tuple[Link, ...]
    # What is left out, how much is shown, and the ways to see more.
    only: str
    sums: str
    clear_links: tuple[Link, ...]
    nothing: str
    opening: str
    received: str
    spent: str
    closing: str
    held: tuple[SourceBalance, ...]
    # Looked for, or without receipt: no running balance then.
    search_text: str
    first_use: bool
    has_sources: bool
    before: Link | None
    after: Link | None
    search: Form
    notices: tuple[BookNotice, ...]
    may_write: bool
    spend_href: str
    receive_href: str
    move_href: str
    import_href: str
    sources_href: str
    closes_href: str
    papers: tuple[Link, ...]


def default_month(group: Group, today: date) -> date:
    """The month that the book opens at: the last one with an entry, or today's."""
    span = book_period(group)
    return month_start(span[1] if span else today)


def cash_book_page(group: Group, actor: Actor, shown: BookFilter, today: date) -> CashBookPage:
    """The part of the book that was asked for."""
    span = book_period(group)
    sources = sources_of(group, with_closed=True)
    opening = opening_balance(group, shown.month, shown.source)
    month = entries_of(group, month=shown.month, source=shown.source)
    entries = [] if shown.is_search else list(with_receipts(month))
    rows = _found(group, shown) if shown.is_search else _of_month(group, shown, entries, opening)
    folds = book_sections(group, rows, by_month=shown.is_search)
    received, spent = (sum(getattr(e, side) for e in entries) for side in ("received", "spent"))
    may_write = actor.may(May.KEEP_CASH, group.pk)
    return CashBookPage(
        title=month_label(shown.month),
        folds=folds,
        jumps=section_links(folds, rows),
        only=filter_text(shown),
        sums=totals_text(shown, _asked(group, shown), rows),
        clear_links=clear_filter_links(group, shown),
        nothing=empty_text(shown),
        opening=rupiah(opening),
        received=rupiah(received),
        spent=rupiah(spent),
        closing=rupiah(opening + received - spent),
        held=_held(group, sources, month_end(shown.month)) if not shown.source else (),
        search_text=search_text(shown) if shown.is_search else "",
        first_use=span is None,
        has_sources=any(one.closed_at is None for one in sources),
        before=_step(group, shown, span, -1),
        after=_step(group, shown, span, 1),
        search=_search(group, shown, span, sources, today),
        notices=tuple(_notices(group, today, may_write=may_write)),
        may_write=may_write,
        spend_href=f"{to_screen(group, 'cash:write')}?jenis=keluar",
        receive_href=f"{to_screen(group, 'cash:write')}?jenis=masuk",
        move_href=to_screen(group, "cash:move") if len(sources) > 1 else "",
        import_href=to_screen(group, "cash:import"),
        sources_href=to_screen(group, "budget:sources"),
        closes_href=to_screen(group, "closing:closes"),
        papers=tuple(
            Link(title, to_paper(group, shown, kind)) for kind, title in FILE_KINDS.items()
        ),
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


def _held(group: Group, sources: Sequence[Source], until: date) -> tuple[SourceBalance, ...]:
    balances = balances_of(group, until)
    return tuple(
        SourceBalance(one.name, rupiah(balances[one.pk]))
        for one in sources
        if one.closed_at is None or balances[one.pk]
    )


def _step(group: Group, shown: BookFilter, span: tuple[date, date] | None, by: int) -> Link | None:
    """The month before or after, as long as the book reaches there."""
    if span is None:
        return None
    edge = shown.month - timedelta(days=1) if by < 0 else month_end(shown.month) + timedelta(days=1)
    month = month_start(edge)
    if not month_start(span[0]) <= month <= span[1]:
        return None
    return Link(
        month_label(month), to_book(group, BookFilter(month, shown.source, kind=shown.kind))
    )


def _search(
    group: Group,
    shown: BookFilter,
    span: tuple[date, date] | None,
    sources: Sequence[Source],
    today: date,
) -> Form:
    months = months_between(span[0], max(span[1], today)) if span else [shown.month]
    return BookFilterForm(
        initial={
            "bulan": f"{shown.month:%Y-%m}",
            "sumber": shown.source.pk if shown.source else "",
            "cari": shown.words,
            "jenis": shown.kind or "",
        },
        months=[(f"{one:%Y-%m}", month_label(one)) for one in reversed(months)],
        sources=[("", _("Semua sumber")), *((str(one.pk), one.name) for one in sources)],
        kinds=[("", _("Semua jenis")), *kind_labels().items()],
    )


def _notices(group: Group, today: date, *, may_write: bool) -> Iterable[BookNotice]:
    turn = next_close_of(group, today)
    if turn.month and turn.due and may_write:
        yield BookNotice(
            _("%(month)s belum ditutup. Hitung kasnya, lalu tutup bulan itu.")
            % {"month": month_label(turn.month)},
            Link(_("Periksa kas"), to_close(group, turn.month)),
            "notice",
        )
    differs = unsettled_close(group)
    if differs is not None:
        words = _("Pemeriksaan kas %(month)s berselisih %(sum)s dan belum diselesaikan.")
        yield BookNotice(
            words % {"month": month_label(differs.month), "sum": rupiah(differs.difference)},
            Link(_("Lihat berita acara"), to_close(group, differs.month)),
        )
    limit, held = treasury_settings_of(group).cash_limit, cash_in_hand(group)
    if limit is not None and held > limit:
        yield BookNotice(
            _(
                "Uang tunai kira-kira %(held)s, lebih dari batas kelompok %(limit)s. Setorkan ke bank."
            )
            % {"held": rupiah(held), "limit": rupiah(limit)},
            Link(_("Pemeriksaan kas"), to_screen(group, "closing:closes")),
        )
    missing = without_receipt(group, school_year_of(today)).count()
    if missing:
        yield BookNotice(
            _("%(n)d pengeluaran tanpa bukti.") % {"n": missing},
            Link(_("Tampilkan"), to_book(group, BookFilter(month_start(today), missing=True))),
        )
