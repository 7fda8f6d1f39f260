"""What is typed about the group itself."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.people.forms.fields import PlaceField
from gugus.people.models import Group
from gugus.platform.documents.rules import format_letter_number, number_format_fault
from gugus.platform.documents.services import check_number_format
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.fields import text_field
from gugus.platform.web.forms import ChangesForm

TIME_ZONES = (
    ("Asia/Jakarta", "WIB"),
    ("Asia/Makassar", "WITA"),
    ("Asia/Jayapura", "WIT"),
)
MAX_LETTERHEAD_LINES = 6

SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    ("", ("name", "kind", "level", "ministry", "place")),
    (gettext_lazy("Kop surat"), ("letterhead", "address", "contact")),
    (gettext_lazy("Nomor surat"), ("letter_number_format", "letter_code")),
    (gettext_lazy("Ukuran dan waktu"), ("minutes_per_jp", "standard_percent", "time_zone")),
)


class GroupForm(ChangesForm):
    """Name, letterhead, letter numbers, measures."""

    name = text_field(gettext_lazy("Nama kelompok"), 150, required=True)
    kind = text_field(
        gettext_lazy("Jenis"),
        40,
        required=True,
        help_text=gettext_lazy("KKG, KKG PAI, KKG PJOK, MGMP, dan sebagainya."),
    )
    level = forms.ChoiceField(label=gettext_lazy("Tingkat"), choices=Group.Level.choices)
    ministry = forms.ChoiceField(label=gettext_lazy("Kementerian"), choices=Group.Ministry.choices)
    place = PlaceField(
        label=gettext_lazy("Wilayah"),
        wide=True,
        required=False,
        help_text=gettext_lazy("Kecamatan, atau kabupaten dan kota. Ketik namanya lalu pilih."),
    )
    letterhead = forms.CharField(
        label=gettext_lazy("Baris di atas nama kelompok"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Satu kantor per baris, misalnya Pemerintah Kabupaten Bogor."),
    )
    address = text_field(
        gettext_lazy("Alamat"), 250, help_text=gettext_lazy("Kosong: alamat sekolah inti.")
    )
    contact = text_field(
        gettext_lazy("Kontak"), 150, help_text=gettext_lazy("Telepon atau surel pada kop surat.")
    )
    letter_number_format = text_field(
        gettext_lazy("Pola nomor surat"),
        80,
        required=True,
        widget=forms.TextInput({"spellcheck": "false", "autocapitalize": "none"}),
        help_text=gettext_lazy(
            "Isian: {nomor} atau {nomor:03}, {kode}, {bulan}, {bulan_romawi}, {tahun}."
        ),
    )
    letter_code = text_field(gettext_lazy("Kode surat"), 30, required=True)
    minutes_per_jp = forms.IntegerField(
        label=gettext_lazy("Menit dalam 1 JP"), min_value=30, max_value=60
    )
    standard_percent = forms.IntegerField(
        label=gettext_lazy("Batas standar kompetensi (persen)"),
        min_value=1,
        max_value=100,
        help_text=gettext_lazy("Di bawah ini sebuah kompetensi dihitung sebagai kebutuhan."),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Waktu"),
        choices=TIME_ZONES,
        widget=forms.RadioSelect({"class": "choices"}),
    )

    def clean_letterhead(self) -> str:
        """Lines without empty ones between; as many as a letterhead can carry."""
        lines = [line.strip() for line in self.cleaned_data["letterhead"].splitlines()]
        kept = [line for line in lines if line]
        if len(kept) > MAX_LETTERHEAD_LINES:
            raise forms.ValidationError(
                _("Paling banyak %(n)s baris."), params={"n": MAX_LETTERHEAD_LINES}
            )
        return "\n".join(kept)

    def clean_letter_number_format(self) -> str:
        """Only the known names may stand in it."""
        pattern: str = self.cleaned_data["letter_number_format"]
        try:
            check_number_format(pattern)
        except Refused as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        return pattern

    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings."""
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]

    def example_number(self, day: date) -> str:
        """How the next first letter would be numbered, or nothing while the format is wrong."""
        pattern, code = self["letter_number_format"].value(), self["letter_code"].value()
        if not isinstance(pattern, str) or number_format_fault(pattern):
            return ""
        return format_letter_number(pattern, 1, str(code or ""), day)


def initial_of_group(group: Group) -> dict[str, Any]:
    """The group as the form shows it."""
    return {name: getattr(group, name) for name in GroupForm.base_fields}
