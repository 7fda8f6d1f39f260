"""Reads about frameworks, measurement rounds and needs."""

from gugus.competence.queries.needs import Need, ranked_needs, reference_round

__all__ = ["Need", "ranked_needs", "reference_round"]
