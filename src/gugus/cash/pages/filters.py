"""What a filter of the book leaves out, in words, and the ways to see more of it."""

from collections.abc import Sequence

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from gugus.cash.models import Entry
from gugus.cash.pages.links import Link, Shown, to_book
from gugus.cash.pages.rows import Balanced, month_words
from gugus.cash.rules.entries import Kind
from gugus.people.models import Group
from gugus.people.rules.years import label, school_year_of
from gugus.platform.web.formats import rupiah

# The most that a search shows: who looks for more says it more exactly.
MOST_FOUND = 200


def kind_words() -> dict[str, str]:
    """What a person may ask for, in their words."""
    return {
        Kind.IN.value: _("Uang masuk"),
        Kind.OUT.value: _("Uang keluar"),
        Kind.MOVED.value: _("Pindah antarsumber"),
        Kind.CORRECTED.value: _("Pembetulan"),
    }


def narrowed_words(shown: Shown) -> str:
    """What was looked for, and where."""
    year = label(school_year_of(shown.month))
    if shown.missing:
        return _("Pengeluaran tanpa bukti, %(year)s") % {"year": year}
    return _("Hasil pencarian “%(words)s”, %(year)s") % {"words": shown.words, "year": year}


def only_words(shown: Shown) -> str:
    """'Hanya: BOS · uang keluar', or nothing."""
    parts = [shown.source.name] if shown.source and not shown.missing else []
    if shown.kind and not shown.missing:
        parts.append(kind_words()[shown.kind].lower())
    return _("Hanya: %(what)s") % {"what": " · ".join(parts)} if parts else ""


def sums_words(shown: Shown, found: QuerySet[Entry], rows: Sequence[Balanced]) -> str:
    """How many rows are shown and what they add up to; that there are more, if there are."""
    if not rows or not (shown.is_narrow or shown.kind):
        return ""
    number = len(rows)
    words: dict[str, object] = {
        "n": number,
        "received": rupiah(sum(one.entry.received for one in rows)),
        "spent": rupiah(sum(one.entry.spent for one in rows)),
    }
    if number < MOST_FOUND or not shown.is_narrow:
        return _("%(n)d baris: masuk %(received)s, keluar %(spent)s.") % words
    sums = found.order_by().aggregate(received=Sum("received"), spent=Sum("spent"))
    words |= {side: rupiah(sums[side]) for side in sums} | {"all": found.count()}
    return (
        _(
            "%(all)d baris: masuk %(received)s, keluar %(spent)s. Ditampilkan %(n)d yang terbaru; "
            "tulis kata lain untuk mempersempit."
        )
        % words
    )


def wider_links(group: Group, shown: Shown) -> tuple[Link, ...]:
    """Each filter by itself taken away, and all of them."""
    month = _("Kembali ke %(month)s") % {"month": month_words(shown.month)}
    whole = Link(month, to_book(group, Shown(shown.month)))
    if shown.missing:
        return (whole,)
    links = []
    if shown.source:
        links.append(Link(_("Semua sumber"), to_book(group, shown, sumber="")))
    if shown.kind:
        links.append(Link(_("Semua jenis"), to_book(group, shown, jenis="")))
    return (*links, whole) if shown.words else tuple(links)


def nothing_words(shown: Shown) -> str:
    """Why there is no row: what was asked for, and that the rest of the book is there."""
    year = label(school_year_of(shown.month))
    if shown.missing:
        return _("Semua pengeluaran %(year)s sudah berbukti.") % {"year": year}
    what = kind_words()[shown.kind].lower() if shown.kind else _("entri")
    words = {
        "what": what,
        "words": shown.words,
        "year": year,
        "month": month_words(shown.month),
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
