"""Solving: the best schedule with its proof, or why there is none."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from time import monotonic
from typing import Any

from gugus.cores.scheduling.clashes import Clash, smallest_clash
from gugus.cores.scheduling.modelling import SCALE, Model, build, travel, travellers, way_of, worst
from gugus.cores.scheduling.problem import Meeting, Objective, Problem

# CP-SAT's portfolio proves optimality on two cores only when its different searches all run.
WORKERS = 8
_MOVED_HOST = 1
_MOVED_SLOT = 1
_MOVED_SPEAKER = 1


class Status(StrEnum):
    """How good a schedule is known to be."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    IMPOSSIBLE = "impossible"
    # The time ran out before anything was found; nothing is known.
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Choice:
    """What was chosen for one meeting; a speaker only where one is needed."""

    slot: int
    host: int
    speaker: int | None = None


@dataclass(frozen=True)
class Schedule:
    """An answer: choices in the order of the meetings (empty when there are none).

    `gap` is how far the objective may still be from the best, as a share of it (0 when proven);
    `each_hosts_once` says that every school is host exactly once, so that the order saves no way.
    """

    status: Status
    choices: tuple[Choice, ...] = ()
    total_teacher_km: float | None = None
    worst_teacher_km: float | None = None
    gap: float | None = None
    moved: int = 0
    each_hosts_once: bool = False
    clash: Clash | None = None
    seconds: float = 0.0


def solve(
    problem: Problem,
    objective: Objective = Objective.TOTAL,
    *,
    seconds: float = 20.0,
    workers: int = WORKERS,
    seed: int = 1,
    explain: bool = True,
    progress: Callable[[float, float], None] | None = None,
) -> Schedule:
    """The best schedule by `objective` that keeps every rule.

    What a person had before (`Meeting.was`) is kept first: as few meetings move as possible, then
    the objective, then dislikes. Each aim is made best in turn and held there for the next.

    Parameters
    ----------
    problem : Problem
    objective : Objective
        TOTAL: least teacher-kilometres; WORST: least kilometres of the worst-off teacher; FAIR:
        that first, and among equals the least teacher-kilometres.
    seconds : float
        Limit for everything together, finding a clash included.
    explain : bool
        Where nothing fits, look for the rules that clash.
    progress : callable, optional
        Called with (best found, best possible) of the aim at work, in kilometres.

    Returns
    -------
    Schedule
        `status` is OPTIMAL only when every aim that was asked for is proven.

    Notes
    -----
    CP-SAT of Google OR-Tools. Its parallel search is not deterministic: among schedules that are
    equally good it may give another one next time, so store what was found.
    """
    began = monotonic()
    if not problem.meetings:
        return replace(_told(problem, ()), gap=0.0)
    made = build(problem)
    status, gap = Status.OPTIMAL, 0.0
    found: tuple[Choice, ...] = ()
    aims = _aims(made, problem, objective)
    for number, aim in enumerate(aims):
        left = seconds - (monotonic() - began)
        if left <= 0 and found:
            status, gap = Status.FEASIBLE, gap if number else 1.0
            break
        made.cp.clear_objective()
        if aim.expression is not None:
            made.cp.minimize(aim.expression)
        if found:
            _hint(made, found)
        answer = _run(made, max(left, 0.05), workers, seed, progress if aim.is_way else None)
        if answer.status == Status.IMPOSSIBLE and not found:
            left = max(seconds - (monotonic() - began), 1.0)
            clash = smallest_clash(problem, seconds=left, workers=workers) if explain else None
            return Schedule(answer.status, clash=clash, seconds=monotonic() - began)
        if not answer.choices:
            if not found:
                return Schedule(Status.UNKNOWN, seconds=monotonic() - began)
            status = Status.FEASIBLE
            break
        found = answer.choices
        if answer.status == Status.FEASIBLE:
            status, gap = Status.FEASIBLE, answer.gap
        if aim.expression is not None and number + 1 < len(aims):
            made.cp.add(aim.expression <= answer.value)
    return replace(_told(problem, found), status=status, gap=gap, seconds=monotonic() - began)


@dataclass(frozen=True)
class _Aim:
    expression: Any
    is_way: bool


@dataclass(frozen=True)
class _Answer:
    status: Status
    choices: tuple[Choice, ...] = ()
    value: int = 0
    gap: float = 0.0


def _aims(made: Model, problem: Problem, objective: Objective) -> list[_Aim]:
    aims: list[_Aim] = []
    moves = _moves(made, problem)
    if moves is not None:
        aims.append(_Aim(moves, False))
    if objective in (Objective.WORST, Objective.FAIR):
        aims.append(_Aim(worst(made, problem), True))
    if objective in (Objective.TOTAL, Objective.FAIR):
        aims.append(_Aim(travel(made, problem), True))
    dislikes = _dislikes(made, problem)
    if dislikes is not None:
        aims.append(_Aim(dislikes, False))
    return aims


