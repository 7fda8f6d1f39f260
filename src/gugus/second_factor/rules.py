"""Decisions about codes: which half minute one belongs to, and what was typed."""

from datetime import datetime

SECONDS = 30
DIGITS = 6
# Phones' clocks differ: the half minute before and the one after count too.
AROUND = (0, -1, 1)
RECOVERY_CODES = 10


def step_of(moment: datetime) -> int:
    """The number of the half minute."""
    return int(moment.timestamp()) // SECONDS


def is_counted_code(typed: str) -> bool:
    """Is it what a phone shows, and not a code on paper?

    >>> is_counted_code("123456"), is_counted_code("ABCDEFGH")
    (True, False)
    """
    return len(typed) == DIGITS and typed.isascii() and typed.isdigit()
