"""What is typed about a study group."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.people.forms.fields import SuggestInput
from gugus.people.models import StudyGroup
from gugus.people.rules.teaching import ALL_LEVELS
from gugus.platform.web.fields import text_field
from gugus.platform.web.forms import ChangesForm


class StudyGroupForm(ChangesForm):
    """Class levels, or one subject, or both."""

    name = text_field(
        gettext_lazy("Nama"), 100, required=True, help_text=gettext_lazy("Misalnya Kelas rendah.")
    )
    class_levels = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Guru kelas"),
        choices=[(n, n) for n in ALL_LEVELS],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "choices levels"}),
    )
    subject = text_field(
        gettext_lazy("Guru mata pelajaran"),
        80,
        help_text=gettext_lazy("Tulis sama seperti pada data guru, misalnya PJOK."),
    )

    def __init__(self, *args: Any, subjects: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.CharField, self.fields["subject"])
        field.widget = SuggestInput(subjects, attrs={"maxlength": 80})

    def clean(self) -> dict[str, Any]:
        """A study group without either would have no members."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not data["class_levels"] and not data["subject"]:
            self.add_error("class_levels", _("Pilih kelasnya, atau tulis mata pelajarannya."))
        return data


def initial_of_study_group(row: StudyGroup) -> dict[str, Any]:
    """A stored study group as the form shows it."""
    return {name: getattr(row, name) for name in StudyGroupForm.base_fields}
