"""Pages that every app shows alike: a form, a question before something goes, a part of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import BoundField, Form
from django.http import HttpRequest

from gugus.platform.web.formats import parse_id
from gugus.platform.web.links import Link

# Some fields under a heading; the first section has none.
FieldSection = tuple[Any, Sequence[BoundField]]
_PART = "hal"
M = TypeVar("M")


@dataclass(frozen=True)
class FormPage:
    """A form with a way back; without sections all fields stand in one.

    `again` offers to save and go on with the next, `more` leads to another thing that may be done,
    `danger` colours an action that cannot be undone, `is_list` sets many short fields one a line.
    """

    title: str
    lead: str
    form: Form
    submit: str
    back_href: str
    back: str
    again: bool = False
    warnings: tuple[str, ...] = ()
    sections: Sequence[FieldSection] = ()
    more: Link | None = None
    danger: bool = False
    is_list: bool = False

    @property
    def parts(self) -> Sequence[FieldSection]:
        """The sections as they are shown."""
        return self.sections or [("", self.form.visible_fields())]


@dataclass(frozen=True)
class ConfirmPage:
    """A question before something goes; `lines` say what goes and what stays.

    `form` asks what has to be known for it, `warning` says what hangs on it.
    """

    title: str
    lines: tuple[str, ...]
    submit: str
    back_href: str
    back: str
    warns: bool = True
    form: Form | None = None
    warning: str = ""


@dataclass(frozen=True)
class ListPart(Generic[M]):
    """A part of a list that grows with the years, and the address of the next part."""

    rows: Sequence[M]
    total: int
    is_first: bool
    next_url: str


def list_part(request: HttpRequest, rows: QuerySet[Any, M] | Sequence[M], size: int) -> ListPart[M]:
    """The part that the address asks for (`hal`); only its rows are read."""
    pages = Paginator(rows, size)
    part = pages.get_page(parse_id(request.GET.get(_PART, "")) or 1)
    query = request.GET.copy()
    query[_PART] = str(part.number + 1)
    next_url = f"{request.path}?{query.urlencode()}" if part.has_next() else ""
    return ListPart(list(part), pages.count, part.number == 1, next_url)
