"""Where meetings would be nearest for all, and the shortest round of visits."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.hosts.pages.distances import basis_words
from gugus.hosts.rules.distances import Distances
from gugus.hosts.rules.visits import MOST_SCHOOLS, NearestPlaces, VisitTour
from gugus.people.models import Group, School
from gugus.platform.web.formats import decimal


@dataclass(frozen=True)
class NearestPlacesRow:
    """One, two or three schools, and the mean way to the nearest of them."""

    title: str
    names: str
    mean: str


@dataclass(frozen=True)
class TourLeg:
    """One school of the round, and the way there from the one before."""

    name: str
    km: str


@dataclass(frozen=True)
class TravelPage:
    """What is counted, on what ground, or why it cannot be counted yet."""

    basis: str
    cannot: str
    nearest: tuple[NearestPlacesRow, ...]
    start: str
    legs: tuple[TourLeg, ...]
    total: str
    proven: bool


def places_page(
    group: Group,
    schools: Sequence[School],
    distances: Distances,
    nearest: Sequence[NearestPlaces],
    visits: VisitTour | None,
) -> TravelPage:
    """`ways` and the figures speak of `schools` by their place."""
    names = [school.name for school in schools]
    return TravelPage(
        basis=basis_words(distances, len(schools)),
        cannot=_cannot(distances, len(schools)),
        nearest=tuple(_nearest(names, one) for one in nearest),
        start=names[visits.order[0]] if visits else "",
        legs=_legs(names, visits) if visits else (),
        total=_km(visits.km) if visits else "",
        proven=bool(visits and visits.proven),
    )


def _cannot(distances: Distances, schools: int) -> str:
    if schools > MOST_SCHOOLS:
        return _(
            "Kelompok ini terlalu besar untuk dihitung sekaligus (lebih dari %(n)d sekolah)."
        ) % {"n": MOST_SCHOOLS}
    if not distances.missing:
        return ""
    return ngettext(
        "Belum dapat dihitung: %(n)d jarak antarsekolah belum diketahui.",
        "Belum dapat dihitung: %(n)d jarak antarsekolah belum diketahui.",
        len(distances.missing),
    ) % {"n": len(distances.missing)}


def _nearest(names: Sequence[str], one: NearestPlaces) -> NearestPlacesRow:
    count = len(one.places)
    title = ngettext("%(n)d tempat", "%(n)d tempat", count) % {"n": count}
    return NearestPlacesRow(
        title, ", ".join(names[place] for place in one.places), _km(one.mean_km)
    )


def _legs(names: Sequence[str], visits: VisitTour) -> tuple[TourLeg, ...]:
    stops = (*visits.order[1:], visits.order[0])
    return tuple(TourLeg(names[at], _km(km)) for at, km in zip(stops, visits.legs, strict=True))


def _km(km: float) -> str:
    return _("%(km)s km") % {"km": decimal(km)}
