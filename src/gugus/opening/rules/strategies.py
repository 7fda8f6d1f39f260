"""Which way of working fits a concern, and why: the groups' own rule of strategies and when.

Diskusi where something is hard to understand, or to share; brainstorming when it is urgent, with
somebody who knows; ceramah for information, policy and hard concepts; workshop as training for
all; simulasi as teaching before peers (`domain.md` 2).
"""

from dataclasses import dataclass
from enum import StrEnum

DISCUSSION, BRAINSTORMING, WORKSHOP, SIMULATION = "diskusi", "brainstorming", "workshop", "simulasi"
# So far below the standard, in points of percent, a need is everybody's while nobody counted.
_FAR = 10.0
_HALF = 0.5
# Problems that wait so long, or come from so many, are urgent.
_LONG_DAYS, _MANY = 60, 3


class Why(StrEnum):
    """What speaks for a strategy; `programme.queries.reasons` has the words."""

    ATTITUDE = "attitude"
    TALKING = "talking"
    MOST_REACHED = "most_reached"
    MOST_NEED = "most_need"
    FAR = "far"
    NEAR = "near"
    MANY_CLASSES = "many_classes"
    LONG_WAIT = "long_wait"
    HARD = "hard"
    FROM_SUPERVISOR = "from_supervisor"


@dataclass(frozen=True)
class Choice:
    """A strategy with its reason."""

    strategy: str
    why: Why


def for_need(area: str, gap: float, below_share: float | None) -> Choice:
    """A measured need: `area` is its large heading, `gap` its distance from the standard."""
    heading = area.casefold()
    if heading.startswith("kepribadian"):
        return Choice(DISCUSSION, Why.ATTITUDE)
    if heading.startswith("sosial"):
        return Choice(SIMULATION, Why.TALKING)
    if below_share is not None and below_share < _HALF:
        return Choice(DISCUSSION, Why.MOST_REACHED)
    if below_share is not None:
        return Choice(WORKSHOP, Why.MOST_NEED)
    if gap >= _FAR:
        return Choice(WORKSHOP, Why.FAR)
    return Choice(SIMULATION, Why.NEAR)


def for_problems(count: int, days: int) -> Choice:
    """Problems from class that nobody has answered: how many alike, and how long the first waits."""
    if count >= _MANY:
        return Choice(BRAINSTORMING, Why.MANY_CLASSES)
    if days > _LONG_DAYS:
        return Choice(BRAINSTORMING, Why.LONG_WAIT)
    return Choice(DISCUSSION, Why.HARD)


def for_finding() -> Choice:
    """A finding of the supervisor that names no measured need."""
    return Choice(BRAINSTORMING, Why.FROM_SUPERVISOR)
