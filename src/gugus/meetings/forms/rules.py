"""The group's own numbers about hours."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gugus.meetings.models import GroupRules
from gugus.platform.web.forms import ChangesForm


def _number(label: Any, help_text: Any, *, highest: int, lowest: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=lowest, max_value=highest)


class RulesForm(ChangesForm):
    """What reading the packet counts, what earns a certificate, what a year asks for."""

    meetings_a_year = _number(
        _("Pertemuan setahun"),
        _(
            "Berapa kali tiap guru dianjurkan hadir dalam satu tahun pelajaran. Biasanya 12. "
            "Tulis 0 bila kelompok tidak memakai anjuran ini."
        ),
        highest=200,
    )
    catch_up_percent = _number(
        _("Bahan susulan dihitung (persen)"),
        _(
            "Guru yang berhalangan dapat membaca bahan susulan dan menjawab satu pertanyaan. "
            "Berapa persen jam pertemuan itu dihitung baginya? 0 berarti tidak dihitung. Ia tetap "
            "tidak tercatat hadir."
        ),
        highest=100,
    )
    certificate_percent = _number(
        _("Batas sertifikat (persen)"),
        _(
            "Bagian jam yang harus diikuti supaya mendapat sertifikat. Sertifikat yang sudah terbit "
            "tidak berubah."
        ),
        lowest=1,
        highest=100,
    )


def initial_of_rules(rules: GroupRules) -> dict[str, int]:
    """The numbers as they stand."""
    return {name: getattr(rules, name) for name in RulesForm.base_fields}
