"""Findings of the supervisor; reasons of revisions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gugus.competence.models import Item
from gugus.opening.services.findings import FindingContent
from gugus.platform.web.fields import long_text_field
from gugus.platform.web.forms import offer
from gugus.programme.forms.fields import date_field
from gugus.programme.queries import need_name


class FindingForm(forms.Form):
    """What the supervisor found in the field."""

    found_on = date_field(gettext_lazy("Tanggal kunjungan"))
    text = long_text_field(
        gettext_lazy("Yang ditemukan"),
        gettext_lazy(
            "Apa yang terlihat dan perlu digarap kelompok. Jangan menyebut nama guru atau murid."
        ),
    )
    item = forms.TypedChoiceField(
        label=gettext_lazy("Kebutuhan yang terkait"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, items: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {item.pk: item for item in items}
        choices = [(pk, f"{item.code} · {need_name(item)}") for pk, item in self.items.items()]
        offer(
            self,
            "item",
            [
                ("", gettext_lazy("– tidak disebut –")),
                *choices,
            ],
        )

    def found(self) -> FindingContent:
        """What was said, once the form is valid."""
        data = self.cleaned_data
        return FindingContent(data["found_on"], data["text"], self.items.get(data["item"]))
