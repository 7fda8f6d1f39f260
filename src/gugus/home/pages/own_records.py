"""Everything that a group's records hold about the person who asks (UU 27/2022: access, copy)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.people.models import Group
from gugus.people.registry import OwnRecords, OwnRows
from gugus.platform.web.formats import short_date, time_text


@dataclass(frozen=True)
class RecordList:
    """The rows of one kind, each as one line."""

    title: str
    count: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class OwnRecordsPage:
    """All of it, to read and to take along."""

    group: str
    kinds: tuple[RecordList, ...]
    empty: tuple[str, ...]
    download: str


def own_records_page(group: Group, records: Iterable[tuple[OwnRecords, OwnRows]]) -> OwnRecordsPage:
    """Put rows into lines; empty kinds are listed by name."""
    found = [(kind, list(rows)) for kind, rows in records]
    return OwnRecordsPage(
        group=group.name,
        kinds=tuple(_kind(kind, rows) for kind, rows in found if rows),
        empty=tuple(_(kind.title) for kind, rows in found if not rows),
        download=reverse("home:own_records_file", args=[group.code]),
    )


def _kind(kind: OwnRecords, rows: Sequence[Mapping[str, Any]]) -> RecordList:
    n = len(rows)
    count = ngettext("%(n)d catatan", "%(n)d catatan", n) % {"n": n}
    return RecordList(_(kind.title), count, tuple(_line(row, kind.shown) for row in rows))


def _line(row: Mapping[str, Any], names: Sequence[str]) -> str:
    return " · ".join(text for name in names if (text := _text(row.get(name))))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date | datetime):
        return short_date(value)
    return time_text(value) if isinstance(value, time) else str(value)
