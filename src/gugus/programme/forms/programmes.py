"""Forms about a programme as a whole: its texts, its steps, its measurement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gugus.competence.models import Round
from gugus.platform.web.fields import long_text_field
from gugus.platform.web.forms import offer
from gugus.programme.forms.fields import date_field


class TextsForm(forms.Form):
    """Background, basis and aims of the printed Program Kerja."""

    background = long_text_field(
        gettext_lazy("Latar belakang"),
        gettext_lazy("Pisahkan paragraf dengan satu baris kosong."),
        rows=8,
        max_length=6000,
        required=False,
    )
    legal_basis = long_text_field(
        gettext_lazy("Dasar"),
        gettext_lazy("Satu dasar per baris; nomornya dibuat sendiri."),
        rows=6,
        max_length=6000,
        required=False,
    )
    aims = long_text_field(
        gettext_lazy("Tujuan"),
        gettext_lazy("Satu tujuan per baris; nomornya dibuat sendiri."),
        rows=6,
        max_length=6000,
        required=False,
    )


class SignForm(forms.Form):
    """The chair's signature."""

    dated = date_field(gettext_lazy("Tanggal tanda tangan"))
    note = long_text_field(gettext_lazy("Catatan"), required=False)


class ReopenForm(forms.Form):
    """Back to draft, with the reason."""

    note = long_text_field(
        gettext_lazy("Alasan dibuka kembali"),
        gettext_lazy("Disimpan dalam riwayat program dan dapat dibaca anggota."),
    )


class AcknowledgeForm(forms.Form):
    """The supervisor has seen the signed programme."""

    dated = date_field(gettext_lazy("Tanggal diketahui"))
    note = long_text_field(
        gettext_lazy("Catatan untuk pengurus"),
        gettext_lazy("Dapat dibaca pengurus dan anggota; boleh kosong."),
        required=False,
    )


class RoundForm(forms.Form):
    """The measurement that the programme is judged against."""

    round = forms.ModelChoiceField(
        label=gettext_lazy("Ukuran yang dipakai"),
        queryset=Round.objects.none(),
        empty_label=None,
    )

    def __init__(self, *args: Any, rounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "round", rounds)
