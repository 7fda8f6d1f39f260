"""For whom to make keys."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gugus.accounts.services.keys import KeySelection
from gugus.people.models import Teacher
from gugus.platform.web.formats import parse_id


class _TeachersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # not generic at run time
    """Ticked teachers; a number longer than any record's is no choice, and no fault of ours."""

    def clean(self, value: Any) -> Any:
        """Refuse what SQLite could not even compare."""
        if any(parse_id(str(one)) is None for one in value or ()):
            raise forms.ValidationError(self.error_messages["invalid_choice"])
        return super().clean(value)


class IssueKeysForm(forms.Form):
    """Ticked teachers of one school, and which keys they get."""

    teacher = _TeachersField(
        queryset=Teacher.objects.none(),
        error_messages={
            "required": _("Centang paling sedikit satu guru."),
            "invalid_choice": _("Guru ini tidak ada di kelompok ini."),
        },
    )
    wanted = forms.ChoiceField(
        choices=[
            (KeySelection.BOTH, _("Tautan dan PIN")),
            (KeySelection.LINK, _("Tautan saja")),
            (KeySelection.PIN, _("PIN saja")),
        ],
    )

    def __init__(self, *args: Any, teachers: QuerySet[Teacher], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teacher"].queryset = teachers  # type: ignore[attr-defined]
