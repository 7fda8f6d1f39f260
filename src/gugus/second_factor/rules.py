"""Decisions about codes: which half minute one belongs to, and what was typed."""

from datetime import datetime

SECONDS = 30
DIGITS = 6
# Phones' clocks differ: the half minute before and the one after count too.
AROUND = (0, -1, 1)
RECOVERY_CODES = 10
# Devices of one person that hold a key.
PASSKEYS = 10


def step_of(moment: datetime) -> int:
    """The number of the half minute."""
    return int(moment.timestamp()) // SECONDS


def is_counted_code(typed: str) -> bool:
    """Is it what a phone shows, and not a code on paper?

    >>> is_counted_code("123456"), is_counted_code("ABCDEFGH")
    (True, False)
    """
    return len(typed) == DIGITS and typed.isascii() and typed.isdigit()


def passkey_host(host: str, *, is_secure: bool) -> str:
    """The name that passkeys are bound to; "" where browsers give none.

    They ask for HTTPS and a name (WebAuthn, 5.1.2), and let a machine's own `localhost` pass.

    >>> passkey_host("gugus.example.id:8443", is_secure=True)
    'gugus.example.id'
    >>> passkey_host("10.42.0.1:8000", is_secure=True), passkey_host("gugus.lan", is_secure=False)
    ('', '')
    """
    name = host.partition(":")[0] if not host.startswith("[") else ""
    if name == "localhost" or (is_secure and not name.replace(".", "").isdigit()):
        return name
    return ""
