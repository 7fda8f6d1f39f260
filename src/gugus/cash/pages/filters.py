"""What a filter of the book leaves out, in words, and the ways to see more of it."""

from django.utils.translation import gettext as _

from gugus.cash.pages.links import to_book
from gugus.cash.pages.rows import month_label
from gugus.cash.queries.parts import BookFilter, BookPart
from gugus.cash.rules.entries import EntryKind
from gugus.people.models import Group
from gugus.people.rules.years import school_year_label, school_year_of
from gugus.platform.web.formats import rupiah
from gugus.platform.web.links import Link

_SIDES = ("received", "spent")


def kind_labels() -> dict[str, str]:
    """What a person may ask for, in their words."""
    return {
        EntryKind.IN.value: _("Uang masuk"),
        EntryKind.OUT.value: _("Uang keluar"),
        EntryKind.TRANSFER.value: _("Pindah antarsumber"),
        EntryKind.CORRECTION.value: _("Pembetulan"),
    }


def search_text(shown: BookFilter) -> str:
    """What was looked for, and where."""
    year = school_year_label(school_year_of(shown.month))
    if shown.missing:
        return _("Pengeluaran tanpa bukti, %(year)s") % {"year": year}
    return _("Hasil pencarian “%(words)s”, %(year)s") % {"words": shown.words, "year": year}


def filter_text(shown: BookFilter) -> str:
    """'Hanya: BOS · uang keluar', or nothing."""
    parts = [shown.source.name] if shown.source and not shown.missing else []
    if shown.kind and not shown.missing:
        parts.append(kind_labels()[shown.kind].lower())
    return _("Hanya: %(what)s") % {"what": " · ".join(parts)} if parts else ""


def totals_text(shown: BookFilter, part: BookPart) -> str:
    """How many rows are shown and what they add up to; that there are more, if there are."""
    rows = [one.entry for one in part.rows]
    if not rows or not (shown.is_search or shown.kind):
        return ""
    sums = part.found or {side: sum(getattr(e, side) for e in rows) for side in _SIDES}
    words = {side: rupiah(sums[side]) for side in _SIDES} | {"n": len(rows), "all": sums.get("all")}
    if part.found is None:
        return _("%(n)d baris: masuk %(received)s, keluar %(spent)s.") % words
    return (
        _(
            "%(all)d baris: masuk %(received)s, keluar %(spent)s. Ditampilkan %(n)d yang terbaru; "
            "tulis kata lain untuk mempersempit."
        )
        % words
    )


def clear_filter_links(group: Group, shown: BookFilter) -> tuple[Link, ...]:
    """Each filter by itself taken away, and all of them."""
    month = _("Kembali ke %(month)s") % {"month": month_label(shown.month)}
    whole = Link(month, to_book(group, BookFilter(shown.month)))
    if shown.missing:
        return (whole,)
    links = []
    if shown.source:
        links.append(Link(_("Semua sumber"), to_book(group, shown, sumber="")))
    if shown.kind:
        links.append(Link(_("Semua jenis"), to_book(group, shown, jenis="")))
    return (*links, whole) if shown.words else tuple(links)


def empty_text(shown: BookFilter) -> str:
    """Why there is no row: what was asked for, and that the rest of the book is there."""
    year = school_year_label(school_year_of(shown.month))
    if shown.missing:
        return _("Semua pengeluaran %(year)s sudah berbukti.") % {"year": year}
    what = kind_labels()[shown.kind].lower() if shown.kind else _("entri")
    words = {
        "what": what,
        "words": shown.words,
        "year": year,
        "month": month_label(shown.month),
        "source": shown.source.name if shown.source else _("semua sumber"),
    }
    if shown.words:
        return (
            _(
                "Tidak ada %(what)s yang memuat “%(words)s” di %(year)s (%(source)s). Yang dicari: "
                "uraian, penerima, nomor bukti, nomor nota, mata anggaran, dan sekolah."
            )
            % words
        )
    if shown.kind or shown.source:
        return _("Tidak ada %(what)s di %(month)s (%(source)s).") % words
    return _("Tidak ada uang masuk atau keluar di bulan ini.")
