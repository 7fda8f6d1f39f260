"""Which members to show."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

from gugus.people.models import School
from gugus.people.rules.teaching import ALL_LEVELS

NO_TEACHING = "belum"


class MemberFilterForm(forms.Form):
    """Search by name; filter by school, class level, subject."""

    q = forms.CharField(
        label=gettext_lazy("Cari nama"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    sekolah = forms.ModelChoiceField(
        School.objects.none(),
        label=gettext_lazy("Sekolah"),
        required=False,
        empty_label=gettext_lazy("Semua sekolah"),
    )
    kelas = forms.ChoiceField(label=gettext_lazy("Kelas"), required=False)
    mapel = forms.ChoiceField(label=gettext_lazy("Mata pelajaran"), required=False)

    def __init__(self, *args: Any, schools: Any, subjects: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[School]", self.fields["sekolah"]).queryset = schools
        levels = [(str(n), n) for n in ALL_LEVELS]
        unknown = (NO_TEACHING, gettext_lazy("Belum diisi"))
        cast(forms.ChoiceField, self.fields["kelas"]).choices = [
            ("", gettext_lazy("Semua kelas")),
            *levels,
            unknown,
        ]
        cast(forms.ChoiceField, self.fields["mapel"]).choices = [
            ("", gettext_lazy("Semua mata pelajaran")),
            *((text, text) for text in subjects),
        ]

    def chosen(self) -> dict[str, Any]:
        """What was chosen; a choice that does not exist counts as none."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
