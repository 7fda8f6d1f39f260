"""Who may help others, who may move up a level, whom to ask first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from gugus.cores.words.order import person_key

# The ladder, from the lowest rung: helper, co-presenter, presenter.
HELPER, CO_PRESENTER, PRESENTER = "helper", "co", "presenter"
LADDER = (HELPER, CO_PRESENTER, PRESENTER)


@dataclass(frozen=True)
class Strength:
    """From which percentage on somebody counts as strong in an item."""

    at_least: float
    above: float

    def holds(self, percent: float | None) -> bool:
        """An item without a percentage (not all answered) is nobody's strength."""
        return percent is not None and percent >= self.at_least and percent > self.above


def strength(standard: int, value_edges: Sequence[int], answers: int) -> Strength:
    """The measure of a framework: at the standard, and in its highest value or last but one level.

    `value_edges` are the upper ends of the framework's values in percent, if it has values (PKG: 25,
    50, 75, 100: above 75 is the highest). Else `answers` is how many levels an answer has, and the
    last but one counts: who masters a thing, not only who is an expert in it.

    >>> pkg, levels = strength(76, (25, 50, 75, 100), 3), strength(50, (), 5)
    >>> pkg.holds(75.9), pkg.holds(76), levels.holds(74), levels.holds(75)
    (False, True, False, True)
    """
    if value_edges:
        lower = sorted(value_edges)[-2:-1]
        return Strength(float(standard), float(lower[0]) if lower else 0.0)
    return Strength(max(float(standard), 100 * (answers - 2) / (answers - 1)), 0.0)


def next_level(level: str) -> str | None:
    """The next rung; None at the top."""
    at = LADDER.index(level)
    return LADDER[at + 1] if at + 1 < len(LADDER) else None


def counts_on(level: str, part: str) -> bool:
    """Does having served as `part` speak for who stands on the rung `level`?

    Whoever presents shows more than a helper is asked for; a helper shows nothing of presenting.

    >>> counts_on(HELPER, HELPER), counts_on(CO_PRESENTER, HELPER), counts_on(HELPER, PRESENTER)
    (True, False, True)
    """
    return LADDER.index(part) >= LADDER.index(level)


def proposed_level(level: str, served: int) -> str | None:
    """The rung to propose after somebody has served `served` times on theirs; a person decides."""
    return next_level(level) if served else None


class Tier(IntEnum):
    """In which order people are proposed for a line."""

    OFFERED = 1  # members who are strong here and have offered themselves
    PRESENTER = 2  # presenters of the registry who fit
    HELPER = 3  # those who grow: helpers, co-presenters, members who offered
    OTHER = 4  # in the registry, with nothing that fits


@dataclass(frozen=True)
class Candidate:
    """Somebody who might take a line. `fit` counts the line's needs that they serve.

    `rung` is the highest level among what fits, '' when nothing does; `registered` says that the
    registry has it so, not only the own offer. `load` counts meetings of the school year, `most`
    limits them.
    """

    key: str
    name: str
    fit: int
    topics: int
    rung: str
    registered: bool
    offered: bool
    strong: bool
    load: int
    most: int | None

    @property
    def full(self) -> bool:
        """As many meetings as can be asked of them."""
        return self.most is not None and self.load >= self.most

    @property
    def tier(self) -> Tier:
        """Which group of proposals they belong to."""
        if self.offered and self.strong and self.fit:
            return Tier.OFFERED
        if not self.fit and not self.topics:
            return Tier.OTHER
        presents = self.registered and self.rung == PRESENTER
        return Tier.PRESENTER if presents else Tier.HELPER


def ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """By tier; in it those with room first, then the better fit, then the lighter load."""
    return tuple(
        sorted(
            candidates,
            key=lambda one: (
                one.tier,
                one.full,
                -one.fit,
                -one.topics,
                one.load,
                person_key(one.name),
                one.key,
            ),
        )
    )
