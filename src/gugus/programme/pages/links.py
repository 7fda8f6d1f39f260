"""Addresses of the programme's screens, as pages link to them."""

from django.urls import reverse

from gugus.people.models import Group
from gugus.platform.web.links import numbered
from gugus.programme.models import Line, Programme


def to_year(group: Group, year: int, screen: str = "programme") -> str:
    """The programme (or coverage) of a year."""
    return f"{reverse(f'programme:{screen}', args=[group.code])}?tahun={year}"


def to_programme(programme: Programme, screen: str, *more: object) -> str:
    """A screen of one programme: add_line, copy, agree, sign, reopen, texts, paper."""
    return reverse(f"programme:{screen}", args=[programme.group.code, programme.pk, *more])


def to_line(group: Group, line: Line, screen: str = "line") -> str:
    """A screen of one line: line, edit_line, delete_line."""
    return numbered(f"programme:{screen}", group.code)(line.pk)


def to_new_line(programme: Programme, need_id: int | None = None) -> str:
    """The empty form, or the form with one need ticked and words suggested."""
    address = to_programme(programme, "add_line")
    return address if need_id is None else f"{address}?kebutuhan={need_id}"


def findings_href(group: Group) -> str:
    """The address of the list."""
    return reverse("opening:findings", args=[group.code])