def _moves(made: Model, problem: Problem) -> Any | None:
    terms: list[Any] = []
    for place, meeting in enumerate(problem.meetings):
        if meeting.was is None:
            continue
        slot, host = meeting.was
        terms.append(_MOVED_SLOT * (1 - made.slot[place].get(slot, 0)))
        terms.append(_MOVED_HOST * (1 - made.host[place].get(host, 0)))
        if meeting.was_speaker is not None:
            terms.append(_MOVED_SPEAKER * (1 - made.speaker[place].get(meeting.was_speaker, 0)))
    return sum(terms) if terms else None


def _dislikes(made: Model, problem: Problem) -> Any | None:
    terms = [
        weight * chosen[value]
        for place, meeting in enumerate(problem.meetings)
        for chosen, weights in (
            (made.slot[place], meeting.dislikes_slot),
            (made.host[place], meeting.dislikes_host),
        )
        for value, weight in weights.items()
        if value in chosen and weight
    ]
    return sum(terms) if terms else None


def _hint(made: Model, found: tuple[Choice, ...]) -> None:
    made.cp.clear_hints()
    for place, choice in enumerate(found):
        for row, value in (
            (made.slot[place], choice.slot),
            (made.host[place], choice.host),
            (made.speaker[place], choice.speaker),
        ):
            for key, variable in row.items():
                made.cp.add_hint(variable, key == value)


def _run(
    made: Model,
    seconds: float,
    workers: int,
    seed: int,
    progress: Callable[[float, float], None] | None,
) -> _Answer:
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    if progress is not None:
        solver.best_bound_callback = lambda bound: progress(float("nan"), bound / SCALE)
    status = solver.solve(made.cp)
    if status == cp_model.INFEASIBLE:
        return _Answer(Status.IMPOSSIBLE)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return _Answer(Status.UNKNOWN)
    value = round(solver.objective_value)
    missing = value - solver.best_objective_bound
    gap = 0.0 if status == cp_model.OPTIMAL else missing / max(1, abs(value))
    known = Status.OPTIMAL if status == cp_model.OPTIMAL else Status.FEASIBLE
    return _Answer(known, _read(made, solver), value, gap)


def _read(made: Model, solver: Any) -> tuple[Choice, ...]:
    def chosen(row: dict[int, Any]) -> int | None:
        return next((key for key, variable in row.items() if solver.boolean_value(variable)), None)

    rows = zip(made.slot, made.host, made.speaker, strict=True)
    return tuple(
        Choice(chosen(slot) or 0, chosen(host) or 0, chosen(speaker))
        for slot, host, speaker in rows
    )


def _told(problem: Problem, choices: tuple[Choice, ...]) -> Schedule:
    pairs = list(zip(problem.meetings, choices, strict=True))
    total = sum(way_of(problem, meeting, choice.host) for meeting, choice in pairs)
    ways = [
        sum(problem.km[a][choice.host] for meeting, choice in pairs if meeting.teachers[a])
        for a in travellers(problem)
    ]
    hosts = sorted(choice.host for choice in choices)
    moved = sum(_is_moved(meeting, choice) for meeting, choice in pairs)
    return Schedule(
        Status.OPTIMAL,
        choices,
        total_teacher_km=total,
        worst_teacher_km=max(ways, default=0.0),
        moved=moved,
        each_hosts_once=hosts == list(range(len(problem.schools))),
    )


def _is_moved(meeting: Meeting, choice: Choice) -> bool:
    if meeting.was is None:
        return False
    another = meeting.was_speaker is not None and meeting.was_speaker != choice.speaker
    return another or meeting.was != (choice.slot, choice.host)


def next_best(
    problem: Problem,
    found: Schedule,
    place: int,
    objective: Objective = Objective.TOTAL,
    *,
    host: bool = True,
    seconds: float = 5.0,
) -> Schedule:
    """The best schedule in which one meeting has another host (or another slot) than it has now.

    Its travel minus that of `found` is what the next best choice would cost. IMPOSSIBLE means that
    the choice was the only one.
    """
    meeting, choice = problem.meetings[place], found.choices[place]
    if host:
        hosts = meeting.hosts if meeting.hosts is not None else range(len(problem.schools))
        other = replace(meeting, hosts=frozenset(hosts) - {choice.host}, pinned_host=None)
    else:
        other = replace(meeting, slots=meeting.slots - {choice.slot}, pinned_slot=None)
    meetings = (*problem.meetings[:place], other, *problem.meetings[place + 1 :])
    other_problem = replace(problem, meetings=meetings)
    return solve(other_problem, objective, seconds=seconds, explain=False)
