"""Forms of the minutes: writing, deciding between two texts, approving, correcting.

The web form and the command of a phone come through the same forms.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gugus.meetings.forms.meetings import one_per_line
from gugus.minutes.models import DecisionUpdate
from gugus.minutes.services.approval import DecisionUpdateInput
from gugus.minutes.services.minutes import (
    FIELDS,
    ConflictResolution,
    MinutesSubmission,
    MinutesText,
)
from gugus.platform.web.fields import clock_field

# A base may be a text that another version let through: it is compared and never shown.
_LONGEST_BASE = 60000


class PlainText(forms.CharField):
    """Text whose lines end the same way, whether a browser or a script sent it."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength` on long texts: browsers silently cut off what is pasted."""
        attrs: dict[str, Any] = super().widget_attrs(widget)
        if isinstance(widget, forms.Textarea):
            attrs.pop("maxlength", None)
        return attrs


def _long(label: Any, rows: int, help_text: Any = "") -> PlainText:
    return PlainText(
        label=label,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=20000,
        required=False,
        help_text=help_text,
    )


def _base() -> PlainText:
    # Browsers put back what stood in a form before a reload; a base must be of this very page.
    return PlainText(
        widget=forms.HiddenInput({"autocomplete": "off"}), max_length=_LONGEST_BASE, required=False
    )


class MinutesForm(forms.Form):
    """The text of the minutes, and the text that stood in each field when the page was made."""

    meeting = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # Which page this is; a script fills it in when the page is opened.
    page = forms.RegexField(r"^[0-9A-Za-z-]{0,40}$", widget=forms.HiddenInput, required=False)
    base_chaired_by = _base()
    base_taken_by = _base()
    base_opening = _base()
    base_problems = _base()
    base_discussion = _base()
    base_decisions = _base()
    base_closed_at = _base()
    chaired_by = PlainText(label=_("Pemimpin rapat"), max_length=150, required=False)
    taken_by = PlainText(label=_("Notulis"), max_length=150, required=False)
    opening = _long(_("Pembukaan"), 3)
    problems = _long(_("Masalah yang dibahas"), 4, _("Satu masalah satu baris."))
    discussion = _long(_("Pembahasan"), 8)
    decisions = _long(_("Keputusan"), 4, _("Satu keputusan satu baris; nomornya dibuat sendiri."))
    closed_at = clock_field(label=_("Ditutup pukul"), required=False)

    def clean_decisions(self) -> str:
        return _lines(self.cleaned_data["decisions"])

    def clean_problems(self) -> str:
        return _lines(self.cleaned_data["problems"])

    def clean_base_decisions(self) -> str:
        return _lines(self.cleaned_data["base_decisions"])

    def clean_base_problems(self) -> str:
        return _lines(self.cleaned_data["base_problems"])

    def clean_base_closed_at(self) -> time | None:
        return _clock(self.cleaned_data["base_closed_at"])

    def typed(self, at: datetime, pk: UUID) -> MinutesSubmission:
        """What was typed and upon what, for the service."""
        data = self.cleaned_data
        text = MinutesText(**{name: data[name] for name in FIELDS})
        base = MinutesText(**{name: data[f"base_{name}"] for name in FIELDS})
        return MinutesSubmission(text, base, data["page"], at, pk)


def initial_of_minutes(meeting: int, texts: Mapping[str, str]) -> dict[str, Any]:
    """The minutes' form as it is opened: every field, and the same text as its base."""
    return {"meeting": meeting, **texts, **{f"base_{name}": text for name, text in texts.items()}}


def field_label(field: str) -> str:
    """What a field of the minutes is called on the screen."""
    known = MinutesForm.base_fields.get(field)
    return str(known.label or field) if known else field


class ConflictResolutionForm(forms.Form):
    """One text in place of several that a person has seen."""

    meeting = forms.IntegerField(required=False)
    field = forms.ChoiceField(choices=[(name, name) for name in FIELDS])
    text = PlainText(required=False, max_length=50000)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        form = MinutesForm({data.get("field", ""): data.get("text", "")})
        form.is_valid()
        for message in form.errors.get(data.get("field", ""), []):
            self.add_error("text", message)
        value = form.cleaned_data.get(data.get("field", ""))
        data["text"] = value.strftime("%H:%M") if isinstance(value, time) else value or ""
        return data

    def choice(self, seen: Iterable[str], at: datetime, pk: UUID) -> ConflictResolution:
        """What was decided, for the service."""
        data = self.cleaned_data
        return ConflictResolution(data["field"], data["text"], frozenset(seen), at, pk)


class AddendumForm(forms.Form):
    """A correction of minutes that were approved."""

    meeting = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = PlainText(
        label=_("Perbaikan"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text=_("Sebut bagian yang diperbaiki, misalnya: Keputusan 2 seharusnya …"),
    )


class DecisionUpdateForm(forms.Form):
    """What became of one decision of earlier minutes."""

    meeting = forms.IntegerField(widget=forms.HiddenInput, required=False)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=999)
    state = forms.ChoiceField(label=_("Keadaan"), choices=DecisionUpdate.State.choices)
    note = PlainText(label=_("Catatan"), max_length=250, required=False)

    def news(self, at: datetime, pk: UUID) -> DecisionUpdateInput:
        """What was said, for the service."""
        data = self.cleaned_data
        return DecisionUpdateInput(data["number"], data["state"], data["note"], at, pk)


def first_error(form: forms.Form) -> tuple[str, str]:
    """The first thing that is wrong, with its field's name before it; and the field."""
    for name, messages in form.errors.items():
        label = form.fields[name].label if name in form.fields else None
        said = str(messages[0])
        return (f"{label}: {said}" if label else said), name
    return _now("Isian tidak terbaca."), ""


def _lines(text: str) -> str:
    return "\n".join(one_per_line(text))


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text.replace(".", ":")).replace(second=0) if text else None
    except ValueError:
        return None
