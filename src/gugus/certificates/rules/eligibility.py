"""Who earns a certificate, how many hours stand on it, and the code that a stranger checks.

A lesson hour (*jam pelajaran*, JP) is so many minutes as the group says. The hours on a paper are
whole: all minutes attended, divided, rounded down, so that no paper claims more than was sat
through. The topics on its back carry minutes too, and their whole hours add up to the front's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

# Crockford's base 32: without I, L, O (read as 1, 1, 0) and U. 28 letters are 140 bits.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LETTERS = 28
_MISREAD = str.maketrans("ILO", "110")
_BETWEEN = re.compile(r"[\s\-–—_.·]+")


class IneligibilityReason(StrEnum):
    """Why somebody does not get a certificate."""

    NOT_CALLED = "not_called"
    NEVER_CAME = "never_came"
    BELOW_SHARE = "below_share"
    NO_FULL_HOUR = "no_full_hour"


@dataclass(frozen=True)
class CertifiedMeeting:
    """One meeting of one teacher: minutes attended, and its length if it called the teacher."""

    meeting: int
    minutes: int
    offered: int


@dataclass(frozen=True)
class Eligibility:
    """Whether a teacher earns one. `percent` is of the minutes offered, rounded down."""

    minutes: int
    jp: int
    percent: int
    lack: IneligibilityReason | None

    @property
    def is_eligible(self) -> bool:
        """A certificate is due."""
        return self.lack is None


def whole_hours(minutes: int, minutes_per_jp: int) -> int:
    """JP in so many minutes, rounded down.

    >>> whole_hours(134, 45), whole_hours(135, 45)
    (2, 3)
    """
    return minutes // minutes_per_jp


def eligibility_of(
    parts: Sequence[CertifiedMeeting], *, need_percent: int, minutes_per_jp: int
) -> Eligibility:
    """Compare what a teacher attended with what the rule asks.

    The share is of the meetings that called the teacher. Meetings attended uncalled add to the
    hours and not to the share: they cannot make up for absence.
    """
    offered = sum(part.offered for part in parts)
    of_share = sum(part.minutes for part in parts if part.offered)
    minutes = sum(part.minutes for part in parts)
    jp = whole_hours(minutes, minutes_per_jp)
    percent = 100 * of_share // offered if offered else 0
    return Eligibility(minutes, jp, percent, _lack(minutes, offered, of_share, jp, need_percent))


def _lack(
    minutes: int, offered: int, of_share: int, jp: int, need: int
) -> IneligibilityReason | None:
    if not minutes:
        return IneligibilityReason.NEVER_CAME
    if not offered:
        return IneligibilityReason.NOT_CALLED
    # Whole numbers: 74.9 % is not 75 %.
    if 100 * of_share < need * offered:
        return IneligibilityReason.BELOW_SHARE
    return IneligibilityReason.NO_FULL_HOUR if jp == 0 else None


def hours_of_topics(minutes: Sequence[int], minutes_per_jp: int) -> tuple[int, ...]:
    """Whole JP of each topic, so that they add up to the whole JP of all minutes together.

    Each gets its own whole hours; those left over go to the largest remainders, the earlier topic
    first.

    >>> hours_of_topics([60, 60, 60], 45)
    (2, 1, 1)
    """
    hours = [whole_hours(part, minutes_per_jp) for part in minutes]
    left = whole_hours(sum(minutes), minutes_per_jp) - sum(hours)
    by_rest = sorted(range(len(minutes)), key=lambda n: (-(minutes[n] % minutes_per_jp), n))
    for position in by_rest[:left]:
        hours[position] += 1
    return tuple(hours)


def parse_code(typed: str) -> str:
    """A code as it is kept; '' for what cannot be one.

    Small letters, spaces, hyphens and the letters that look like others are forgiven.
    """
    code = _BETWEEN.sub("", typed).upper().translate(_MISREAD)
    fits = len(code) == CODE_LETTERS and set(code) <= set(ALPHABET)
    return code if fits else ""


def format_code(code: str) -> str:
    """A code in groups of four.

    >>> printed_code("7KQ2MXR9")
    '7KQ2-MXR9'
    """
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
