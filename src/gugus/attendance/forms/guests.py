"""Forms of what is written at and after a meeting."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gugus.people.models import Teacher
from gugus.platform.web.fields import text_field
from gugus.platform.web.forms import offer


class GuestForm(forms.Form):
    """Somebody who came and is not on the roster."""

    name = text_field(_("Nama tamu"), 150, required=True)
    institution = text_field(_("Dari"), 150)


class AddTeacherForm(forms.Form):
    """One teacher out of those offered."""

    teacher = forms.ModelChoiceField(
        Teacher.objects.none(), label=_("Guru"), empty_label=_("Pilih nama")
    )

    def __init__(self, *args: Any, teachers: QuerySet[Teacher], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "teacher", teachers)
