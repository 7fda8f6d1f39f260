"""Secrets that rest in the database: sealed, and bound to their place."""

from base64 import b64decode, b64encode
from os import urandom

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# What stands in front of a sealed secret: how it was sealed, should that ever change.
_SEAL = "v1:"
_NONCE = 12


class UnsealError(Exception):
    """A secret was sealed with another installation's secret, or altered."""


def seal(secret: bytes, *, master: str, about: str) -> str:
    """Encrypt a secret at rest; `about` binds it to its place, so that it opens nowhere else."""
    nonce = urandom(_NONCE)
    sealed = AESGCM(_sealing_key(master)).encrypt(nonce, secret, about.encode())
    return _SEAL + b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, master: str, about: str) -> bytes:
    """The secret again.

    Raises
    ------
    CannotOpen
        `master` is not the secret it was sealed with, or the text was altered or moved.
    """
    if not sealed.startswith(_SEAL):
        raise UnsealError
    try:
        data = b64decode(sealed.removeprefix(_SEAL))
        return AESGCM(_sealing_key(master)).decrypt(data[:_NONCE], data[_NONCE:], about.encode())
    except (InvalidTag, ValueError) as error:
        raise UnsealError from error


def _sealing_key(master: str) -> bytes:
    """A key of its own for this purpose: the installation's secret is used for more."""
    kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"gugus signing keys at rest")
    return kdf.derive(master.encode())
