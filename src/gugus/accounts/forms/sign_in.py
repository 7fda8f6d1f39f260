"""Sign-in forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PinForm(forms.Form):
    """A teacher: group code (when there are several groups), own name, PIN."""

    code = forms.CharField(
        label=_("Kode kelompok"),
        max_length=60,
        help_text=_("Tertulis pada kartu masuk Anda, misalnya ciawi-1."),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=_("Nama Anda"),
        max_length=150,
        help_text=_("Nama lengkap. Gelar dan huruf besar tidak berpengaruh."),
        widget=forms.TextInput({"autocomplete": "name", "spellcheck": "false"}),
    )
    # Older PINs stay good when the installation's length is changed.
    pin = forms.RegexField(
        r"^[0-9]{6,10}$",
        label=_("PIN"),
        max_length=20,
        help_text=_("Angka dari sekretaris kelompok, tertulis pada kartu masuk Anda."),
        error_messages={"invalid": _("PIN hanya berisi angka, paling sedikit 6.")},
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "off", "pattern": "[0-9 ]*", "class": "short"}
        ),
    )

    def __init__(self, *args: Any, ask_code: bool, **kwargs: Any) -> None:
        if args and args[0] is not None:
            data = args[0].copy()
            data["pin"] = "".join(data.get("pin", "").split())
            args = (data, *args[1:])
        super().__init__(*args, **kwargs)
        if not ask_code:
            del self.fields["code"]


class PasswordForm(forms.Form):
    """An officer: user name and password."""

    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=60,
        widget=forms.TextInput(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
