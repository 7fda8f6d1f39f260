"""Pages about the second factor of the person who looks, and about the rule."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gugus.people.models import Group
from gugus.platform.foundation.models import User
from gugus.platform.web.formats import qr_picture
from gugus.platform.web.pages import ConfirmPage
from gugus.second_factor.forms import PasskeyForm, SecondFactorForm, SetUpForm
from gugus.second_factor.models import Passkey


@dataclass(frozen=True)
class SecondFactorPage:
    """Is one set up, how many codes on paper are left, and may it go?"""

    is_set_up: bool
    codes_left: int
    is_required: bool
    passkeys: tuple[Passkey, ...]
    # Browsers give passkeys on https only.
    can_add_passkey: bool


@dataclass(frozen=True)
class SetUpPage:
    """The QR code for the phone, the same secret to be typed, and the field for its first code."""

    form: SetUpForm
    qr: SafeString
    address: str
    secret: str
    is_required: bool


@dataclass(frozen=True)
class RecoveryCodesPage:
    """Codes to be printed, this once."""

    name: str
    username: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class CodePage:
    """Type a code to go on."""

    title: str
    lead: str
    form: SecondFactorForm
    submit: str
    back: str
    # What the browser is asked, where the person has passkeys and the address can use them.
    options: dict[str, Any] | None = None


@dataclass(frozen=True)
class PasskeyPage:
    """Name a device, and what it is asked for."""

    form: PasskeyForm
    options: dict[str, Any]


def passkey_remove_page(title: str, back: str) -> ConfirmPage:
    """The question before a device's key is forgotten."""
    line = _("Perangkat itu menanyakan kode dari HP lagi saat masuk.")
    return ConfirmPage(
        _("Hapus kunci sandi %(title)s?") % {"title": title},
        (line,),
        _("Hapus"),
        back,
        _("Kembali"),
    )


def set_up_page(form: SetUpForm, address: str, *, is_required: bool) -> SetUpPage:
    """The secret in groups of four, as it is read aloud."""
    secret = address.partition("secret=")[2].partition("&")[0]
    grouped = " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))
    return SetUpPage(form, qr_picture(address), address, grouped, is_required)


def recovery_codes_page(user: User, codes: list[str]) -> RecoveryCodesPage:
    """The sheet to be kept at home."""
    return RecoveryCodesPage(user.name, user.username, tuple(codes))


def rule_page(group: Group | None, *, is_required: bool) -> ConfirmPage:
    """The question before the second factor becomes a must, or is left to each again."""
    back = reverse("accounts:officers", args=[group.code]) if group else reverse("accounts:site")
    if is_required:
        title = _("Kode kedua tidak lagi wajib?")
        line = _("Yang sudah memasang tetap memakainya. Setiap orang boleh melepasnya lagi.")
        return ConfirmPage(title, (line,), _("Ya, tidak lagi wajib"), back, _("Kembali"))
    lines = (
        _(
            "Sekretaris, ketua, kepala sekolah, pengawas, dan pengelola aplikasi harus memasang kode "
            "kedua di HP. Yang belum punya keluar dari akunnya, dan memasangnya saat masuk lagi."
        ),
        _("Beri tahu mereka dahulu, supaya HP dan kertas untuk kode cadangan siap."),
    )
    title = _("Wajibkan kode kedua di %(where)s?") % {"where": group or _("semua kelompok")}
    return ConfirmPage(title, lines, _("Ya, wajibkan"), back, _("Kembali"), warns=False)
