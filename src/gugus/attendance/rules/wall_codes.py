"""The code on the wall: a new one every half minute, bound to one meeting.

Its secret stays with the server and with the page that shows the code. A code proves that somebody
saw the wall at a time, and nothing else. Codes are compared in constant time.
"""

import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from gugus.meetings.rules.times import CheckInWindow

SECONDS = 30
DIGITS = 6
# A phone's clock, the way to the server, and a slow hand: one step early, three late.
EARLY, LATE = 1, 3
# A link that was opened in time may be sent this much later (signing in, a slow phone).
LINK_GRACE = 15 * 60
# Digits that were kept without signal may differ this much from when they were typed: nothing
# sets the clocks of two phones right that meet no server.
CLOCK_TOLERANCE = 10 * 60
_MAC = 16
_LINK = re.compile(r"(\d{1,12})\.([0-9a-f]{16})", re.ASCII)


class WallCodeFault(StrEnum):
    """Why a code does not count."""

    WRONG = "wrong"
    OLD = "old"
    CLOSED = "closed"


@dataclass(frozen=True)
class ShownCode:
    """What the wall shows during one step: the end of the link, and the digits to type."""

    step: int
    link: str
    digits: str


def time_step(moment: datetime) -> int:
    """The number of the half minute."""
    return int(moment.timestamp()) // SECONDS


def code_at_step(secret: str, meeting: int, step: int) -> ShownCode:
    """The code of one meeting in one half minute."""
    mac = hmac.new(secret.encode(), f"{meeting}:{step}".encode(), sha256).hexdigest()
    digits = int(mac[-8:], 16) % 10**DIGITS
    return ShownCode(step, f"{step}.{mac[:_MAC]}", f"{digits:0{DIGITS}}")


def step_of_link(secret: str, meeting: int, link: str) -> int | None:
    """The half minute that a link was really made for, or None when it was never made."""
    match = _LINK.fullmatch(link)
    if match is None:
        return None
    step = int(match[1])
    made = code_at_step(secret, meeting, step).link
    return step if hmac.compare_digest(made, link) else None


def step_of_digits(secret: str, meeting: int, digits: str, steps: range) -> int | None:
    """The latest of these half minutes that showed these digits."""
    if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits):
        return None
    found = None
    for step in steps:
        # All are compared, so that the time it takes reveals nothing.
        if hmac.compare_digest(code_at_step(secret, meeting, step).digits, digits):
            found = step
    return found


def seen_now(step: int, now: datetime) -> bool:
    """Was the code on the wall when it was opened just now?"""
    return time_step(now) - LATE <= step <= time_step(now) + EARLY


def wall_code_fault(
    secret: str,
    meeting: int,
    code: str,
    tapped: datetime,
    open_in: CheckInWindow,
    *,
    kept: bool = False,
) -> WallCodeFault | None:
    """Why a code sent at that moment is refused; None when it is accepted.

    `kept` says that it waited on a phone without signal.
    """
    if not open_in.holds(tapped):
        return WallCodeFault.CLOSED
    here, around = time_step(tapped), LINK_GRACE // SECONDS
    if "." not in code:
        late, early = (CLOCK_TOLERANCE // SECONDS,) * 2 if kept else (LATE, EARLY)
        typed = range(here - late, here + early + 1)
        step = step_of_digits(secret, meeting, code, typed)
        return WallCodeFault.WRONG if step is None else None
    step = step_of_link(secret, meeting, code)
    if step is None:
        return WallCodeFault.WRONG
    if not time_step(open_in.opens) <= step <= time_step(open_in.closes):
        return WallCodeFault.CLOSED
    return None if abs(here - step) <= around else WallCodeFault.OLD
