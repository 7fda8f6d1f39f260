"""Decisions about guessing: how long an account waits, and what a secret looks like."""

import hashlib
from datetime import timedelta

FREE_FAILURES = 5
LONGEST_WAIT = timedelta(minutes=15)
# A counter that nobody touched for this long no longer says anything.
FORGET_AFTER = timedelta(hours=24)
# More counters than this are never kept, however many names a stranger invents.
MAX_COUNTERS = 50_000
# No 0 and O, 1 and I and L, U and V: the words are read aloud and copied by hand.
READABLE = "23456789ABCDEFGHJKMNPQRSTWXYZ"


def lockout_after(failures: int) -> timedelta:
    """1 second after the fifth failure, then twice as long each time, 15 minutes at most."""
    if failures < FREE_FAILURES:
        return timedelta()
    # 2**10 seconds are already more than the longest wait.
    doubled = timedelta(seconds=2 ** min(failures - FREE_FAILURES, 10))
    return min(doubled, LONGEST_WAIT)


def link_digest(token: str) -> str:
    """What is stored of a link's secret; 192 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def normalise_code(typed: str) -> str:
    """A set-up code as it is compared: capitals, without dashes and spaces."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[:40]
