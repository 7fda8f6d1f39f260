"""The latest of what is recorded about a person, kind by kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gugus.people.registry import OwnRecords, Viewer, own_records_of

# So many of each kind; the rest has a page of its own.
_MOST = 20


@dataclass(frozen=True)
class LatestRecords:
    """The latest records of one kind, and whether there are older ones."""

    kind: OwnRecords
    rows: Sequence[Mapping[str, Any]]
    has_more: bool


def latest_records(viewer: Viewer) -> list[LatestRecords]:
    """The latest of every kind."""
    found = []
    for kind, rows in own_records_of(viewer):
        read = list(rows[: _MOST + 1])
        found.append(LatestRecords(kind, read[:_MOST], len(read) > _MOST))
    return found
