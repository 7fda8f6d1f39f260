"""Fields that several forms of the programme have."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gugus.people.clock import day_here
from gugus.platform.web.fields import RupiahField, day_field

_COST_ERRORS = {
    "negative": _("Biaya tidak boleh kurang dari nol."),
    "huge": _("Biaya ini terlalu besar untuk satu program. Periksa jumlah nolnya."),
}


def cost_field(label: Any, help_text: Any) -> RupiahField:
    """What a line is thought to cost; an empty one is 0."""
    return RupiahField(
        label=label, help_text=help_text, required=False, empty=0, error_messages=_COST_ERRORS
    )


def date_field(label: Any) -> forms.DateField:
    """A day that is today unless another is named."""
    return day_field(label, initial=day_here)
