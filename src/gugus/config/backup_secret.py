"""The installation's secret in a backup: sealed by a passphrase, or told to have stayed behind.

Addresses of calendars, PINs, signing keys and second factors hold only where the secret is that they
were made with. A backup without it can be lost without giving any of them away.
"""

import hashlib
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from shutil import copyfile

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.seals import UnsealError, seal, unseal

SHORTEST_PASSPHRASE = 12
_ABOUT = "gugus backup"
# 64 MB and a third of a second for each guess.
_SCRYPT = {"n": 2**16, "r": 8, "p": 1, "maxmem": 2**27, "dklen": 32}


class SecretOutcome(Enum):
    """What became of the secret when a backup was restored."""

    SAME = "same"
    MOVED = "moved"
    STAYED = "stayed"


@dataclass(frozen=True)
class KeptSecret:
    """What a backup says of the secret; `sealed` is empty when it does not hold it."""

    fingerprint: str = ""
    salt: str = ""
    sealed: str = ""


def kept_secret(passphrase: str) -> KeptSecret:
    """For the manifest: the secret sealed by the passphrase, or its fingerprint alone."""
    if not passphrase:
        return KeptSecret(fingerprint_of(settings.SECRET_KEY))
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Refused(
            _("Kata sandi cadangan paling sedikit %(n)d huruf; tidak ada yang ditulis.")
            % {"n": SHORTEST_PASSPHRASE}
        )
    salt = os.urandom(16)
    sealed = seal(settings.SECRET_KEY.encode(), master=_stretched(passphrase, salt), about=_ABOUT)
    return KeptSecret(fingerprint_of(settings.SECRET_KEY), b64encode(salt).decode(), sealed)


def opened_secret(kept: KeptSecret, passphrase: str) -> str:
    """The secret of the installation that was backed up; refuse a wrong passphrase."""
    try:
        salt = b64decode(kept.salt, validate=True)
        master = _stretched(passphrase, salt)
        return unseal(kept.sealed, master=master, about=_ABOUT).decode()
    except (UnsealError, ValueError) as error:
        raise Refused(
            _(
                "Kata sandi cadangan tidak cocok; tidak ada yang diubah. Tanpa kata sandi: tekan Enter."
            )
        ) from error


def fingerprint_of(secret: str) -> str:
    """Tells two secrets apart and nothing else."""
    return salted_hmac("gugus.backup", "", secret=secret, algorithm="sha256").hexdigest()[:32]


def is_same_secret(kept: KeptSecret) -> bool:
    """Was the backup made with the secret that is here?"""
    return kept.fingerprint == fingerprint_of(settings.SECRET_KEY)


def write_beside(secret: str) -> Path:
    """Write the secret beside the one that is used; `put_in_place` changes them.

    Raises
    ------
    Refused
        The secret is set from outside, and only who set it can change it.
    """
    if os.environ.get("GUGUS_SECRET_KEY"):
        raise Refused(
            _(
                "Kunci rahasia di sini diatur dengan GUGUS_SECRET_KEY; tidak ada yang diubah. "
                "Hapus pengaturan itu dulu, atau pulihkan tanpa kata sandi."
            )
        )
    part: Path = settings.DATA_FOLDER / ".secret-key.part"
    part.touch(0o600)
    part.write_text(secret, encoding="utf-8")
    return part


def put_in_place(part: Path) -> None:
    """Let the next start use the secret written beside; the one of before is kept with the copies."""
    file = part.with_name("secret-key")
    if file.exists():
        copies = settings.DATA_FOLDER / "backups"
        copies.mkdir(mode=0o700, exist_ok=True)
        fingerprint = fingerprint_of(file.read_text(encoding="utf-8").strip())[:8]
        # Copied, not moved: between two moves there would be none, and a start then makes a new one.
        copyfile(file, copies / f"secret-key-{fingerprint}")
    part.replace(file)


def outcome_in_words(outcome: SecretOutcome) -> str:
    """What a person must know about keys after a restore; nothing when all goes on as before."""
    if outcome == SecretOutcome.SAME:
        return ""
    if outcome == SecretOutcome.MOVED:
        return _(
            "Kuncinya ikut: alamat kalender, PIN, dan tanda tangan tetap berlaku. Kalau Gugus sedang "
            "menyala, hentikan lalu nyalakan lagi: sebelum itu kunci yang lama masih dipakai."
        )
    return _(
        "Kunci rahasia komputer lama tidak ikut: PIN guru dan alamat kalender harus dibuat ulang, kode "
        "masuk kedua pengurus dipasang ulang, dan sertifikat berikutnya ditandatangani dengan kunci "
        "baru (yang lama tetap dapat diperiksa). Agar semuanya tetap berlaku, salin berkas secret-key "
        "dari folder data komputer lama ke %(folder)s sebelum menyalakan Gugus."
    ) % {"folder": settings.DATA_FOLDER}


def _stretched(passphrase: str, salt: bytes) -> str:
    return hashlib.scrypt(passphrase.encode(), salt=salt, **_SCRYPT).hex()
