"""How far schools are from each other: typed by the group, else counted from coordinates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from gugus.cores.scheduling.distances import haversine_km


class DistanceBasis(StrEnum):
    """What the ways between schools rest on."""

    TYPED = "typed"
    COORDINATES = "coordinates"
    MIXED = "mixed"
    NONE = "none"


@dataclass(frozen=True)
class Distances:
    """Kilometres between schools, by their places in the row that was asked about.

    `basis` says where the known ones come from ('none': nothing is known). `missing` names the
    pairs of which nothing is known, the smaller place first; they count as the mean of the known
    ways, so that they favour no school.
    """

    km: tuple[tuple[float, ...], ...]
    basis: DistanceBasis
    missing: tuple[tuple[int, int], ...]
    # What of it was typed, the smaller place first.
    typed: frozenset[tuple[int, int]] = frozenset()


def distances_between(
    points: Sequence[tuple[float, float] | None], typed: Mapping[tuple[int, int], float]
) -> Distances:
    """The table of ways; `points` are (latitude, longitude), `typed` kilometres by pair (a < b)."""
    known = dict(typed)
    counted = missing = frozenset[tuple[int, int]]()
    for pair in combinations(range(len(points)), 2):
        one, other = points[pair[0]], points[pair[1]]
        if pair in known:
            continue
        if one is None or other is None:
            missing |= {pair}
        else:
            known[pair] = haversine_km(one, other)
            counted |= {pair}
    usual = sum(known.values()) / len(known) if known else 0.0
    km = [[0.0] * len(points) for _ in points]
    for a, b in combinations(range(len(points)), 2):
        km[a][b] = km[b][a] = known.get((a, b), usual)
    return Distances(
        tuple(map(tuple, km)),
        _basis(bool(typed), bool(counted)),
        tuple(sorted(missing)),
        frozenset(typed),
    )


def _basis(typed: bool, counted: bool) -> DistanceBasis:
    if typed and counted:
        return DistanceBasis.MIXED
    if typed:
        return DistanceBasis.TYPED
    return DistanceBasis.COORDINATES if counted else DistanceBasis.NONE
