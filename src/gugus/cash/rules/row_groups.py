"""A long part of the book folds: one part for each day (or month), and a very long day in pieces."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

# More rows than this are grouped into collapsible sections.
MOST_ROWS = 40


@dataclass(frozen=True)
class RowGroup:
    """The rows from `first` up to and without `end`, all of one key; `piece` of `pieces` from 1."""

    key: date
    first: int
    end: int
    piece: int = 1
    pieces: int = 1


def row_groups(keys: Sequence[date], most: int = MOST_ROWS) -> tuple[RowGroup, ...]:
    """How rows fold, by their keys in the order of the book; empty when they need not.

    >>> parts_of([date(2026, 9, 1)])
    ()
    """
    if len(keys) <= most:
        return ()
    found: list[RowGroup] = []
    start = 0
    for key, rows in groupby(keys):
        size = len(list(rows))
        pieces = -(-size // most)
        for piece in range(pieces):
            end = start + min(size, (piece + 1) * most)
            found.append(RowGroup(key, start + piece * most, end, piece + 1, pieces))
        start += size
    return tuple(found)
