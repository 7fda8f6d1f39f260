"""How far schools are from each other, who may host, whose turn it was."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.hosts.queries import HostRecord
from gugus.hosts.rules.distances import DistanceBasis, Distances
from gugus.people.models import School
from gugus.people.rules.years import school_year_label
from gugus.platform.web.formats import decimal
from gugus.programme.queries.words import months_words

_MISSING_SHOWN = 6


@dataclass(frozen=True)
class HostRow:
    """A school as host: `counted` turns decide who is next; `turns` by year."""

    host: HostRecord
    turns: tuple[tuple[str, int], ...]
    counted: int
    wish: str


@dataclass(frozen=True)
class DistanceRow:
    """The way to one other school."""

    name: str
    km: str
    basis: str
    is_missing: bool


@dataclass(frozen=True)
class SchoolDistances:
    """The ways from one school."""

    school: School
    detail: str
    rows: tuple[DistanceRow, ...]


@dataclass(frozen=True)
class DistancesPage:
    """Ways, hosts and turns."""

    may_plan: bool
    basis: str
    how_to_know: str
    missing: tuple[str, ...]
    missing_more: int
    years: tuple[str, ...]
    counting: str
    hosts: tuple[HostRow, ...]
    schools: tuple[SchoolDistances, ...]
    may_clear: bool


def distances_page(
    hosts: Sequence[HostRecord],
    distances: Distances,
    years: Sequence[int],
    *,
    may_plan: bool,
) -> DistancesPage:
    """`hosts` and `ways` speak of the same schools in the same order; the last year is this one."""
    # Years before the first record say nothing.
    shown = [year for year in years if year == years[-1] or any(one.turns[year] for one in hosts)]
    names = [one.school.name for one in hosts]
    missing = tuple(f"{names[a]} – {names[b]}" for a, b in distances.missing)
    # Where no way is known there is no mean that the missing ones could take.
    shown_missing = missing if distances.basis != DistanceBasis.NONE else ()
    return DistancesPage(
        may_plan=may_plan,
        basis=basis_words(distances, len(hosts)),
        how_to_know=_how_to_know(len(hosts), bool(missing)) if may_plan else "",
        missing=shown_missing[:_MISSING_SHOWN],
        missing_more=max(0, len(shown_missing) - _MISSING_SHOWN),
        years=tuple(map(school_year_label, shown)),
        counting=_counting(len(years) - 1),
        hosts=tuple(_host(one, shown) for one in hosts),
        schools=tuple(
            _distances_from(hosts, distances, at) for at in range(len(hosts)) if len(hosts) > 1
        ),
        may_clear=may_plan and bool(distances.typed),
    )


def basis_words(distances: Distances, schools: int) -> str:
    """What the ways rest on, as a sentence."""
    if schools < 2:
        return _("Jarak baru ada artinya bila kelompok punya dua sekolah atau lebih.")
    return {
        DistanceBasis.TYPED: _("Jarak diketik oleh kelompok."),
        DistanceBasis.COORDINATES: _(
            "Jarak dihitung dari titik koordinat sekolah, garis lurus. Jalan sebenarnya lebih "
            "panjang; ketik jarak jalan bila ada."
        ),
        DistanceBasis.MIXED: _(
            "Sebagian jarak diketik oleh kelompok, sebagian dihitung dari titik koordinat "
            "(garis lurus, jalan sebenarnya lebih panjang)."
        ),
        DistanceBasis.NONE: _(
            "Belum ada jarak. Jadwal tetap dapat disusun dengan giliran yang adil, tetapi tanpa "
            "menghemat perjalanan."
        ),
    }[distances.basis]


def _how_to_know(schools: int, lacks: bool) -> str:
    if schools < 2:
        return _("Tambahkan sekolah yang lain di")
    if lacks:
        return _("Ketik jaraknya, tempel tabelnya, atau isi titik koordinat sekolah di")
    return ""


def _counting(years: int) -> str:
    if not years:
        return _("Giliran tahun-tahun lalu tidak ikut dihitung.")
    return ngettext(
        "Giliran %(n)d tahun pelajaran terakhir dan yang sebelum memakai Gugus ikut dihitung "
        "supaya tahun ini adil.",
        "Giliran %(n)d tahun pelajaran terakhir dan yang sebelum memakai Gugus ikut dihitung "
        "supaya tahun ini adil.",
        years,
    ) % {"n": years}


def _host(one: HostRecord, years: Sequence[int]) -> HostRow:
    return HostRow(
        host=one,
        turns=tuple((school_year_label(year), one.turns[year]) for year in years),
        counted=one.settings.former_turns + sum(one.turns[year] for year in years[:-1]),
        wish=_wish(one.settings.disliked_months),
    )


def _wish(months: Sequence[int]) -> str:
    """'kurang suka bulan Agu, Des', or nothing."""
    if not months:
        return ""
    return _("kurang suka bulan %(months)s") % {"months": months_words(months)}


def _distances_from(hosts: Sequence[HostRecord], distances: Distances, at: int) -> SchoolDistances:
    others = [place for place in range(len(hosts)) if place != at]
    known = [place for place in others if (min(at, place), max(at, place)) not in distances.missing]
    mean = sum(distances.km[at][place] for place in known) / len(known) if known else None
    return SchoolDistances(
        school=hosts[at].school,
        detail=_("rata-rata %(km)s km ke sekolah lain") % {"km": decimal(mean)}
        if known
        else _("belum ada jarak"),
        rows=tuple(distance_row(hosts[place].school, distances, at, place) for place in others),
    )


def distance_row(other: School, distances: Distances, at: int, place: int) -> DistanceRow:
    """The way from the school at one place to the `other` at another, and where it comes from."""
    pair = (min(at, place), max(at, place))
    if pair in distances.missing:
        return DistanceRow(other.name, "–", _("belum ada"), True)
    basis = _("diketik") if pair in distances.typed else _("garis lurus dari koordinat")
    return DistanceRow(
        other.name, _("%(km)s km") % {"km": decimal(distances.km[at][place])}, basis, False
    )
