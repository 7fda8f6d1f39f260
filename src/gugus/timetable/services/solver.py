"""One search: from facts to the best schedule, or to what keeps it from being possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from gugus.cores.scheduling import Objective, Schedule, SolverStatus, solve
from gugus.timetable.rules.assignment import Assignment
from gugus.timetable.rules.facts import ScheduleFacts
from gugus.timetable.rules.problem import BuiltProblem, build_problem
from gugus.timetable.rules.shortages import Short, shortages

# A person waits for it.
SECONDS = 20.0


@dataclass(frozen=True)
class SearchOutcome:
    """What was found; when days are short at first sight nothing was searched for."""

    found: Schedule
    built: BuiltProblem | None = None
    shorts: tuple[Short, ...] = ()


def search_schedule(
    facts: ScheduleFacts,
    there: Sequence[Assignment],
    objective: Objective,
    seconds: float = SECONDS,
) -> SearchOutcome:
    """The best schedule of these facts around what a person set.

    The rhythm of an even line is our reading of it and no rule of the group: where its windows
    leave no way, its meetings may take any day of their months, and only then is something said
    to be impossible.
    """
    shorts = shortages(facts)
    if shorts:
        return SearchOutcome(Schedule(SolverStatus.IMPOSSIBLE), shorts=shorts)
    began = monotonic()
    tight = any(line.even for group in facts.groups for line in group.lines)
    built = build_problem(facts, there)
    found = solve(built.problem, objective, seconds=seconds, explain=not tight)
    if found.status == SolverStatus.IMPOSSIBLE and tight:
        built = build_problem(facts, there, roomy=True)
        left = max(seconds / 2, seconds - (monotonic() - began))
        found = solve(built.problem, objective, seconds=left)
    return SearchOutcome(found, built)
