"""What the search finds of `programme`: its lines."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Viewer
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label
from gugus.platform.foundation.searchable import (
    Findable,
    IndexedTable,
    IndexedTexts,
    Searchable,
)
from gugus.programme.models import Line

_TEXTS = ("objective", "activities", "product")


def _lines() -> QuerySet[Line]:
    return Line.objects.select_related("programme")


def _said(one: Line) -> str:
    return "\n".join(getattr(one, name) for name in _TEXTS)


def _texts(one: Line) -> IndexedTexts:
    begins = date(one.programme.school_year, 7, 1)
    return IndexedTexts(one.programme.group_id, one.title, _said(one), begins)


def _visible(viewer: Viewer) -> QuerySet[Line]:
    return _lines().filter(programme__group=viewer.group.pk)


def _show(viewer: Viewer, one: Line) -> Findable:
    note = f"{school_year_label(one.programme.school_year)} · {one.get_kind_display()}"
    href = reverse("programme:line", args=[viewer.group.code, one.pk])
    return Findable(one.title, href, note, text=_said(one))


SEARCHABLES = (
    Searchable(
        "program",
        noop("Program"),
        90,
        "programme:line",
        (May.SEE_GROUP,),
        tables=(IndexedTable("programme.Line", ("title", *_TEXTS)),),
        records=_lines,
        texts=_texts,
        visible=_visible,
        show=_show,
    ),
)
