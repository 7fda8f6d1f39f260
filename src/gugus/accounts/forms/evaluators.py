"""Whom to invite, to what, until when."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gugus.people.models import Group
from gugus.people.registry import subjects
from gugus.platform.web.fields import day_field


class InvitationForm(forms.Form):
    """Somebody from outside, one record, a last day."""

    name = forms.CharField(
        label=_("Nama penilai"), max_length=150, widget=forms.TextInput({"autocomplete": "off"})
    )
    subject = forms.ChoiceField(label=_("Yang boleh dilihatnya"))

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"] = day_field(
            _("Sampai hari"), help_text=_("Sesudah hari itu tautannya mati.")
        )
        self.fields["subject"].choices = [  # type: ignore[attr-defined]
            (f"{kind}/{key}", f"{_now(one.title)}: {name}")
            for kind, one in subjects().items()
            for key, name in one.names(group).items()
        ]

    def invitation(self) -> dict[str, Any]:
        """What was asked for."""
        data = self.cleaned_data
        kind, _slash, key = data["subject"].partition("/")
        return {"kind": kind, "key": key, "name": data["name"], "until": data["until"]}
