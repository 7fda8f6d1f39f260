"""What is wrong with the forms of a page that came back, for a summary above it."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BaseFormSet, BoundField, CheckboxSelectMultiple, RadioSelect
from django.forms.widgets import PasswordInput

# A page holds its forms in itself, in its parts, or in their lists; deeper lie records.
_DEPTH = 4


@dataclass(frozen=True)
class Fault:
    """One thing to be mended, and where: no address when it is about the whole."""

    text: str
    label: str = ""
    field_id: str = ""


@dataclass(frozen=True)
class Faults:
    """Everything that is wrong with a page's forms."""

    rows: tuple[Fault, ...]
    # What browsers and pages never hold: it has to be typed again.
    again: tuple[str, ...] = ()

    def within(self, html: str) -> "Faults":
        """The same, with links to those fields alone that the page has."""
        rows = tuple(
            one if f'id="{one.field_id}"' in html else dataclasses.replace(one, field_id="")
            for one in self.rows
        )
        return dataclasses.replace(self, rows=rows)


def faults_of(page: Any) -> Faults | None:
    """All faults at once, in the order in which the page holds its forms; None without any."""
    forms = {id(form): form for form in _forms_in(page, _DEPTH) if form.is_bound and form.errors}
    rows = tuple(fault for form in forms.values() for fault in _faults(form))
    if not rows:
        return None
    return Faults(rows, tuple(label for form in forms.values() for label in _untold(form)))


def _faults(form: BaseForm) -> Iterator[Fault]:
    yield from (Fault(str(text)) for text in form.non_field_errors())
    for field in form:
        for text in field.errors:
            if field.is_hidden:
                yield Fault(str(text))
            else:
                yield Fault(str(text), str(field.label), _id_of(field))


def _id_of(field: BoundField) -> str:
    """Where a press goes: the first of several buttons, else the field."""
    if isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    return str(field.id_for_label)


def _untold(form: BaseForm) -> Iterator[str]:
    for field in form:
        if isinstance(field.field.widget, PasswordInput) and not field.errors and field.data:
            yield str(field.label)


def _forms_in(value: Any, depth: int) -> Iterator[BaseForm]:
    if isinstance(value, BaseForm):
        yield value
    elif isinstance(value, BoundField):
        yield value.form
    elif isinstance(value, BaseFormSet):
        yield from value.forms
    elif depth and dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _forms_in(getattr(value, field.name), depth - 1)
    elif depth and isinstance(value, list | tuple):
        for one in value:
            yield from _forms_in(one, depth - 1)
    elif depth and isinstance(value, dict):
        for one in value.values():
            yield from _forms_in(one, depth - 1)
