"""Addresses of the cash book."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse

from gugus.cash.models import CashEntry, MonthClose
from gugus.cash.queries.parts import BookFilter
from gugus.people.models import Group
from gugus.platform.interchange.models import ImportDraft
from gugus.platform.web.links import numbered

# What a kind of file is called by people who open it.
FILE_KINDS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}


def to_book(group: Group, shown: BookFilter | None = None, **changes: object) -> str:
    """The book, or a part of it."""
    here = reverse("cash:cash", args=[group.code])
    return f"{here}?{shown.query(**changes)}" if shown else here


def to_month(group: Group, month: date) -> str:
    """A month of the book."""
    return to_book(group, BookFilter(month))


def anchor_of(day: date) -> str:
    """Where a day begins on the page of its month."""
    return f"hari-{day.day}"


def to_day(group: Group, day: date) -> str:
    """A day on the page of its month."""
    return f"{to_month(group, day)}#{anchor_of(day)}"


def to_paper(group: Group, shown: BookFilter, kind: str) -> str:
    """A month of the book as a file."""
    here = reverse("cash:paper", args=[group.code, kind])
    return f"{here}?{shown.query(cari='', bukti='', jenis='')}"


def to_entry(group: Group, entry: CashEntry, name: str = "cash:entry", *parts: object) -> str:
    """An entry, or something done to it."""
    return reverse(name, args=[group.code, entry.pk, *parts])


def entries_of(group: Group) -> Callable[[int], str]:
    """The addresses of many entries."""
    return numbered("cash:entry", group.code)


def to_close(group: Group, month: date, name: str = "closing:close", *parts: object) -> str:
    """A month's count, or something done to it."""
    return reverse(name, args=[group.code, f"{month:%Y-%m}", *parts])


def to_close_of(close: MonthClose) -> str:
    """A closed month."""
    return to_close(close.group, close.month)


def to_draft(group: Group, draft: ImportDraft, name: str = "cash:draft") -> str:
    """An import, or something done to it."""
    return reverse(name, args=[group.code, draft.pk])


def to_screen(group: Group, name: str) -> str:
    """A place of the cash book without further parts."""
    return reverse(name, args=[group.code])
