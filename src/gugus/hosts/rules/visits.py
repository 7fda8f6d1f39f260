"""Where meetings would be nearest for all, and the shortest round of visits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gugus.cores.scheduling.places import p_median, shortest_round_trip
from gugus.hosts.rules.distances import Distances

MOST_PLACES = 3
# So many schools are worked out while a person waits; no group of one kecamatan has more.
MOST_SCHOOLS = 40
_SECONDS = 3.0


@dataclass(frozen=True)
class NearestPlaces:
    """Some schools that serve all best, and the mean way of a teacher to the nearest of them."""

    places: tuple[int, ...]
    mean_km: float


@dataclass(frozen=True)
class VisitTour:
    """Schools in the order of a round trip, the way to each, and back; `proven`: none is shorter."""

    order: tuple[int, ...]
    legs: tuple[float, ...]
    km: float
    proven: bool


def nearest_places(
    distances: Distances, teachers: Sequence[int], may_host: Collection[int]
) -> tuple[NearestPlaces, ...]:
    """The best place, the best two, the best three; nothing while ways are missing."""
    everybody = sum(teachers)
    if distances.missing or not everybody or len(teachers) > MOST_SCHOOLS:
        return ()
    most = min(MOST_PLACES, len(may_host), len(teachers) - 1)
    found = (p_median(distances.km, teachers, p, may_host) for p in range(1, most + 1))
    return tuple(NearestPlaces(one.places, one.km / everybody) for one in found)


def shortest_visit_tour(distances: Distances, first: int) -> VisitTour | None:
    """The shortest round over all schools from the `first`; None while ways are missing."""
    n = len(distances.km)
    if distances.missing or n < 2 or n > MOST_SCHOOLS:
        return None
    turned = [first, *(place for place in range(n) if place != first)]
    found = shortest_round_trip(
        [[distances.km[a][b] for b in turned] for a in turned], seconds=_SECONDS
    )
    order = tuple(turned[place] for place in found.order)
    legs = tuple(distances.km[a][b] for a, b in zip(order, (*order[1:], order[0]), strict=True))
    return VisitTour(order, legs, found.km, found.proven)
