"""What is typed about a school."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.people.forms.fields import PlaceField
from gugus.people.forms.numbers import NumberField
from gugus.people.models import School
from gugus.people.rules.numbers import check_npsn
from gugus.people.rules.years import school_year_label
from gugus.platform.web.fields import text_field
from gugus.platform.web.forms import ChangesForm

# Indonesia lies inside: from Rote to beyond Sabang, from Sabang to Merauke.
LATITUDES = (-11.5, 6.5)
LONGITUDES = (94.5, 141.5)


class NpsnForm(forms.Form):
    """First step of adding a school: is it known already?"""

    npsn = NumberField(
        label="NPSN",
        check=check_npsn,
        length="8",
        help_text=gettext_lazy("8 angka, tertera di Dapodik atau EMIS sekolah."),
    )


class DegreeField(forms.CharField):
    """Degrees with a decimal point or comma, within Indonesia."""

    def __init__(self, *, between: tuple[float, float], **kwargs: Any) -> None:
        self.between = between
        attrs = {"autocomplete": "off", "class": "short"}
        super().__init__(max_length=30, required=False, widget=forms.TextInput(attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        """The number, or nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            raise ValidationError(_("Tulis angka, misalnya -6,6601.")) from None
        low, high = self.between
        # Written so that "nan" is refused too.
        if not low <= number <= high:
            raise ValidationError(_("Titik ini di luar Indonesia. Lintang dan bujur tertukar?"))
        return number

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare numbers, not their spelling."""
        try:
            return bool(self.clean(data) != self.clean(self.prepare_value(initial)))
        except ValidationError:
            return True

    def prepare_value(self, value: Any) -> Any:
        """A stored number as it is typed here."""
        return str(value).replace(".", ",") if isinstance(value, float) else value


class SchoolForm(ChangesForm):
    """What a school is; its NPSN is fixed by the first step."""

    name = text_field(gettext_lazy("Nama sekolah"), 150, required=True)
    kind = forms.ChoiceField(label=gettext_lazy("Bentuk"), choices=School.Kind.choices)
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=School.Status.choices)
    place = PlaceField(
        label=gettext_lazy("Kecamatan"),
        required=False,
        help_text=gettext_lazy("Ketik namanya lalu pilih, misalnya Ciawi Bogor."),
    )
    address = text_field(gettext_lazy("Alamat"), 250)
    phone = text_field(gettext_lazy("Telepon"), 30, widget=forms.TextInput({"type": "tel"}))
    latitude = DegreeField(
        label=gettext_lazy("Lintang"),
        between=LATITUDES,
        help_text=gettext_lazy("Salin dari peta di HP. Dipakai untuk menghitung jarak."),
    )
    longitude = DegreeField(label=gettext_lazy("Bujur"), between=LONGITUDES)

    def clean(self) -> dict[str, Any]:
        """Half a point on the map is none."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        known = [data.get("latitude") is not None, data.get("longitude") is not None]
        if any(known) and not all(known) and not self.errors:
            missing = "longitude" if known[0] else "latitude"
            self.add_error(missing, _("Isi lintang dan bujur, atau kosongkan keduanya."))
        return data


def initial_of_school(school: School) -> dict[str, Any]:
    """A stored school as the form shows it."""
    return {name: getattr(school, name) for name in SchoolForm.base_fields}


class SchoolLeaveForm(ChangesForm):
    """When a school leaves the group."""

    last_year = forms.TypedChoiceField(
        label=gettext_lazy("Sampai kapan?"),
        coerce=int,
        widget=forms.RadioSelect({"class": "choices"}),
    )

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_year"].choices = [  # type: ignore[attr-defined]
            (
                year,
                _("Sampai akhir tahun pelajaran ini (%(year)s)")
                % {"year": school_year_label(year)},
            ),
            (
                year - 1,
                _("Sudah keluar sejak akhir %(year)s") % {"year": school_year_label(year - 1)},
            ),
        ]
        self.fields["last_year"].initial = year
