"""One search of the solver at a time, from one aim to the next."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from math import nan
from typing import Any

from gugus.cores.scheduling.model import SolverModel


class SolverStatus(StrEnum):
    """How good a schedule is known to be."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    IMPOSSIBLE = "impossible"
    # The time ran out before anything was found; nothing is known.
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class MeetingChoice:
    """What was chosen for one meeting; a speaker only where one is needed."""

    slot: int
    host: int
    speaker: int | None = None


@dataclass(frozen=True)
class SearchResult:
    """What one search found: choices, the aim's value in the solver's units, its gap."""

    status: SolverStatus
    choices: tuple[MeetingChoice, ...] = ()
    value: int = 0
    gap: float | None = None


def load_solver() -> None:
    """Load the solver's library: it takes a second or two, which no search is charged with."""
    import_module("ortools.sat.python.cp_model")


class SolverSession:
    """A model, and how it is searched."""

    def __init__(
        self,
        made: SolverModel,
        workers: int,
        seed: int,
        progress: Callable[[float, float], None] | None,
        scale: float,
    ) -> None:
        self.made, self.workers, self.seed = made, workers, seed
        self.progress, self.scale = progress, scale

    def run(
        self, expression: Any, seconds: float, near: tuple[MeetingChoice, ...], *, shown: bool
    ) -> SearchResult:
        """Make `expression` small within `seconds`, starting from the hint `near`."""
        from ortools.sat.python import cp_model

        cp = self.made.cp
        cp.clear_objective()
        cp.minimize(expression)
        self._hint(near)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = self.workers
        solver.parameters.random_seed = self.seed
        watch = _watch(solver, self.progress, self.scale) if shown and self.progress else None
        status = solver.solve(cp, watch)
        if status == cp_model.INFEASIBLE:
            return SearchResult(SolverStatus.IMPOSSIBLE)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return SearchResult(SolverStatus.UNKNOWN)
        value, choices = round(solver.objective_value), self._read(solver)
        if status == cp_model.OPTIMAL:
            return SearchResult(SolverStatus.OPTIMAL, choices, value, 0.0)
        missing = max(0.0, value - solver.best_objective_bound)
        return SearchResult(
            SolverStatus.FEASIBLE, choices, value, min(1.0, missing / max(1, abs(value)))
        )

    def hold(self, expression: Any, value: int) -> None:
        """From now on `expression` stays at most `value`."""
        self.made.cp.add(expression <= value)

    def _hint(self, near: tuple[MeetingChoice, ...]) -> None:
        made = self.made
        made.cp.clear_hints()
        for place, choice in enumerate(near):
            for row, value in (
                (made.slot[place], choice.slot),
                (made.host[place], choice.host),
                (made.speaker[place], choice.speaker),
            ):
                for key, variable in row.items():
                    made.cp.add_hint(variable, key == value)

    def _read(self, solver: Any) -> tuple[MeetingChoice, ...]:
        def chosen(row: dict[int, Any]) -> int:
            return next(key for key, variable in row.items() if solver.boolean_value(variable))

        rows = zip(self.made.slot, self.made.host, self.made.speaker, strict=True)
        return tuple(
            MeetingChoice(chosen(slot), chosen(host), chosen(speaker) if speaker else None)
            for slot, host, speaker in rows
        )


def _watch(solver: Any, progress: Callable[[float, float], None], scale: float) -> Any:
    """Tell of each better schedule, and of each better bound."""
    from ortools.sat.python import cp_model

    known = {"best": nan, "bound": nan}

    def tell(what: str, value: float) -> None:
        known[what] = value / scale
        progress(known["best"], known["bound"])

    class Watch(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            tell("best", self.objective_value)

    solver.best_bound_callback = lambda bound: tell("bound", bound)
    return Watch()
