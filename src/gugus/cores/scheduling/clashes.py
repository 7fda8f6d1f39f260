"""Why nothing fits: the smallest set of rules that cannot all hold."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from gugus.cores.scheduling.model import SolverModel
from gugus.cores.scheduling.model_builder import build_fine_model, build_switchable_model
from gugus.cores.scheduling.problem import SchedulingProblem
from gugus.cores.scheduling.rules import HardRule

# Of the time, so much goes to finding the rules; the rest to finding over which meetings.
_FOR_RULES = 0.7
# More parts than this are not told apart: it would take longer than a person waits.
_MOST_PARTS = 1500


@dataclass(frozen=True)
class Clash:
    """Rules that cannot all hold.

    `smallest`: no set of fewer rules clashes, and that is proven. Otherwise it is only sure that
    these clash. The meetings of each rule are those that are known to matter.
    """

    rules: tuple[HardRule, ...]
    smallest: bool


def smallest_clash(
    problem: SchedulingProblem, *, seconds: float = 10.0, workers: int = 8
) -> Clash | None:
    """The smallest set of rules that clash; None when everything fits or time ran out.

    Parameters
    ----------
    problem : Problem
    seconds : float
        Limit for everything together.
    workers : int
        Threads of the solver.

    Notes
    -----
    Works by hitting sets: every way to make the rest fit leaves out some rule of each clash, so a
    smallest set that meets all those left out so far either clashes (then it is a smallest clash)
    or shows one more way to fit.

    Source: A. Ignatiev, A. Previti, M. Liffiton, J. Marques-Silva, Smallest MUS extraction with
    minimal hitting set dualization, CP 2015.
    """
    began = monotonic()
    made = build_switchable_model(problem)
    search = _Search(made, began + _FOR_RULES * seconds, workers)
    core = search.core(made.switches)
    if core is None:
        return None
    rules, smallest = search.smallest(search.shrunk(core))
    narrowed = _reduced(problem, rules, began + seconds, workers)
    return Clash(tuple(sorted(narrowed, key=str)), smallest)


def _reduced(
    problem: SchedulingProblem, rules: frozenset[HardRule], until: float, workers: int
) -> list[HardRule]:
    """The rules with only those meetings over which they clash."""
    made = build_fine_model(problem, rules)
    search = _Search(made, until, workers)
    core = None
    if len(made.switches) <= _MOST_PARTS:
        core = search.core(made.switches)
    if core is None:
        return list(rules)
    meetings: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for part in search.shrunk(core):
        meetings[part.rule, part.school, part.speaker] |= set(part.meetings)
    found = []
    for rule in rules:
        matter = meetings[rule.rule, rule.school, rule.speaker] & set(rule.meetings)
        found.append(replace(rule, meetings=tuple(sorted(matter))) if matter else rule)
    return found


class _Search:
    """Searches in one model until one moment."""

    def __init__(self, made: SolverModel, until: float, workers: int) -> None:
        self.made, self.until, self.workers = made, until, workers

    def core(self, rules: Iterable[HardRule]) -> frozenset[HardRule] | None:
        """Some of `rules` that clash; None when they fit or nothing is known."""
        from ortools.sat.python import cp_model

        made = self.made
        by_index = {made.switches[rule].index: rule for rule in rules}
        made.cp.clear_assumptions()
        made.cp.clear_objective()
        made.cp.add_assumptions([made.switches[rule] for rule in by_index.values()])
        # Cores of assumptions come from one search only.
        solver = self._solver(1)
        if solver.solve(made.cp) != cp_model.INFEASIBLE:
            return None
        named = solver.sufficient_assumptions_for_infeasibility()
        # Presolving may prove it without saying by which: then all are suspect.
        return frozenset(by_index[index] for index in named) or frozenset(by_index.values())

    def shrunk(self, core: frozenset[HardRule]) -> frozenset[HardRule]:
        """Leave out, one by one, what the clash does without."""
        for rule in sorted(core, key=str):
            if monotonic() > self.until:
                break
            if rule in core:
                smaller = self.core(core - {rule})
                core = smaller if smaller is not None else core
        return core

    def smallest(self, core: frozenset[HardRule]) -> tuple[frozenset[HardRule], bool]:
        """A smallest clash, and whether that is proven; `core` is one to begin with."""
        left_out: list[frozenset[HardRule]] = []
        while monotonic() < self.until:
            wanted = self._hitting_set(left_out)
            if wanted is None:
                break
            if len(wanted) >= len(core):
                return core, True
            known, fitting = self._fitting(wanted)
            if not known:
                break
            if fitting is None:
                return wanted, True
            left_out.append(frozenset(self.made.switches) - fitting)
        return core, False

    def _hitting_set(self, sets: list[frozenset[HardRule]]) -> frozenset[HardRule] | None:
        """A smallest set that meets each of `sets`."""
        from ortools.sat.python import cp_model

        model = cp_model.CpModel()
        rules = sorted(frozenset[HardRule]().union(*sets), key=str)
        chosen = {rule: model.new_bool_var(str(rule)) for rule in rules}
        for one in sets:
            model.add_bool_or([chosen[rule] for rule in sorted(one, key=str)])
        model.minimize(sum(chosen.values()))
        solver = self._solver(1)
        if solver.solve(model) != cp_model.OPTIMAL:
            return None
        return frozenset(rule for rule, one in chosen.items() if solver.boolean_value(one))

    def _fitting(self, wanted: frozenset[HardRule]) -> tuple[bool, frozenset[HardRule] | None]:
        """Is it known, and as many rules as fit with `wanted`; None when `wanted` itself clashes."""
        from ortools.sat.python import cp_model

        made = self.made
        made.cp.clear_assumptions()
        made.cp.add_assumptions([made.switches[rule] for rule in wanted])
        made.cp.maximize(sum(made.switches.values()))
        solver = self._solver(self.workers)
        status = solver.solve(made.cp)
        made.cp.clear_objective()
        if status == cp_model.INFEASIBLE:
            return True, None
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return False, None
        switches = made.switches.items()
        return True, frozenset(rule for rule, one in switches if solver.boolean_value(one))

    def _solver(self, workers: int) -> Any:
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(self.until - monotonic(), 0.05)
        solver.parameters.num_workers = workers
        return solver
