"""Choosing a spreadsheet."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gugus.funds.models import Source
from gugus.platform.interchange.forms import ImportFileForm


class CashUploadForm(ImportFileForm):
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
        super().__init__(*args, too_large=too_large, **kwargs)
        field = self.fields["source"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Source.objects.filter(pk__in=[one.pk for one in sources])
        if len(sources) == 1:
            field.initial = sources[0].pk
