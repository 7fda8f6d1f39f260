"""What is typed about a second factor."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SecondFactorForm(forms.Form):
    """The code that the phone shows, or one on paper."""

    code = forms.CharField(
        label=_("Kode"),
        max_length=20,
        help_text=_("6 angka di HP, atau satu kode cadangan dari kertas."),
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class PasskeyForm(SecondFactorForm):
    """What a device is called, its answer, and the code that says that it may."""

    title = forms.CharField(
        label=_("Nama perangkat"), max_length=60, help_text=_("Misalnya: laptop sekolah, HP saya.")
    )
    answer = forms.CharField(max_length=20_000, widget=forms.HiddenInput, required=False)


class SetUpForm(forms.Form):
    """The first code of a new phone; the secret goes along sealed."""

    sealed = forms.CharField(max_length=200, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Kode yang tampil di HP"),
        max_length=20,
        help_text=_("6 angka. Berganti setiap setengah menit."),
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "short"}
        ),
    )
