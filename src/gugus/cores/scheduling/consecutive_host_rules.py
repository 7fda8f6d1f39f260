"""No school is host of two meetings of a series one after the other, whatever their order is."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from gugus.cores.scheduling.model import RuleConstraint, SolverModel
from gugus.cores.scheduling.problem import SchedulingProblem
from gugus.cores.scheduling.rules import HardRule, RuleKind


def twice_running_rules(
    made: SolverModel, problem: SchedulingProblem
) -> Iterator[tuple[HardRule, list[RuleConstraint]]]:
    """The rule for every series, in the order in which its meetings come to stand."""
    series: dict[str, list[int]] = defaultdict(list)
    for place, meeting in enumerate(problem.meetings):
        series[meeting.series].append(place)
    for name, places in series.items():
        if problem.fairness_of(name).twice_running:
            continue
        apart = _by_pair(made, places) if _in_order(made, places) else _by_slot(made, places)
        if apart:
            yield HardRule(RuleKind.TWICE_RUNNING, tuple(places)), apart


def _in_order(made: SolverModel, places: list[int]) -> bool:
    """Is it known already which of them comes after which?"""
    slots = [made.slot[place] for place in places]
    return all(one and two and max(one) < min(two) for one, two in pairwise(slots))


def _by_pair(made: SolverModel, places: list[int]) -> list[RuleConstraint]:
    return [
        RuleConstraint((one, two), made.host[one][h] + made.host[two][h] <= 1)
        for one, two in pairwise(places)
        for h in sorted(made.host[one].keys() & made.host[two].keys())
    ]


def _by_slot(made: SolverModel, places: list[int]) -> list[RuleConstraint]:
    """A school that was host last is remembered from slot to slot until another meeting is held.

    What is remembered is only ever forced to be true: it may say too much, never too little, and
    the solver says no more than it must.
    """
    slots = sorted({slot for place in places for slot in made.slot[place]})
    hosting = _hosting(made, places)
    last: dict[int, Any] = {}
    parts: list[RuleConstraint] = []
    for slot in slots:
        used = _used(made, places, slot)
        now: dict[int, Any] = {}
        for h, here in hosting[slot].items():
            if h in last:
                parts.append(RuleConstraint(tuple(places), last[h] + here <= 1))
            now[h] = here
        for h, before in last.items():
            kept = made.cp.new_bool_var(f"last{places[0]},{slot},{h}")
            made.cp.add_bool_or([~before, used, kept])
            if h in now:
                made.cp.add_implication(now[h], kept)
            now[h] = kept
        last = now
    return parts


def _hosting(made: SolverModel, places: list[int]) -> dict[int, dict[int, Any]]:
    """By slot and school: true wherever some meeting of the series is there then."""
    found: dict[int, dict[int, Any]] = defaultdict(dict)
    for place in places:
        for slot, x in made.slot[place].items():
            for h, y in made.host[place].items():
                if h not in found[slot]:
                    found[slot][h] = made.cp.new_bool_var(f"at{places[0]},{slot},{h}")
                made.cp.add_bool_or([~x, ~y, found[slot][h]])
    return found


def _used(made: SolverModel, places: list[int], slot: int) -> Any:
    """True only where some meeting of the series is in the slot."""
    used = made.cp.new_bool_var(f"used{places[0]},{slot}")
    made.cp.add(used <= sum(made.slot[i][slot] for i in places if slot in made.slot[i]))
    return used
