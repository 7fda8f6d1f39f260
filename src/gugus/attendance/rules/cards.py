"""The code on a teacher's card: short enough to type, bound to one teacher of one group."""

import hmac
from base64 import b32encode
from hashlib import sha256

CODE_LENGTH = 12
# What stands before it in the picture to scan, so that other pictures are told apart.
QR_PREFIX = "GUGUS:"


def card_code(secret: str, teacher: int) -> str:
    """Twelve letters and digits (60 bits) that only the holder of the group's secret can make."""
    mac = hmac.new(secret.encode(), f"card:{teacher}".encode(), sha256).digest()
    return b32encode(mac).decode()[:CODE_LENGTH]


def spaced(code: str) -> str:
    """The code as it is read aloud: 'ABCD EFGH IJKL'."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
