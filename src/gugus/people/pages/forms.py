"""Two pages that recur: a form to fill in, and a question before something is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField


@dataclass(frozen=True)
class FieldSection:
    """Some fields under a heading (the first section has none)."""

    title: str
    fields: tuple[BoundField, ...]


@dataclass(frozen=True)
class SectionedFormPage:
    """A form with its title, its way back and its one action."""

    title: str
    lead: str
    back: str
    back_title: str
    form: forms.Form
    sections: tuple[FieldSection, ...]
    submit: str


@dataclass(frozen=True)
class ConfirmFormPage:
    """What will happen, line by line, before a person says yes."""

    title: str
    lines: tuple[str, ...]
    back: str
    back_title: str
    form: forms.Form
    submit: str


def form_page(
    form: forms.Form,
    *,
    title: str,
    back: str,
    back_title: str,
    submit: str,
    lead: str = "",
    sections: Sequence[tuple[Any, Sequence[BoundField]]] = (),
) -> SectionedFormPage:
    """A page for a form; without sections all fields stand in one."""
    parts = sections or [("", [form[name] for name in form.fields])]
    return SectionedFormPage(
        title=title,
        lead=lead,
        back=back,
        back_title=back_title,
        form=form,
        sections=tuple(FieldSection(str(heading), tuple(fields)) for heading, fields in parts),
        submit=submit,
    )
