"""Fields that forms of money share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gugus.platform.web.formats import rupiah
from gugus.programme.rules.money import InvalidRupiah, parse_rupiah

_ERRORS = {
    "negative": _("Jumlah tidak boleh kurang dari nol."),
    "huge": _("Jumlah ini terlalu besar untuk kas kelompok. Periksa jumlah nolnya."),
    "unclear": _("Tulis rupiah bulat, misalnya 1.250.000."),
    "zero": _("Isi jumlah lebih dari nol."),
}


class RupiahField(forms.CharField):
    """Whole rupiah, typed with or without points and 'Rp'.

    An empty one that is not required is None. `least` is the smallest amount taken.
    """

    def __init__(self, *, least: int = 0, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "class": "short", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)
        self.least = least

    def to_python(self, value: Any) -> Any:
        """The amount; refused with words when it cannot be read."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            amount = parse_rupiah(text)
        except InvalidRupiah as refusal:
            raise forms.ValidationError(str(_ERRORS[refusal.reason])) from None
        if amount < self.least:
            raise forms.ValidationError(str(_ERRORS["zero"]))
        return amount

    def prepare_value(self, value: Any) -> Any:
        """A stored amount as people write it; what was typed stays as typed."""
        return rupiah(value).removeprefix("Rp") if isinstance(value, int) else value


def date_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A day, picked or typed."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **kwargs)
