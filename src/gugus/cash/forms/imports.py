"""Choosing a spreadsheet, and which of its rows are taken."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gugus.funds.models import Source
from gugus.platform.web.formats import parse_id


class CashUploadForm(forms.Form):
    """A cash book as a file."""

    file = forms.FileField(
        label=_("Berkas buku kas"),
        widget=forms.FileInput({"accept": ".xlsx,.xls,.csv"}),
        help_text=_("Excel (.xlsx, .xls) atau CSV, paling besar 5 MB."),
        error_messages={
            "required": _("Pilih berkasnya dulu."),
            "empty": _("Berkas ini kosong."),
        },
    )
    source = forms.ModelChoiceField(
        Source.objects.none(),
        label=_("Sumber dana untuk baris yang tidak menyebutnya"),
        required=False,
        empty_label=_("Semua baris menyebut sumbernya"),
    )

    def __init__(
        self, *args: Any, sources: Sequence[Source], too_large: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["source"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Source.objects.filter(pk__in=[one.pk for one in sources])
        if len(sources) == 1:
            field.initial = sources[0].pk
        if too_large:
            self.fields["file"].error_messages["required"] = _(
                "Berkas ini terlalu besar, jadi tidak dibaca."
            )


def ticked_rows(posted: QueryDict) -> frozenset[int]:
    """The numbers of the rows that are ticked (`ambil`)."""
    return frozenset(n for text in posted.getlist("ambil") if (n := parse_id(text)) is not None)
