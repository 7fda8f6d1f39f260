"""Findings of the supervisor; reasons of revisions."""

from django import forms
from django.utils.translation import gettext_lazy

from gugus.platform.web.fields import long_text_field
from gugus.programme.forms.lines import LineForm


def _reason() -> forms.CharField:
    return long_text_field(
        gettext_lazy("Alasan revisi"),
        gettext_lazy("Disimpan, dapat dibaca anggota, dan dicetak dalam Program Kerja."),
    )


class RevisedLineForm(LineForm):
    """A line of a signed programme, with the reason of the change."""

    reason = _reason()

    field_order = ("reason",)

    def reason_given(self) -> str:
        """Why, once the form is valid."""
        return str(self.cleaned_data["reason"])


class RemovalForm(forms.Form):
    """Why a line leaves the signed programme."""

    reason = _reason()
