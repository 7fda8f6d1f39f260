"""What is typed about a teacher of another group, and what is answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gugus.people.models import Group, School
from gugus.people.queries import schools_of
from gugus.people.rules.numbers import bare_number
from gugus.platform.web.fields import text_field


class TeacherRequestForm(forms.Form):
    """Whom to ask for: the name and a number that only who knows the person has."""

    name = text_field(
        gettext_lazy("Nama lengkap"),
        150,
        required=True,
        help_text=gettext_lazy("Seperti tercatat di kelompoknya; gelar boleh tidak ditulis."),
    )
    number = text_field(
        gettext_lazy("NIP, NUPTK, atau PegID"),
        40,
        required=True,
        help_text=gettext_lazy("Minta kepada gurunya. Salah satu saja cukup."),
    )
    school = forms.ModelChoiceField(
        School.objects.none(),
        label=gettext_lazy("Sekolah di kelompok ini tempat ia juga mengajar"),
        required=False,
        empty_label=gettext_lazy("Tidak ada: ia hanya ikut kelompok ini"),
        help_text=gettext_lazy("Pindah dari kelompok lain ke sekolah ini? Pilih sekolahnya."),
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools_of(group)  # type: ignore[attr-defined]

    def clean_number(self) -> str:
        """The bare digits."""
        number = bare_number(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(gettext_lazy("Isi dengan angka saja."))
        return number


class RequestAnswerForm(forms.Form):
    """Yes or no."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Jawaban"),
        choices=[("ya", gettext_lazy("Setuju")), ("tidak", gettext_lazy("Tidak setuju"))],
        widget=forms.RadioSelect,
    )
