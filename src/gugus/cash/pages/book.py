"""The cash book on the screen: a month, row by row, with its running balance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from django.db.models import QuerySet
from django.forms import Form
from django.utils.translation import gettext as _

from gugus.cash.forms.entries import ShownForm
from gugus.cash.models import Entry
from gugus.cash.pages.filters import (
    MOST_FOUND,
    kind_words,
    narrowed_words,
    nothing_words,
    only_words,
    sums_words,
    wider_links,
)
from gugus.cash.pages.links import FILES, Link, Shown, to_book, to_close, to_paper, to_place
from gugus.cash.pages.rows import Balanced, Fold, folds_of, jumps_of, month_words
from gugus.cash.queries.book import (
    balances_of,
    entries_of,
    found_by,
    months_of,
    of_kind,
    opening_of,
    with_receipts,
    without_receipt,
)
from gugus.cash.queries.closing import in_hand, turn_of, unsettled
from gugus.cash.rules.closing import month_end, month_start, months_between
from gugus.funds.models import Source
from gugus.funds.queries import settings_of, sources_of
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_of
from gugus.platform.web.formats import rupiah


@dataclass(frozen=True)
class Held:
    """What a source holds at the end of what is shown."""

    name: str
    amount: str


@dataclass(frozen=True)
class Told:
    """Something that asks for attention, with where to go."""

    words: str
    link: Link
    kind: str = "notice warn"


@dataclass(frozen=True)
class BookPage:
    """A part of the book, with what can be done."""

    title: str
    folds: tuple[Fold, ...]
    jumps: tuple[Link, ...]
    # What is left out, how much is shown, and the ways to see more.
    only: str
    sums: str
    wider: tuple[Link, ...]
    nothing: str
    opening: str
    received: str
    spent: str
    closing: str
    held: tuple[Held, ...]
    # Looked for, or without receipt: no running balance then.
    narrowed: str
    first_use: bool
    has_sources: bool
    before: Link | None
    after: Link | None
    search: Form
    told: tuple[Told, ...]
    may_write: bool
    spend_href: str
    receive_href: str
    move_href: str
    import_href: str
    sources_href: str
    closes_href: str
    papers: tuple[Link, ...]


def shown_month(group: Group, today: date) -> date:
    """The month that the book opens at: the last one with an entry, or today's."""
    span = months_of(group)
    return month_start(span[1] if span else today)


def book_page(group: Group, actor: Actor, shown: Shown, today: date) -> BookPage:
    """The part of the book that was asked for."""
    span = months_of(group)
    sources = sources_of(group, with_closed=True)
    opening = opening_of(group, shown.month, shown.source)
    month = entries_of(group, month=shown.month, source=shown.source)
    entries = [] if shown.is_narrow else list(with_receipts(month))
    rows = _found(group, shown) if shown.is_narrow else _of_month(group, shown, entries, opening)
    folds = folds_of(group, rows, by_month=shown.is_narrow)
    received, spent = (sum(getattr(e, side) for e in entries) for side in ("received", "spent"))
    may_write = actor.may(May.KEEP_CASH, group.pk)
    return BookPage(
        title=month_words(shown.month),
        folds=folds,
        jumps=jumps_of(folds, rows),
        only=only_words(shown),
        sums=sums_words(shown, _asked(group, shown), rows),
        wider=wider_links(group, shown),
        nothing=nothing_words(shown),
        opening=rupiah(opening),
        received=rupiah(received),
        spent=rupiah(spent),
        closing=rupiah(opening + received - spent),
        held=_held(group, sources, month_end(shown.month)) if not shown.source else (),
        narrowed=narrowed_words(shown) if shown.is_narrow else "",
        first_use=span is None,
        has_sources=any(one.closed_at is None for one in sources),
        before=_step(group, shown, span, -1),
        after=_step(group, shown, span, 1),
        search=_search(group, shown, span, sources, today),
        told=tuple(_told(group, today, may_write=may_write)),
        may_write=may_write,
        spend_href=f"{to_place(group, 'cash:write')}?jenis=keluar",
        receive_href=f"{to_place(group, 'cash:write')}?jenis=masuk",
        move_href=to_place(group, "cash:move") if len(sources) > 1 else "",
        import_href=to_place(group, "cash:import"),
        sources_href=to_place(group, "budget:sources"),
        closes_href=to_place(group, "cash:closes"),
        papers=tuple(Link(title, to_paper(group, shown, kind)) for kind, title in FILES.items()),
    )


