"""What is typed about ways between schools, and about hosts."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.hosts.models import HostSettings
from gugus.hosts.rules.pasted_distances import LONGEST_KM, read_km
from gugus.people.models import School
from gugus.platform.web.fields import text_field
from gugus.platform.web.forms import ChangesForm
from gugus.programme.rules.months import SCHOOL_MONTHS, in_school_order

MOST_FORMER_TURNS = 200
_LONGEST_TEXT = 60_000


class KmField(forms.CharField):
    """Kilometres with a decimal comma or point; empty: not typed."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "short"}
        super().__init__(max_length=12, required=False, widget=forms.TextInput(attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        """The number, or nothing."""
        text = super().clean(value)
        if not text:
            return None
        km = read_km(text)
        if km is None:
            raise ValidationError(_("Tulis angka dalam kilometer, misalnya 3,5."))
        if km > LONGEST_KM:
            raise ValidationError(_("Paling jauh 1000 km. Periksa satuannya: kilometer."))
        return km

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare numbers, not their spelling."""
        try:
            return bool(self.clean(data) != self.clean(self.prepare_value(initial)))
        except ValidationError:
            return True

    def prepare_value(self, value: Any) -> Any:
        """A stored number as it is typed here."""
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        return value


class SchoolDistancesForm(ChangesForm):
    """From one school to each of the others."""

    def __init__(
        self,
        *args: Any,
        school: School,
        others: Sequence[School],
        helps: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.school = school
        for other in others:
            field = KmField(label=other.name, help_text=helps.get(other.pk, ""))
            field.show_hidden_initial = True
            self.fields[f"km-{other.pk}"] = field

    def distances(self) -> dict[tuple[int, int], Decimal | None]:
        """The changed ways by pair, the smaller id first."""
        found = {}
        for name, km in self.changes().items():
            other = int(name.removeprefix("km-"))
            found[min(self.school.pk, other), max(self.school.pk, other)] = km
        return found


class PasteDistancesForm(forms.Form):
    """A table copied from a spreadsheet."""

    text = forms.CharField(
        label=gettext_lazy("Tabel jarak"),
        max_length=_LONGEST_TEXT,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Salin dari lembar kerja, lalu tempel di sini. Boleh tiga kolom (dari, ke, km), boleh "
            "tabel dengan nama sekolah di baris pertama dan kolom pertama."
        ),
        error_messages={"required": gettext_lazy("Tempel dahulu tabelnya di sini.")},
    )


class HostSettingsForm(ChangesForm):
    """What is special about a school as host."""

    may_host = forms.BooleanField(
        label=gettext_lazy("Bisa menjadi tuan rumah"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila tidak ada ruang, atau sedang dibangun."),
    )
    reason = text_field(gettext_lazy("Alasannya bila tidak bisa"), 150)
    former_turns = forms.IntegerField(
        label=gettext_lazy("Giliran sebelum memakai Gugus"),
        min_value=0,
        max_value=MOST_FORMER_TURNS,
        help_text=gettext_lazy(
            "Berapa kali sekolah ini menjadi tuan rumah pada tahun-tahun yang tidak tercatat di "
            "sini. Ikut dihitung supaya giliran adil."
        ),
    )
    disliked_months = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Bulan yang kurang disukai sebagai tuan rumah"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices months"}),
        help_text=gettext_lazy(
            "Keinginan sekolah, bukan larangan: dipenuhi sejauh giliran, perjalanan, dan irama "
            "program tidak menjadi kurang baik. Hari yang sungguh tidak bisa dicatat di kalender."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = cast(forms.ChoiceField, self.fields["disliked_months"])
        months.choices = [(month, MONTHS[month]) for month in SCHOOL_MONTHS]

    def clean_disliked_months(self) -> list[int]:
        """The months as the school year has them."""
        return list(in_school_order(self.cleaned_data["disliked_months"]))

    def clean(self) -> dict[str, Any]:
        """Who cannot host says why: others ask."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("may_host") and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Tulis alasannya dengan singkat, misalnya: belum ada aula."))
        return data


def initial_of_host(row: HostSettings) -> dict[str, Any]:
    """Settings of a host as the form shows them."""
    return {name: getattr(row, name) for name in HostSettingsForm.base_fields}
