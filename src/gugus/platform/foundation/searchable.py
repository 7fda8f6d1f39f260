"""What an app offers to the search: kinds of records, what is read of them, who sees them.

The person who looks is a value of the rooms above and is only handed through.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class Findable:
    """A record as the search shows it to somebody who may see it."""

    title: str
    href: str
    note: str = ""
    # What else is looked into; of it the part that fits is shown.
    text: str = ""
    # Is found by these words too, which are not shown.
    also: str = ""


@dataclass(frozen=True)
class IndexedTable:
    """A table whose texts stand in the index: when one changes, its record is read anew.

    `record` is the field that leads to the record; rows in which `unless` is filled are no part of
    the index.
    """

    model: str
    texts: tuple[str, ...]
    record: str = "id"
    unless: str = ""


@dataclass(frozen=True)
class IndexedTexts:
    """What the index holds of a record: its group, its title, everything else, and its day."""

    group: int
    title: str
    text: str
    day: date | None = None


@dataclass(frozen=True)
class Searchable:
    """A kind of records that can be found.

    `address` names the page that a find leads to, `anyof` is what its guard asks for. Few records, as
    the people of a group, are read whole (`rows`: those that the person may see). Of many the words
    stand in an index, made of `records` by `texts`; what is shown is read from the records that are
    `visible` to the person, and never from the index.
    """

    kind: str
    title: str
    order: int
    address: str
    anyof: tuple[Any, ...]
    rows: Callable[[Any], Iterable[Findable]] | None = None
    tables: tuple[IndexedTable, ...] = ()
    records: Callable[[], QuerySet[Any]] | None = None
    texts: Callable[[Any], IndexedTexts] | None = None
    visible: Callable[[Any], QuerySet[Any]] | None = None
    show: Callable[[Any, Any], Findable] | None = None
