"""Forms of certificates: what a run is about, who is added by hand, a correction, a withdrawal."""

import datetime
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gugus.certificates.rules.facts import Activity, CertificatePlan, Signer
from gugus.meetings.forms.meetings import FIRST_DAY, LAST_DAY, one_per_line
from gugus.participation.queries.hours import HeldMeeting
from gugus.people.rules.numbers import bare_number
from gugus.platform.web.fields import day_field
from gugus.platform.web.formats import short_date
from gugus.platform.web.forms import offer

LEVELS = (
    ("gugus", _("Gugus")),
    ("kecamatan", _("Kecamatan")),
    ("kabupaten/kota", _("Kabupaten/kota")),
    ("provinsi", _("Provinsi")),
    ("nasional", _("Nasional")),
    ("internasional", _("Internasional")),
)
_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")
_NIP = re.compile(r"[0-9]{18}")

SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    ("", ("title", "since", "until", "percent")),
    (_("Isian untuk Dapodik"), ("kind", "organiser", "level", "year")),
    (
        _("Penanda tangan"),
        (
            *("dated", "place", "chair_office", "chair_name", "chair_nip"),
            *("supervisor_office", "supervisor_name", "supervisor_nip"),
        ),
    ),
    (_("Nomor dan alamat pemeriksaan"), ("number_format", "address")),
)


def _text(label: Any, most: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **options)


class NipField(forms.CharField):
    """18 digits or nothing; spaces and points are forgiven."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, max_length=40, required=False)

    def clean(self, value: Any) -> str:
        number = bare_number(str(super().clean(value) or ""))
        if number and not _NIP.fullmatch(number):
            raise forms.ValidationError(_("NIP berisi 18 angka. Kosongkan kalau tidak ada."))
        return number


class CertificateRunForm(forms.Form):
    """What is certified, by which rule, and who signs."""

    title = _text(_("Nama kegiatan"), 200)
    since = day_field(label=_("Dari tanggal"))
    until = day_field(label=_("Sampai tanggal"))
    percent = forms.IntegerField(
        label=_("Syarat kehadiran (persen jam)"),
        min_value=1,
        max_value=100,
        help_text=_("Bagian jam pertemuan yang harus diikuti supaya mendapat sertifikat."),
    )
    kind = _text(_("Jenis diklat"), 80)
    organiser = _text(_("Penyelenggara"), 150)
    level = forms.ChoiceField(label=_("Tingkat"), choices=LEVELS)
    year = forms.IntegerField(label=_("Tahun"), min_value=2000, max_value=2100)
    dated = day_field(label=_("Tanggal sertifikat"))
    place = _text(_("Tempat"), 60, required=False)
    chair_office = _text(_("Jabatan penanda tangan kanan"), 100)
    chair_name = _text(_("Nama penanda tangan kanan"), 150)
    chair_nip = NipField(_("NIP penanda tangan kanan"))
    supervisor_office = _text(_("Jabatan penanda tangan kiri"), 100)
    supervisor_name = _text(_("Nama penanda tangan kiri"), 150)
    supervisor_nip = NipField(_("NIP penanda tangan kiri"))
    number_format = _text(
        _("Pola nomor"), 80, help_text=_("Sertifikat punya nomor urut sendiri setiap tahun.")
    )
    address = _text(
        _("Alamat situs ini"),
        100,
        help_text=_("Tercetak pada sertifikat. Orang luar harus dapat membukanya kelak."),
    )

    def _clean_day(self, name: str) -> datetime.date:
        day: datetime.date = self.cleaned_data[name]
        if not FIRST_DAY <= day < LAST_DAY:
            raise forms.ValidationError(_("Tahun ini tampaknya salah ketik."))
        return day

    def clean_since(self) -> datetime.date:
        return self._clean_day("since")

    def clean_until(self) -> datetime.date:
        return self._clean_day("until")

    def clean_dated(self) -> datetime.date:
        return self._clean_day("dated")

    def clean_address(self) -> str:
        """The address with one slash at its end."""
        address = str(self.cleaned_data["address"]).rstrip("/")
        if not _ADDRESS.fullmatch(address):
            raise forms.ValidationError(_("Tulis seperti https://gugus.contoh.id"))
        return f"{address}/"

    def activity(self, minutes_per_jp: int) -> Activity:
        """What was typed, as a run keeps it."""
        data: dict[str, Any] = dict(self.cleaned_data)
        for who in ("chair", "supervisor"):
            parts = (data.pop(f"{who}_{part}") for part in ("office", "name", "nip"))
            data[who] = Signer(*parts)
        return Activity(**data, minutes_per_jp=minutes_per_jp)


def initial_of_activity(activity: Activity) -> dict[str, Any]:
    """An activity as the form's first values."""
    values = {
        name: getattr(activity, name) for name in CertificateRunForm.base_fields if "_" not in name
    }
    for who in ("chair", "supervisor"):
        signer = getattr(activity, who)
        values |= {f"{who}_{part}": getattr(signer, part) for part in ("office", "name", "nip")}
    return values | {"number_format": activity.number_format}


def _lines(label: Any, **options: Any) -> forms.CharField:
    area = forms.Textarea({"rows": 3})
    return forms.CharField(label=label, max_length=4000, required=False, widget=area, **options)


class RecipientsForm(forms.Form):
    """Which meetings count, and who gets a certificate in another role."""

    meetings = forms.MultipleChoiceField(
        label=_("Pertemuan yang dihitung"), widget=forms.CheckboxSelectMultiple, required=False
    )
    speakers = _lines(
        _("Narasumber"), help_text=_("Satu orang satu baris: nama; lembaga. Gelar ikut ditulis.")
    )
    committee = _lines(_("Panitia"))
    moderators = _lines(_("Moderator"))

    def __init__(self, *args: Any, held: Sequence[HeldMeeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._all = {str(one.id) for one in held}
        offer(
            self,
            "meetings",
            [(str(one.id), f"{short_date(one.day)} · {one.title}") for one in held],
        )

    def plan(self, activity: Activity) -> CertificatePlan:
        """What was chosen; all meetings stay all, also those recorded later."""
        chosen = set(self.cleaned_data["meetings"])
        return CertificatePlan(
            activity,
            None if chosen == self._all else tuple(sorted(map(int, chosen))),
            *(
                tuple(one_per_line(self.cleaned_data[name]))
                for name in ("speakers", "committee", "moderators")
            ),
        )


def initial_of_recipients(plan: CertificatePlan, chosen: frozenset[int]) -> dict[str, Any]:
    """A plan as the form's first values."""
    texts = {
        name: "\n".join(getattr(plan, name)) for name in ("speakers", "committee", "moderators")
    }
    return {"meetings": [str(pk) for pk in chosen], **texts}


class CertificateCorrectionForm(forms.Form):
    """What the replacement says of its holder."""

    holder = _text(_("Nama, dengan gelar"), 150)
    nip = NipField(_("NIP"))
    institution = _text(_("Sekolah atau lembaga"), 150, required=False)
    because = _text(
        _("Alasan diganti"), 250, help_text=_("Disimpan pengurus, tidak tercetak dan tidak tampil.")
    )


class CertificateWithdrawForm(forms.Form):
    """Why a certificate no longer holds."""

    reason = _text(_("Alasan ditarik"), 250, help_text=_("Disimpan pengurus, tidak tampil keluar."))
