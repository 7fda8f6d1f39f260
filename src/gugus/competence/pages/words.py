"""Figures as words that a teacher understands."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.competence.queries import Need
from gugus.platform.web.formats import decimal


def number_word(count: int) -> str:
    """'enam'; above twelve the figure itself."""
    words = (
        _("nol"), _("satu"), _("dua"), _("tiga"), _("empat"), _("lima"), _("enam"), _("tujuh"),
        _("delapan"), _("sembilan"), _("sepuluh"), _("sebelas"), _("dua belas"),
    )  # fmt: skip
    return words[count] if 0 <= count < len(words) else str(count)


def needs_headline(needs: Sequence[Need], standard: int) -> str:
    """The page's title: what was found."""
    measured = [need for need in needs if need.mean is not None]
    if not measured:
        return _("Belum ada angka dari pengukuran ini")
    low = sum(need.is_low for need in measured)
    if low == 0:
        return _("Tidak ada kebutuhan di bawah standar %(standard)d") % {"standard": standard}
    text = ngettext(
        "%(count)s kebutuhan di bawah standar %(standard)d",
        "%(count)s kebutuhan di bawah standar %(standard)d",
        low,
    ) % {"count": number_word(low), "standard": standard}
    return text[0].upper() + text[1:]


def percent_texts(values: Sequence[float | None]) -> list[str]:
    """Percentages with one decimal, or none when all of them are whole."""
    known = [value for value in values if value is not None]
    places = 0 if all(abs(value - round(value)) < 0.005 for value in known) else 1
    return [decimal(value, places) for value in values]


def rank_words(need: Need) -> str:
    """'antara urutan 1 dan 4': as sure as the figures are."""
    if need.rank is None:
        return _("belum terukur")
    if need.rank_low is None or need.rank_high is None:
        return _("urutan %(rank)d menurut rata-rata") % {"rank": need.rank}
    if need.rank_low == need.rank_high:
        return _("urutan %(rank)d") % {"rank": need.rank}
    return _("antara urutan %(low)d dan %(high)d") % {
        "low": need.rank_low,
        "high": need.rank_high,
    }


def interval_words(low: float | None, high: float | None) -> str:
    """'62,1–66,0'; a dash when it is not known."""
    if low is None or high is None:
        return decimal(None)
    return f"{decimal(low)}–{decimal(high)}"


def below_words(need: Need) -> str:
    """'41 dari 58 guru di bawah standar (71 %)'; empty when not known."""
    if need.below is None or need.n is None or need.below_share is None:
        return ""
    return _("%(below)d dari %(n)d guru di bawah standar (%(share)s %%)") % {
        "below": need.below,
        "n": need.n,
        "share": decimal(100 * need.below_share, 0),
    }


def listed(names: Sequence[str]) -> str:
    """'a, b, dan c'."""
    if len(names) < 2:
        return "".join(names)
    if len(names) == 2:
        return _("%(first)s dan %(last)s") % {"first": names[0], "last": names[1]}
    return _("%(first)s, dan %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
