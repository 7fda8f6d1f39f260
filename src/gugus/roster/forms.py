"""Forms of the roster import."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.people.models import School
from gugus.platform.interchange.forms import ImportFileForm
from gugus.platform.web.fields import day_field, long_text_field
from gugus.platform.web.formats import long_date
from gugus.platform.web.forms import offer


class RosterUploadForm(ImportFileForm):
    """Which school's file."""

    field_order = ("school", "file", "pasted", "joined_on")

    school = forms.ModelChoiceField(
        label=gettext_lazy("Sekolah"),
        queryset=School.objects.none(),
        empty_label=gettext_lazy("Pilih sekolah"),
        help_text=gettext_lazy("Berkas Dapodik tidak memuat NPSN, jadi sekolahnya Anda pilih."),
        error_messages={"required": gettext_lazy("Pilih sekolah pemilik berkas ini.")},
    )
    file = forms.FileField(
        label=gettext_lazy("Berkas “Daftar Guru” dari Dapodik"),
        help_text=gettext_lazy(".xlsx, .xls, atau .csv, paling besar 40 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        error_messages={
            "required": gettext_lazy("Pilih berkasnya dulu."),
            "empty": gettext_lazy("Berkas ini kosong. Unduh ulang dari Dapodik, lalu pilih lagi."),
        },
    )

    pasted = long_text_field(
        gettext_lazy("Atau tempel daftarnya di sini"),
        gettext_lazy("Salin dari Excel atau WhatsApp, bersama judul kolomnya."),
        rows=4,
        max_length=200_000,
        required=False,
    )

    # Only where the group has met: a first list then says since when its teachers belong to it.
    joined_on = day_field(
        gettext_lazy("Bila ini daftar pertama sekolah itu: gurunya ikut sejak"), required=False
    )

    def clean_joined_on(self) -> date:
        """The day that was written; an empty one is the day that stood there."""
        said: date | None = self.cleaned_data["joined_on"]
        if said is not None and said > self._today:
            raise forms.ValidationError(_("Tanggal ini belum tiba. Isi paling lambat hari ini."))
        return said or self._today

    def content(self) -> bytes:
        """What is to be read: the file, or else what was pasted."""
        file = self.cleaned_data["file"]
        return bytes(file.read() if file else self.cleaned_data["pasted"].encode())

    def file_name(self) -> str:
        """What the file is called; nothing for what was pasted."""
        file = self.cleaned_data["file"]
        return file.name if file else ""

    def _ask_since(self, first_meeting: date | None, today: date) -> None:
        if first_meeting is None:
            del self.fields["joined_on"]
            return
        self._today = today
        self.initial["joined_on"] = today
        self.fields["joined_on"].help_text = _(
            "Pertemuan sebelum tanggal ini tidak menghitung mereka. Kalau mereka sudah ikut sejak "
            "awal, isi tanggal pertemuan pertama: %(day)s. Untuk sekolah yang daftarnya sudah ada, "
            "isian ini tidak dipakai."
        ) % {"day": long_date(first_meeting)}

    def __init__(
        self,
        *args: Any,
        schools: QuerySet[School],
        first_meeting: date | None = None,
        today: date,
        too_large: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, too_large=too_large, **kwargs)
        self.fields["file"].required = too_large or not self.data.get("pasted", "").strip()
        self._ask_since(first_meeting, today)
        offer(self, "school", schools)
        if too_large:
            self.fields["file"].error_messages["required"] = _(
                "Berkas ini lebih besar dari %(megabytes)s MB, jadi tidak dibaca. Daftar Guru satu "
                "sekolah jauh lebih kecil: pakai berkas asli dari Dapodik."
            ) % {"megabytes": settings.FILE_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)}
