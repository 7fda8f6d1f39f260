"""Pages that every app shows alike: a form, and a question before something goes."""

from dataclasses import dataclass

from django.forms import Form


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
