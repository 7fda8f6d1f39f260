"""Forms of what is written at and after a meeting."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gugus.people.models import Teacher


class GuestForm(forms.Form):
    """Somebody who came and is not on the roster."""

    name = forms.CharField(label=_("Nama tamu"), max_length=150)
    institution = forms.CharField(label=_("Dari"), max_length=150, required=False)


class AddTeacherForm(forms.Form):
    """One teacher out of those offered."""

    teacher = forms.ModelChoiceField(
        Teacher.objects.none(), label=_("Guru"), empty_label=_("Pilih nama")
    )

    def __init__(self, *args: Any, teachers: QuerySet[Teacher], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["teacher"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = teachers
