"""The cash book on the screen: a month, row by row, with its running balance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.cash.forms.entries import BookFilterForm
from gugus.cash.pages.filters import (
    clear_filter_links,
    empty_text,
    filter_text,
    kind_labels,
    search_text,
    totals_text,
)
from gugus.cash.pages.links import FILE_KINDS, to_book, to_close, to_paper, to_screen
from gugus.cash.pages.rows import BookSection, book_sections, month_label, section_links
from gugus.cash.queries.parts import BookFilter, BookPart, BookWarnings
from gugus.cash.rules.closing import month_end, month_start, months_between
from gugus.people.models import Group
from gugus.platform.web.formats import rupiah
from gugus.platform.web.links import Link


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
    part: BookPart
    folds: tuple[BookSection, ...]
    jumps: tuple[Link, ...]
    # What is left out, how much is shown, and the ways to see more.
    only: str
    sums: str
    clear_links: tuple[Link, ...]
    nothing: str
    # Looked for, or without receipt: no running balance then.
    search_text: str
    before: Link | None
    after: Link | None
    search: Form
    notices: tuple[BookNotice, ...]
    may_write: bool
    papers: tuple[Link, ...]


def cash_book_page(
    group: Group,
    shown: BookFilter,
    part: BookPart,
    warnings: BookWarnings,
    today: date,
    *,
    may_write: bool,
) -> CashBookPage:
    """The part of the book that was asked for."""
    folds = book_sections(group, part.rows, by_month=shown.is_search)
    return CashBookPage(
        title=month_label(shown.month),
        part=part,
        folds=folds,
        jumps=section_links(folds, part.rows),
        only=filter_text(shown),
        sums=totals_text(shown, part),
        clear_links=clear_filter_links(group, shown),
        nothing=empty_text(shown),
        search_text=search_text(shown) if shown.is_search else "",
        before=_step(group, shown, part.span, -1),
        after=_step(group, shown, part.span, 1),
        search=_search(shown, part, today),
        notices=tuple(_notices(group, warnings, today, may_write=may_write)),
        may_write=may_write,
        papers=tuple(
            Link(title, to_paper(group, shown, kind)) for kind, title in FILE_KINDS.items()
        ),
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


def _search(shown: BookFilter, part: BookPart, today: date) -> Form:
    span = part.span
    months = months_between(span[0], max(span[1], today)) if span else [shown.month]
    return BookFilterForm(
        initial={
            "bulan": f"{shown.month:%Y-%m}",
            "sumber": shown.source.pk if shown.source else "",
            "cari": shown.words,
            "jenis": shown.kind or "",
        },
        months=[(f"{one:%Y-%m}", month_label(one)) for one in reversed(months)],
        sources=[("", _("Semua sumber")), *((str(one.pk), one.name) for one in part.sources)],
        kinds=[("", _("Semua jenis")), *kind_labels().items()],
    )


def _notices(
    group: Group, found: BookWarnings, today: date, *, may_write: bool
) -> Iterable[BookNotice]:
    if found.turn.month and found.turn.due and may_write:
        yield BookNotice(
            _("%(month)s belum ditutup. Hitung kasnya, lalu tutup bulan itu.")
            % {"month": month_label(found.turn.month)},
            Link(_("Periksa kas"), to_close(group, found.turn.month)),
            "notice",
        )
    differs = found.differs
    if differs is not None:
        words = _("Pemeriksaan kas %(month)s berselisih %(sum)s dan belum diselesaikan.")
        yield BookNotice(
            words % {"month": month_label(differs.month), "sum": rupiah(differs.difference)},
            Link(_("Lihat berita acara"), to_close(group, differs.month)),
        )
    if found.limit is not None and found.cash > found.limit:
        words = _(
            "Uang tunai kira-kira %(held)s, lebih dari batas kelompok %(limit)s. Setorkan ke bank."
        )
        yield BookNotice(
            words % {"held": rupiah(found.cash), "limit": rupiah(found.limit)},
            Link(_("Pemeriksaan kas"), to_screen(group, "closing:closes")),
        )
    if found.missing:
        yield BookNotice(
            _("%(n)d pengeluaran tanpa bukti.") % {"n": found.missing},
            Link(_("Tampilkan"), to_book(group, BookFilter(month_start(today), missing=True))),
        )
