"""One search: from facts to the best schedule, or to what keeps it from being possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from gugus.cores.scheduling import Objective, Schedule, Status, solve
from gugus.timetable.rules.assignment import Assignment
from gugus.timetable.rules.facts import Facts
from gugus.timetable.rules.problem import Built, build
from gugus.timetable.rules.shortages import Short, shortages

# A person waits for it.
SECONDS = 20.0


@dataclass(frozen=True)
class Solved:
    """What was found; when days are short at first sight nothing was searched for."""

    found: Schedule
    built: Built | None = None
    shorts: tuple[Short, ...] = ()


def solved(
    facts: Facts, there: Sequence[Assignment], objective: Objective, seconds: float = SECONDS
) -> Solved:
    """The best schedule of these facts around what a person set.

    The rhythm of an even line is our reading of it and no rule of the group: where its windows
    leave no way, its meetings may take any day of their months, and only then is something said
    to be impossible.
    """
    shorts = shortages(facts)
    if shorts:
        return Solved(Schedule(Status.IMPOSSIBLE), shorts=shorts)
    began = monotonic()
    tight = any(line.even for group in facts.groups for line in group.lines)
    built = build(facts, there)
    found = solve(built.problem, objective, seconds=seconds, explain=not tight)
    if found.status == Status.IMPOSSIBLE and tight:
        built = build(facts, there, roomy=True)
        left = max(seconds / 2, seconds - (monotonic() - began))
        found = solve(built.problem, objective, seconds=left)
    return Solved(found, built)
