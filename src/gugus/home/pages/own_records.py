"""Everything that a group's records hold about the person who asks (UU 27/2022: access, copy)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.home.queries.own_records import LatestRecords
from gugus.people.models import Group
from gugus.people.registry import OwnRecords
from gugus.platform.web.formats import short_date, time_text
from gugus.platform.web.pages import ListPart


@dataclass(frozen=True)
class RecordList:
    """Rows of one kind, each as one line; `more` leads to all of them where these are the latest."""

    title: str
    count: str
    lines: tuple[str, ...]
    more: str = ""


@dataclass(frozen=True)
class OwnRecordsPage:
    """The latest of it, to read and to take along."""

    group: str
    kinds: tuple[RecordList, ...]
    empty: tuple[str, ...]
    download: str


@dataclass(frozen=True)
class OwnRecordsOfKindPage:
    """All of one kind, part by part."""

    records: RecordList
    back: str
    next_url: str


def own_records_page(group: Group, found: Sequence[LatestRecords]) -> OwnRecordsPage:
    """Put rows into lines; empty kinds are listed by name."""
    return OwnRecordsPage(
        group=group.name,
        kinds=tuple(_latest(group, one) for one in found if one.rows),
        empty=tuple(_(one.kind.title) for one in found if not one.rows),
        download=reverse("home:own_records_file", args=[group.code]),
    )


def own_records_of_kind_page(
    group: Group, kind: OwnRecords, part: ListPart[Any]
) -> OwnRecordsOfKindPage:
    """A part of the rows of one kind."""
    return OwnRecordsOfKindPage(
        records=RecordList(_(kind.title), _count(part.total), _lines(kind, part.rows)),
        back=reverse("home:own_records", args=[group.code]),
        next_url=part.next_url,
    )


def _latest(group: Group, found: LatestRecords) -> RecordList:
    n, title, lines = len(found.rows), _(found.kind.title), _lines(found.kind, found.rows)
    if not found.has_more:
        return RecordList(title, _count(n), lines)
    more = reverse("home:own_records_of_kind", args=[group.code, found.kind.name])
    return RecordList(title, _("%(n)d catatan terakhir") % {"n": n}, lines, more)


def _count(n: int) -> str:
    return ngettext("%(n)d catatan", "%(n)d catatan", n) % {"n": n}


def _lines(kind: OwnRecords, rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(_line(row, kind.shown) for row in rows)


def _line(row: Mapping[str, Any], names: Sequence[str]) -> str:
    return " · ".join(text for name in names if (text := _text(row.get(name))))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date | datetime):
        return short_date(value)
    return time_text(value) if isinstance(value, time) else str(value)
