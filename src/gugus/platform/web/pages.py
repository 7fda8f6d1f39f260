"""Pages that every app shows alike: a form, a question before something goes, a part of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import HttpRequest

from gugus.platform.web.formats import parse_id

_PART = "hal"
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class FormPage:
    """A form with a way back; `again` offers to save and go on with the next."""

    title: str
    explanation: str
    form: Form
    submit: str
    back_href: str
    back: str
    again: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConfirmPage:
    """A question before something goes; `lines` say what goes and what stays."""

    title: str
    lines: tuple[str, ...]
    submit: str
    back_href: str
    back: str
    warns: bool = True


@dataclass(frozen=True)
class ListPart(Generic[M]):
    """A part of a list that grows with the years, and the address of the next part."""

    rows: Sequence[M]
    total: int
    is_first: bool
    next_url: str


def list_part(request: HttpRequest, rows: QuerySet[M], size: int) -> ListPart[M]:
    """The part that the address asks for (`hal`); only its rows are read."""
    pages = Paginator(rows, size)
    part = pages.get_page(parse_id(request.GET.get(_PART, "")) or 1)
    query = request.GET.copy()
    query[_PART] = str(part.number + 1)
    next_url = f"{request.path}?{query.urlencode()}" if part.has_next() else ""
    return ListPart(list(part), pages.count, part.number == 1, next_url)
