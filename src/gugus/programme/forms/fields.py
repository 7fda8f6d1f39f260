"""Fields that several forms of the programme have."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gugus.people.clock import day_here
from gugus.platform.web.formats import rupiah
from gugus.programme.rules.money import InvalidRupiah, parse_rupiah

_RUPIAH_ERRORS = {
    "negative": gettext_lazy("Biaya tidak boleh kurang dari nol."),
    "huge": gettext_lazy("Biaya ini terlalu besar untuk satu program. Periksa jumlah nolnya."),
    "unclear": gettext_lazy("Tulis rupiah bulat, misalnya 1.250.000."),
}


class CostField(forms.CharField):
    """Whole rupiah, typed with or without points and 'Rp'; an empty one is 0."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "class": "short", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The amount; refused with words when it cannot be read."""
        text = super().to_python(value)
        try:
            return parse_rupiah(text) if text else 0
        except InvalidRupiah as refusal:
            raise forms.ValidationError(str(_RUPIAH_ERRORS[refusal.reason])) from None

    def prepare_value(self, value: Any) -> Any:
        """A stored amount as people write it; what was typed stays as typed."""
        return rupiah(value).removeprefix("Rp") if isinstance(value, int) else value


def long_text(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    """A few lines of text."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=2000, widget=widget
    )


def date_field(label: Any) -> forms.DateField:
    """A day that is today unless another is named."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, initial=day_here, widget=widget)
