"""Which keys open the account of the person who looks, and who came in with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gugus.accounts.models import SignIn
from gugus.platform.foundation.models import PersonalKey
from gugus.platform.web.formats import long_date

_SYSTEMS = {
    "android": "HP Android",
    "iphone": "iPhone",
    "ipad": "iPad",
    "chromebook": "Chromebook",
    "windows": "Windows",
    "mac": "Mac",
    "linux": "Linux",
}
_BROWSERS = {
    "edge": "Edge",
    "opera": "Opera",
    "samsung": "Samsung Internet",
    "firefox": "Firefox",
    "chrome": "Chrome",
    "safari": "Safari",
}


@dataclass(frozen=True)
class OwnKey:
    """A link, PIN or temporary password: who made it, and what became of it."""

    what: str
    made_by: str
    made_at: datetime
    last_used_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class OwnSignIn:
    """One sign-in in words."""

    at: datetime
    by: str
    device: str


def own_keys(
    keys: Iterable[PersonalKey], resets: Iterable[tuple[datetime, str]]
) -> tuple[OwnKey, ...]:
    """Links, PINs and given passwords, the latest first."""
    rows = [
        OwnKey(
            what=_kind(key),
            made_by=_maker(key),
            made_at=localtime(key.issued_at),
            last_used_at=key.last_used_at and localtime(key.last_used_at),
            withdrawn_at=key.withdrawn_at,
        )
        for key in keys
    ]
    rows += [
        OwnKey(_("Kata sandi sementara"), by or "–", localtime(at), None, None) for at, by in resets
    ]
    return tuple(sorted(rows, key=lambda row: row.made_at, reverse=True))


def own_sign_ins(rows: Iterable[SignIn]) -> tuple[OwnSignIn, ...]:
    """When, by what, and from which device."""
    words = {
        "link": _("tautan"),
        "pin": _("PIN"),
        "password": _("kata sandi"),
        "code": _("kata sandi dan kode kedua"),
        "passkey": _("kata sandi dan kunci sandi"),
        "example": _("contoh"),
    }
    return tuple(
        OwnSignIn(localtime(row.at), words.get(row.by, row.by), _device(row.device)) for row in rows
    )


def new_keys_in_words(keys: Iterable[PersonalKey]) -> str:
    """What a person is told as they come in; '' when nobody made a key for them lately."""
    rows = list(keys)
    if not rows:
        return ""
    made = "; ".join(
        _("%(what)s oleh %(who)s pada %(day)s")
        % {"what": _kind(key), "who": _maker(key), "day": long_date(key.issued_at)}
        for key in rows[:3]
    )
    return _(
        "Dibuat untuk Anda: %(made)s. Bukan Anda yang minta? Lihat Data saya di halaman Saya, lalu "
        "tanyakan kepada pembuatnya atau ketua."
    ) % {"made": made}


def _kind(key: PersonalKey) -> str:
    return _("Tautan masuk") if key.kind == PersonalKey.Kind.LINK else _("PIN")


def _maker(key: PersonalKey) -> str:
    return key.issued_by.name if key.issued_by else _("orang yang akunnya sudah dihapus")


def _device(code: str) -> str:
    system, _slash, browser = code.partition("/")
    names = (_SYSTEMS.get(system, ""), _BROWSERS.get(browser, ""))
    return ", ".join(filter(None, names)) or _("perangkat lain")
