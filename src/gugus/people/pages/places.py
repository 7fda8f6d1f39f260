"""Suggestions for a place while it is typed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlaceOptionsPage:
    """Full names of the places that fit."""

    places: tuple[str, ...]
