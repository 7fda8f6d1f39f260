"""Pages that every app shows alike: a form, and a question before something goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField, Form

from gugus.platform.web.links import Link

# Some fields under a heading; the first section has none.
FieldSection = tuple[Any, Sequence[BoundField]]


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
