"""Counting the cash."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gugus.cash.rules.closing import DENOMINATIONS, MAX_PIECES
from gugus.closing.services import CashCount
from gugus.platform.web.fields import RupiahField, long_text_field
from gugus.platform.web.formats import rupiah


class CashCountForm(forms.Form):
    """How many there are of each note and coin, and what stands at the bank."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    at_bank = RupiahField(
        label=_("Uang di bank (Rp)"),
        required=False,
        help_text=_("Saldo buku tabungan pada akhir bulan. Kosong: tidak ada."),
    )
    explanation = long_text_field(
        _("Sebab selisih"),
        _("Wajib diisi kalau hitungan berbeda dari buku."),
        rows=2,
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for piece in DENOMINATIONS:
            self.fields[f"p{piece}"] = forms.IntegerField(
                label=rupiah(piece),
                required=False,
                min_value=0,
                max_value=MAX_PIECES,
                widget=forms.NumberInput(
                    {"inputmode": "numeric", "min": 0, "data-piece": piece, "placeholder": "0"}
                ),
            )

    @property
    def pieces(self) -> list[forms.BoundField]:
        """The fields of notes and coins, the largest first."""
        return [self[f"p{piece}"] for piece in DENOMINATIONS]

    def count(self) -> CashCount:
        """What was counted, for the service."""
        data = self.cleaned_data
        return CashCount(
            pieces={piece: data[f"p{piece}"] for piece in DENOMINATIONS if data[f"p{piece}"]},
            at_bank=data["at_bank"] or 0,
            explanation=data["explanation"].strip(),
            seen=data["seen"],
        )
