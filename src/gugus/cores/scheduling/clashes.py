"""Why nothing fits: the smallest set of rules that cannot all hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from gugus.cores.scheduling.modelling import Model, Named, build
from gugus.cores.scheduling.problem import Problem


@dataclass(frozen=True)
class Clash:
    """Rules that clash. `smallest`: no set with fewer rules clashes, and that is proven.

    Otherwise it is only sure that they clash and that each of them is needed for it.
    """

    rules: tuple[Named, ...]
    smallest: bool


def smallest_clash(problem: Problem, *, seconds: float = 10.0, workers: int = 8) -> Clash | None:
    """The smallest set of rules that clash; None when everything fits or time ran out.

    Works by hitting sets: every way to make the rest fit leaves out some rule of each clash, so a
    smallest set that meets all those left out so far either clashes (then it is a smallest clash)
    or shows one more way to fit.

    Source: A. Ignatiev, A. Previti, M. Liffiton, J. Marques-Silva, Smallest MUS extraction with
    minimal hitting set dualization, CP 2015.
    """
    made = build(problem, switched=True)
    until = monotonic() + seconds
    core = _core(made, made.switches, until, workers)
    if core is None:
        return None
    core = _shrunk(made, core, until, workers)
    left_out: list[frozenset[Named]] = []
    while monotonic() < until:
        wanted = _hitting_set(left_out, until)
        if wanted is None:
            break
        if len(wanted) >= len(core):
            return Clash(_in_order(core), True)
        known, fitting = _fitting(made, wanted, until, workers)
        if not known:
            break
        if fitting is None:
            return Clash(_in_order(wanted), True)
        left_out.append(frozenset(made.switches) - fitting)
    return Clash(_in_order(core), False)


def _in_order(rules: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted(rules, key=str))


def _solver(seconds: float, workers: int) -> Any:
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(seconds, 0.05)
    solver.parameters.num_workers = workers
    return solver


def _core(
    made: Model, rules: Iterable[Named], until: float, workers: int
) -> frozenset[Named] | None:
    """Some of `rules` that clash; None when they fit or nothing is known."""
    from ortools.sat.python import cp_model

    by_index = {made.switches[rule].index: rule for rule in rules}
    made.cp.clear_assumptions()
    made.cp.clear_objective()
    made.cp.add_assumptions([made.switches[rule] for rule in by_index.values()])
    # Cores of assumptions come from one search only.
    solver = _solver(until - monotonic(), 1)
    if solver.solve(made.cp) != cp_model.INFEASIBLE:
        return None
    named = solver.sufficient_assumptions_for_infeasibility()
    # Presolving may prove it without saying by which: then all are suspect.
    return frozenset(by_index[index] for index in named) or frozenset(by_index.values())


def _shrunk(made: Model, core: frozenset[Named], until: float, workers: int) -> frozenset[Named]:
    """Leave out, one by one, what the clash does without."""
    for rule in sorted(core, key=str):
        if monotonic() > until:
            break
        if rule in core:
            smaller = _core(made, core - {rule}, until, workers)
            core = smaller if smaller is not None else core
    return core


def _hitting_set(sets: list[frozenset[Named]], until: float) -> frozenset[Named] | None:
    """A smallest set that meets each of `sets`."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    rules = sorted(set().union(*sets), key=str) if sets else []
    chosen = {rule: model.new_bool_var(str(rule)) for rule in rules}
    for one in sets:
        model.add_bool_or([chosen[rule] for rule in sorted(one, key=str)])
    model.minimize(sum(chosen.values()))
    solver = _solver(until - monotonic(), 1)
    if solver.solve(model) != cp_model.OPTIMAL:
        return None
    return frozenset(rule for rule, variable in chosen.items() if solver.boolean_value(variable))


def _fitting(
    made: Model, wanted: frozenset[Named], until: float, workers: int
) -> tuple[bool, frozenset[Named] | None]:
    """Is it known, and as many rules as fit with `wanted`; None when `wanted` itself clashes."""
    from ortools.sat.python import cp_model

    made.cp.clear_assumptions()
    made.cp.add_assumptions([made.switches[rule] for rule in wanted])
    made.cp.clear_objective()
    made.cp.maximize(sum(made.switches.values()))
    solver = _solver(until - monotonic(), workers)
    status = solver.solve(made.cp)
    made.cp.clear_objective()
    if status == cp_model.INFEASIBLE:
        return True, None
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return False, None
    held = (r for r, variable in made.switches.items() if solver.boolean_value(variable))
    return True, frozenset(held)
