"""Decisions about guessing: how long an account waits, and what a secret looks like."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

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


def wait_left(wait_until: datetime | None, longest: timedelta, now: datetime) -> timedelta:
    """How long somebody still waits; a clock that was set back makes no wait longer than `longest`."""
    return min(wait_until - now, longest) if wait_until is not None else timedelta()


# Of a group's wrong PINs in a day: so many are a room of people who mistype, more are a search.
LEAST_ALLOWANCE, ALLOWANCE_FOR_EACH = 100, 4
LONGEST_PIN_WAIT = timedelta(minutes=1)
_DAY = timedelta(days=1)
# Past this the wait is the longest: what is counted on top would only make it last.
_MOST_OVER = 10


def pin_allowance(people: int) -> int:
    """How many wrong PINs a day a group of so many may send before others wait."""
    return max(LEAST_ALLOWANCE, ALLOWANCE_FOR_EACH * people)


@dataclass(frozen=True)
class PinCount:
    """Wrong PINs that are not forgotten yet, and since when the next one is being forgotten."""

    n: int
    since: datetime

    def at(self, now: datetime, allowance: int) -> "PinCount":
        """As it stands now: each is forgotten after its share of a day; a clock may have been set back."""
        share = _DAY / allowance
        gone = max(0, (now - self.since) // share)
        if gone >= self.n or now < self.since:
            return PinCount(max(0, self.n - gone), now)
        return PinCount(self.n - gone, self.since + gone * share)

    def one_more(self, allowance: int) -> "PinCount":
        """With another wrong one."""
        return replace(self, n=min(self.n + 1, allowance + _MOST_OVER))

    def one_less(self) -> "PinCount":
        """Without one that turned out to be right."""
        return replace(self, n=max(0, self.n - 1))


def pin_wait_after(counted: int, allowance: int) -> timedelta:
    """How long the next unknown phone waits: 2 seconds past the allowance, then doubled, a minute at most."""
    over = counted - allowance
    if over <= 0:
        return timedelta()
    return min(timedelta(seconds=2 ** min(over, 10)), LONGEST_PIN_WAIT)


def link_digest(token: str) -> str:
    """What is stored of a link's secret; 192 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def normalise_code(typed: str) -> str:
    """A set-up code as it is compared: capitals, without dashes and spaces."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[:40]
