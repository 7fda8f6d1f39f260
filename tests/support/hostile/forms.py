"""What addresses read: the fields of their forms as pages show them, and names that views ask for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from unittest.mock import patch

from django.http import QueryDict

from gugus.platform.sync.commands import Command
from tests.support.html import Field, Part, whole_page_of

_GOOD = {
    "text": "Contoh",
    "textarea": "Contoh",
    "number": "1",
    "time": "13:00",
    "month": "2026-11",
    "password": "tujuh kuda biru",
    "tel": "081234567890",
    "search": "a",
}
_NO_VALUE = ("file", "submit", "button")


@dataclass(frozen=True)
class SeenForm:
    """A form that a page shows: where it leads, and what a person could send with it."""

    action: str
    multipart: bool
    kinds: dict[str, str]
    good: dict[str, list[str]]


def forms_of(content: bytes, here: str, today: date) -> Iterator[SeenForm]:
    """The forms of a page that write something."""
    for form in whole_page_of(content).all("form"):
        if (form.get("method") or "").lower() != "post":
            continue
        fields = {name: one for name, one in form.fields.items() if one.kind not in _NO_VALUE}
        good = {name: _good(one, today) for name, one in fields.items()}
        good |= {name: [value] for name, value in _pressed(form)}
        kinds = {name: _kind(one) for name, one in fields.items()}
        kinds |= {name: "hidden" for name in good.keys() - kinds.keys()}
        for action in {form.get("action") or here, *_elsewhere(form)}:
            yield SeenForm(action, "multipart" in (form.get("enctype") or ""), kinds, good)


def _pressed(form: Part) -> Iterator[tuple[str, str]]:
    for button in form.all("button", name=True):
        yield str(button.get("name")), str(button.get("value") or "")


def _elsewhere(form: Part) -> set[str]:
    return {str(button.get("formaction")) for button in form.all("button", formaction=True)}


def _kind(field: Field) -> str:
    return "choice" if field.options else field.kind


def _good(field: Field, today: date) -> list[str]:
    if any(field.values):
        return field.values
    if field.options:
        return [next((value for value in field.options if value), "")]
    if field.kind == "date":
        return [today.isoformat()]
    return [_GOOD.get(field.kind, "")]


@contextmanager
def asked_names() -> Iterator[set[str]]:
    """The names under which anything is looked up in what was sent."""
    names: set[str] = set()
    get, getlist, item = QueryDict.get, QueryDict.getlist, QueryDict.__getitem__
    text = Command.text

    def noted(original: Any) -> Any:
        def look(self: Any, name: str, *rest: Any, **more: Any) -> Any:
            names.add(name)
            return original(self, name, *rest, **more)

        return look

    with (
        patch.object(QueryDict, "get", noted(get)),
        patch.object(QueryDict, "getlist", noted(getlist)),
        patch.object(QueryDict, "__getitem__", noted(item)),
        patch.object(Command, "text", noted(text)),
    ):
        yield names
