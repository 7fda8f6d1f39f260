"""What is typed about a speaker."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.people.forms.fields import TeacherChoiceField
from gugus.people.models import Group, Speaker, Teacher
from gugus.platform.web.fields import text_field
from gugus.platform.web.forms import ChangesForm


class SpeakerForm(ChangesForm):
    """A teacher of the group, or somebody from outside, and what they are good at."""

    teacher = TeacherChoiceField(
        Teacher.objects.none(),
        label=gettext_lazy("Guru di kelompok ini"),
        required=False,
        empty_label=gettext_lazy("Dari luar kelompok"),
    )
    name = text_field(
        gettext_lazy("Nama"),
        150,
        help_text=gettext_lazy("Untuk guru di kelompok ini boleh kosong."),
    )
    position = text_field(gettext_lazy("Jabatan"), 100)
    institution = text_field(gettext_lazy("Lembaga"), 150)
    phone = text_field(gettext_lazy("Nomor HP"), 30, widget=forms.TextInput({"type": "tel"}))
    expertise = forms.CharField(
        label=gettext_lazy("Keahlian"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Satu keahlian per baris, misalnya penilaian kelas."),
    )

    def __init__(self, *args: Any, group: Group, keeps_phone: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not keeps_phone:
            # Shared from another group, to which the number was given.
            del self.fields["phone"]
        cast(TeacherChoiceField, self.fields["teacher"]).offer(group, self.initial.get("teacher"))

    def clean(self) -> dict[str, Any]:
        """A teacher brings the own name and school along."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        teacher: Teacher | None = data.get("teacher")
        if teacher is None and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Tulis namanya, atau pilih guru di kelompok ini."))
        return data

    def changes(self) -> dict[str, Any]:
        """A name or institution left empty follows the teacher."""
        return fill_from_teacher(super().changes(), self.cleaned_data)


def fill_from_teacher(values: dict[str, Any], seen: dict[str, Any]) -> dict[str, Any]:
    """Fill in name and institution from the chosen teacher where nothing is written."""
    teacher: Teacher | None = seen.get("teacher")
    if teacher is None:
        return values
    filled = dict(values)
    if not seen["name"]:
        filled["name"] = teacher.name
    if not seen["institution"]:
        filled["institution"] = teacher.school.name
    return filled


def initial_of_speaker(speaker: Speaker) -> dict[str, Any]:
    """A stored speaker as the form shows it."""
    values = {name: getattr(speaker, name) for name in SpeakerForm.base_fields}
    return {**values, "teacher": speaker.teacher_id}
