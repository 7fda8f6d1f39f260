"""Fields for the numbers officers hold; what is wrong is said in words."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gugus.people.rules.numbers import CheckedNumber, NipDoubt, NumberFault, check_nip


class NumberField(forms.CharField):
    """A number of fixed length, typed with or without spaces and points."""

    def __init__(
        self, *, check: Callable[[str], CheckedNumber], length: str, **kwargs: Any
    ) -> None:
        self.check = check
        self.length = length
        attrs = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs), **kwargs)

    def to_python(self, value: Any) -> Any:
        """The bare digits."""
        text = super().to_python(value) or ""
        checked = self.check(text)
        if checked.fault is not None:
            raise ValidationError(self._words(checked))
        return checked.number

    def _words(self, checked: CheckedNumber) -> str:
        if checked.fault is NumberFault.LOST_DIGITS:
            return _(
                "Angka ini sudah dibulatkan oleh Excel sehingga angka belakangnya hilang. "
                "Salin ulang dari sumbernya."
            )
        if checked.fault is NumberFault.NOT_DIGITS:
            return _("Isi dengan angka saja.")
        return _("Harus %(length)s angka; yang diketik %(typed)s angka.") % {
            "length": self.length,
            "typed": len(checked.number),
        }


def nip_doubts_in_words(nip: str, sex: str) -> list[str]:
    """What looks odd in a NIP that was stored all the same."""
    words = {
        NipDoubt.BIRTH: _("8 angka pertama bukan tanggal lahir"),
        NipDoubt.APPOINTMENT: _("angka ke-9 sampai ke-14 bukan tahun dan bulan pengangkatan"),
        NipDoubt.ORDER: _("pengangkatan kurang dari 15 tahun sesudah lahir"),
        NipDoubt.SEX: _("angka ke-15 bukan 1 atau 2"),
        NipDoubt.OTHER_SEX: _("angka ke-15 tidak sesuai dengan jenis kelamin"),
    }
    return [words[doubt] for doubt in check_nip(nip, sex=sex).doubts]
