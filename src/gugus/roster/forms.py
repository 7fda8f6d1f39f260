"""Forms of the roster import."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.people.models import School
from gugus.platform.interchange.forms import ImportFileForm


class RosterUploadForm(ImportFileForm):
    """Which school's file."""

    field_order = ("school", "file")

    school = forms.ModelChoiceField(
        label=gettext_lazy("Sekolah"),
        queryset=School.objects.none(),
        empty_label=gettext_lazy("Pilih sekolah"),
        help_text=gettext_lazy("Berkas Dapodik tidak memuat NPSN, jadi sekolahnya Anda pilih."),
        error_messages={"required": gettext_lazy("Pilih sekolah pemilik berkas ini.")},
    )
    file = forms.FileField(
        label=gettext_lazy("Berkas “Daftar Guru” dari Dapodik"),
        help_text=gettext_lazy(".xlsx atau .xls, paling besar 40 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls"}),
        error_messages={
            "required": gettext_lazy("Pilih berkasnya dulu."),
            "empty": gettext_lazy("Berkas ini kosong. Unduh ulang dari Dapodik, lalu pilih lagi."),
        },
    )

    def __init__(
        self, *args: Any, schools: QuerySet[School], too_large: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, too_large=too_large, **kwargs)
        field = self.fields["school"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = schools
        if too_large:
            self.fields["file"].error_messages["required"] = _(
                "Berkas ini lebih besar dari %(megabytes)s MB, jadi tidak dibaca. Daftar Guru satu "
                "sekolah jauh lebih kecil: pakai berkas asli dari Dapodik."
            ) % {"megabytes": settings.FILE_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)}
