"""Fields that forms of every app share: days, hours, money, text as long as a record holds."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gugus.cores.formats.days import read_day
from gugus.cores.formats.numbers import InvalidRupiah, parse_rupiah
from gugus.platform.web.formats import rupiah


class TapChoices(forms.TextInput):
    """A text that may mean several things: those it may mean are offered to be tapped below it."""

    # Value and words of each; set by the field when it finds the text unclear.
    to_tap: Sequence[tuple[str, str]] = ()

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The text and, when it was unclear, the choices."""
        shown = super().render(name, value, attrs, renderer)
        if not self.to_tap:
            return shown
        rows = format_html_join(
            "",
            '<label class="choice"><input type="radio" name="{}-pilihan" value="{}"> {}</label>',
            ((name, choice, words) for choice, words in self.to_tap),
        )
        legend = gettext("Ketuk yang dimaksud")
        return format_html("{}<fieldset><legend>{}</legend>{}</fieldset>", shown, legend, rows)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was tapped, else what was typed."""
        return data.get(f"{name}-pilihan") or super().value_from_datadict(data, files, name)


class DayInput(forms.DateInput):
    """The phone's own date picker; browsers want the day as year-month-day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """The phone's own time picker."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


# Further away lie slips of the finger, and days whose neighbours no calendar has.
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)


class _DayField(forms.DateField):
    """Reads what the imports read: '25 Nopember 2026', 'Jum’at, 5/3/27'."""

    def strptime(self, value: str, format: str) -> date:
        """The day, whatever `format` was asked for."""
        found = read_day(value)
        if found is None:
            raise ValueError(format)
        return found


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, picked or typed, within what a record can be about."""
    slip = _("Tahun ini tampaknya salah ketik. Periksa tahunnya.")
    return _DayField(
        validators=[MinValueValidator(_FIRST_DAY, slip), MaxValueValidator(_LAST_DAY, slip)],
        label=label,
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Tulis tanggal seperti 25/11/2026.")},
        **options,
    )


def clock_field(label: Any, **options: Any) -> forms.TimeField:
    """Hour and minute; 13.00 is read as 13:00."""
    return forms.TimeField(
        label=label,
        widget=ClockInput(),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        error_messages={"invalid": _("Tulis jam seperti 13.00.")},
        **options,
    )


def text_field(
    label: Any, length: int, *, required: bool = False, **options: Any
) -> forms.CharField:
    """A line of text as long as the record can hold."""
    return forms.CharField(label=label, max_length=length, required=required, **options)


def long_text_field(
    label: Any, help_text: Any = "", *, rows: int = 3, max_length: int = 2000, **options: Any
) -> forms.CharField:
    """A few lines of text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, max_length=max_length, widget=widget, **options
    )


class RupiahField(forms.CharField):
    """Whole rupiah, typed with or without points and 'Rp'.

    An empty one that is not required is `empty`. `least` is the smallest amount taken.
    """

    default_error_messages = {
        "negative": _("Jumlah tidak boleh kurang dari nol."),
        "huge": _("Jumlah ini terlalu besar. Periksa jumlah nolnya."),
        "unclear": _("Tulis rupiah bulat, misalnya 1.250.000."),
        "zero": _("Isi jumlah lebih dari nol."),
    }

    def __init__(self, *, least: int = 0, empty: int | None = None, **options: Any) -> None:
        attrs = {"inputmode": "numeric", "class": "short", "autocomplete": "off"}
        options.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**options)
        self.least, self.empty = least, empty

    def to_python(self, value: Any) -> Any:
        """The amount; refused with words when it cannot be read."""
        text = super().to_python(value)
        if not text:
            return self.empty
        try:
            amount = parse_rupiah(text)
        except InvalidRupiah as refusal:
            raise forms.ValidationError(self.error_messages[refusal.reason]) from None
        if amount < self.least:
            raise forms.ValidationError(self.error_messages["zero"])
        return amount

    def prepare_value(self, value: Any) -> Any:
        """A stored amount as people write it; what was typed stays as typed."""
        return rupiah(value).removeprefix("Rp") if isinstance(value, int) else value