def _asked(group: Group, shown: Shown) -> QuerySet[Entry]:
    """All that was asked for, in the book's order."""
    year = school_year_of(shown.month)
    if shown.missing:
        return without_receipt(group, year)
    if shown.words:
        rows = found_by(entries_of(group, year, source=shown.source), shown.words)
        return of_kind(rows, shown.kind)
    return of_kind(entries_of(group, month=shown.month, source=shown.source), shown.kind)


def _found(group: Group, shown: Shown) -> list[Balanced]:
    """What was looked for in a year: the newest, in the book's order."""
    newest = list(with_receipts(_asked(group, shown)).reverse()[:MOST_FOUND])
    return [Balanced(entry) for entry in reversed(newest)]


def _of_month(group: Group, shown: Shown, entries: Sequence[Entry], opening: int) -> list[Balanced]:
    """A month's entries of a kind; each balance counts every entry before it, shown or not."""
    nets = accumulate((one.received - one.spent for one in entries), initial=opening)
    rows = [Balanced(*pair) for pair in zip(entries, list(nets)[1:], strict=True)]
    if shown.kind is None:
        return rows
    wanted = set(_asked(group, shown).values_list("pk", flat=True))
    return [one for one in rows if one.entry.pk in wanted]


def _held(group: Group, sources: Sequence[Source], until: date) -> tuple[Held, ...]:
    balances = balances_of(group, until)
    return tuple(
        Held(one.name, rupiah(balances[one.pk]))
        for one in sources
        if one.closed_at is None or balances[one.pk]
    )


def _step(group: Group, shown: Shown, span: tuple[date, date] | None, by: int) -> Link | None:
    """The month before or after, as long as the book reaches there."""
    if span is None:
        return None
    edge = shown.month - timedelta(days=1) if by < 0 else month_end(shown.month) + timedelta(days=1)
    month = month_start(edge)
    if not month_start(span[0]) <= month <= span[1]:
        return None
    return Link(month_words(month), to_book(group, Shown(month, shown.source, kind=shown.kind)))


def _search(
    group: Group,
    shown: Shown,
    span: tuple[date, date] | None,
    sources: Sequence[Source],
    today: date,
) -> Form:
    months = months_between(span[0], max(span[1], today)) if span else [shown.month]
    return ShownForm(
        initial={
            "bulan": f"{shown.month:%Y-%m}",
            "sumber": shown.source.pk if shown.source else "",
            "cari": shown.words,
            "jenis": shown.kind or "",
        },
        months=[(f"{one:%Y-%m}", month_words(one)) for one in reversed(months)],
        sources=[("", _("Semua sumber")), *((str(one.pk), one.name) for one in sources)],
        kinds=[("", _("Semua jenis")), *kind_words().items()],
    )


def _told(group: Group, today: date, *, may_write: bool) -> Iterable[Told]:
    turn = turn_of(group, today)
    if turn.month and turn.due and may_write:
        yield Told(
            _("%(month)s belum ditutup. Hitung kasnya, lalu tutup bulan itu.")
            % {"month": month_words(turn.month)},
            Link(_("Periksa kas"), to_close(group, turn.month)),
            "notice",
        )
    differs = unsettled(group)
    if differs is not None:
        words = _("Pemeriksaan kas %(month)s berselisih %(sum)s dan belum diselesaikan.")
        yield Told(
            words % {"month": month_words(differs.month), "sum": rupiah(differs.difference)},
            Link(_("Lihat berita acara"), to_close(group, differs.month)),
        )
    limit, held = settings_of(group).cash_limit, in_hand(group)
    if limit is not None and held > limit:
        yield Told(
            _(
                "Uang tunai kira-kira %(held)s, lebih dari batas kelompok %(limit)s. Setorkan ke bank."
            )
            % {"held": rupiah(held), "limit": rupiah(limit)},
            Link(_("Pemeriksaan kas"), to_place(group, "cash:closes")),
        )
    missing = without_receipt(group, school_year_of(today)).count()
    if missing:
        yield Told(
            _("%(n)d pengeluaran tanpa bukti.") % {"n": missing},
            Link(_("Tampilkan"), to_book(group, Shown(month_start(today), missing=True))),
        )
