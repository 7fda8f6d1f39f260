"""Which part of the trail is asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gugus.platform.web.fields import day_field


class TrailForm(forms.Form):
    """A day, and a kind of deed."""

    hari = day_field(_("Hari"), required=False)
    jenis = forms.ChoiceField(label=_("Jenis"), required=False)

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("semua")), *kinds]
        self.fields["jenis"].choices = choices  # type: ignore[attr-defined]
