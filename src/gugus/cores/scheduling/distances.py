"""Distances between schools."""

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088


def haversine_km(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Great-circle distance in kilometres between two (latitude, longitude) pairs in degrees.

    Source: R. W. Sinnott, Virtues of the haversine, Sky & Telescope 68 (1984); mean radius of the
    Earth by IUGG.

    >>> round(haversine_km((-6.4839, 106.8354), (-6.4052, 106.9313)), 1)
    13.7
    """
    lat1, lon1, lat2, lon2 = map(radians, (*one, *two))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


def distance_table(places: Sequence[tuple[float, float]]) -> tuple[tuple[float, ...], ...]:
    """Distances in kilometres between all places, as a symmetric table."""
    return tuple(tuple(haversine_km(a, b) for b in places) for a in places)
