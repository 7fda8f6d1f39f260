"""Choosing a file, and what was decided about its rows."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.platform.web.formats import parse_id

_PREFIX = "baris-"


class ImportFileForm(forms.Form):
    """A file; forms of importers add what they must know of it."""

    file = forms.FileField(
        label=gettext_lazy("Berkas"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        error_messages={
            "required": gettext_lazy("Pilih berkasnya dulu."),
            "empty": gettext_lazy("Berkas ini kosong."),
        },
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        if too_large:
            self.fields["file"].error_messages["required"] = too_large_text()


def too_large_text() -> str:
    """A file that the server did not keep."""
    megabytes = settings.FILE_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
    return _("Berkas ini lebih besar dari %(n)s MB, jadi tidak dibaca.") % {"n": megabytes}


def decisions_from(posted: Mapping[str, str]) -> dict[int, str]:
    """Decisions by row number, from fields called `baris-<row>`."""
    rows = {
        name: parse_id(name.removeprefix(_PREFIX)) for name in posted if name.startswith(_PREFIX)
    }
    return {row: posted[name] for name, row in rows.items() if row is not None}
