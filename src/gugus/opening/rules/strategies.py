"""Which strategy fits a concern, and why: the groups' own rule of strategies and when.

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


class StrategyReason(StrEnum):
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
class StrategyChoice:
    """A strategy with its reason."""

    strategy: str
    why: StrategyReason


def for_need(area: str, gap: float, below_share: float | None) -> StrategyChoice:
    """A measured need: `area` is its large heading, `gap` its distance from the standard."""
    heading = area.casefold()
    if heading.startswith("kepribadian"):
        return StrategyChoice(DISCUSSION, StrategyReason.ATTITUDE)
    if heading.startswith("sosial"):
        return StrategyChoice(SIMULATION, StrategyReason.TALKING)
    if below_share is not None and below_share < _HALF:
        return StrategyChoice(DISCUSSION, StrategyReason.MOST_REACHED)
    if below_share is not None:
        return StrategyChoice(WORKSHOP, StrategyReason.MOST_NEED)
    if gap >= _FAR:
        return StrategyChoice(WORKSHOP, StrategyReason.FAR)
    return StrategyChoice(SIMULATION, StrategyReason.NEAR)


def for_problems(count: int, days: int) -> StrategyChoice:
    """Problems from class that nobody has answered: how many alike, and how long the first waits."""
    if count >= _MANY:
        return StrategyChoice(BRAINSTORMING, StrategyReason.MANY_CLASSES)
    if days > _LONG_DAYS:
        return StrategyChoice(BRAINSTORMING, StrategyReason.LONG_WAIT)
    return StrategyChoice(DISCUSSION, StrategyReason.HARD)


def for_finding() -> StrategyChoice:
    """A finding of the supervisor that names no measured need."""
    return StrategyChoice(BRAINSTORMING, StrategyReason.FROM_SUPERVISOR)
