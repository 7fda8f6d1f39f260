"""Forms of who came: rows of the sheet, a code, a signature, an excuse, typed numbers, a photo."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.attendance.models import Attendance
from gugus.attendance.rules.drawn_signature import LONGEST
from gugus.attendance.rules.statuses import EXCUSED, PRESENT
from gugus.attendance.services.marks import AttendanceMark
from gugus.meetings.forms.rolls import changed_rows, one_line
from gugus.meetings.rules.rolls import row_checksum
from gugus.platform.documents.media_cleaner import LARGEST_PICTURE
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.fields import text_field
from gugus.platform.web.forms import offer

_NOTE = 150


def marks_from_sheet(data: QueryDict) -> list[AttendanceMark]:
    """The rows that were touched: `s` status, `n` note, `a` came at, `l` left at."""
    blank = row_checksum("", "", "", "")
    return [_parse_mark(row, *typed) for row, typed in changed_rows(data, "snal", untouched=blank)]


def _parse_mark(
    teacher_id: int,
    status: str,
    note: str,
    arrived: str,
    left: str,
    how: str = Attendance.How.LIST,
) -> AttendanceMark:
    """One teacher's mark from what was typed; refuses what cannot be read."""
    if status and status not in Attendance.Status.values:
        raise Refused(_("Pilihan kehadiran tidak dikenal. Tidak ada yang diubah."))
    came = status in PRESENT
    return AttendanceMark(
        teacher_id,
        status,
        note[:_NOTE] if status else "",
        _parse_time(arrived) if came else None,
        _parse_time(left) if came else None,
        how,
    )


def _parse_time(text: str) -> time | None:
    if not text:
        return None
    try:
        return datetime.strptime(text[:5].replace(".", ":"), "%H:%M").time()  # noqa: DTZ007
    except ValueError as fault:
        raise Refused(
            _("Ada jam yang tidak terbaca. Tulis seperti 13.40. Tidak ada yang diubah.")
        ) from fault


def mark_from_command(data: QueryDict) -> AttendanceMark:
    """One teacher's row as a phone sends it."""
    teacher = data.get("teacher", "")
    if not (teacher.isascii() and teacher.isdigit() and len(teacher) < 16):
        raise Refused(_("Nama gurunya tidak terbaca. Tidak ada yang diubah."), "teacher")
    if not data.getlist("status"):
        raise Refused(_("Pilihan kehadiran tidak dikenal. Tidak ada yang diubah."), "status")
    how = Attendance.How.CARD if data.get("how") == Attendance.How.CARD else Attendance.How.LIST
    status, note, arrived, left = (
        one_line(data.get(name, "")) for name in ("status", "note", "arrived_at", "left_at")
    )
    return _parse_mark(int(teacher), status, note, arrived, left, how)


class CodeForm(forms.Form):
    """What the wall shows: six digits, or the end of its link."""

    code = forms.CharField(
        label=gettext_lazy("Kode di dinding"),
        max_length=40,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        help_text=gettext_lazy("Enam angka, berganti setiap 30 detik."),
        error_messages={"required": gettext_lazy("Ketik enam angka yang tampil di dinding.")},
    )

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        return "".join(typed.split())


class SignatureForm(forms.Form):
    """The strokes of a signature."""

    signature = forms.CharField(
        max_length=LONGEST,
        strip=True,
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("Kotaknya masih kosong. Tanda tangani dengan jari."),
            "max_length": gettext_lazy("Tanda tangannya terlalu panjang. Hapus, lalu ulangi."),
        },
    )


ATTENDS_AFTER_ALL = "dapat"
_EXCUSES = [(status.value, status.label) for status in Attendance.Status if status in EXCUSED]


class ExcuseForm(forms.Form):
    """Why a teacher cannot come; or that they can after all."""

    status = forms.ChoiceField(
        label=gettext_lazy("Mengapa?"),
        choices=[*_EXCUSES, (ATTENDS_AFTER_ALL, gettext_lazy("Ternyata dapat hadir"))],
        widget=forms.RadioSelect({"class": "choices"}),
        error_messages={
            "required": gettext_lazy("Pilih izin, sakit, atau dinas."),
            "invalid_choice": gettext_lazy("Pilih izin, sakit, atau dinas."),
        },
    )
    note = text_field(
        gettext_lazy("Alasan singkat"),
        _NOTE,
        required=True,
        help_text=gettext_lazy("Misalnya: mendampingi lomba di kecamatan. Dibaca pencatat."),
        error_messages={"required": gettext_lazy("Tulis alasannya dalam beberapa kata.")},
    )
    # Only an excuse needs its reason, and a browser does not know what was chosen.
    use_required_attribute = False

    def without_coming(self) -> "ExcuseForm":
        """The same form for who has not excused themselves: nothing is to be taken back."""
        offer(self, "status", _EXCUSES)
        return self

    def clean_status(self) -> str:
        chosen: str = self.cleaned_data["status"]
        return "" if chosen == ATTENDS_AFTER_ALL else chosen

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("status") == "" and "note" not in data:
            del self.errors["note"]
            data["note"] = ""
        return data


class RowNumbersForm(forms.Form):
    """Row numbers typed off a printed sheet."""

    sheet = forms.CharField(max_length=4)
    numbers = forms.CharField(
        label=gettext_lazy("Nomor yang ditandatangani"),
        max_length=2000,
        error_messages={
            "required": gettext_lazy("Ketik nomor baris yang ditandatangani, misalnya 1-14 16 18t.")
        },
        widget=forms.Textarea({"rows": 3, "autocomplete": "off", "autocapitalize": "off"}),
    )


class CardForm(forms.Form):
    """The code on a teacher's card."""

    card = text_field(
        gettext_lazy("Kode kartu"),
        40,
        required=True,
        error_messages={"required": gettext_lazy("Ketik kode di bawah gambar kartu.")},
    )

    def clean_card(self) -> str:
        typed: str = self.cleaned_data["card"]
        return "".join(typed.split()).upper().removeprefix("GUGUS:").replace("-", "")


class SheetPhotoForm(forms.Form):
    """A photograph of the signed sheet."""

    photo = forms.FileField(
        label=gettext_lazy("Foto lembar"),
        error_messages={"required": gettext_lazy("Pilih atau ambil fotonya dulu.")},
        widget=forms.FileInput({"accept": "image/*", "capture": "environment"}),
    )

    def content(self) -> bytes:
        """The picture's bytes, read no further than a picture may be long."""
        content: bytes = self.cleaned_data["photo"].read(LARGEST_PICTURE + 1)
        return content


def first_error(form: forms.Form) -> Refused:
    """What is wrong with a form, as a refusal in words."""
    for field, errors in form.errors.items():
        return Refused(str(errors[0]), None if field == "__all__" else field)
    return Refused(_("Isian tidak lengkap."))
