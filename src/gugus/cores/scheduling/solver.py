"""Solving: the best schedule with its proof, or why there is none."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isfinite
from time import monotonic
from typing import Any

from gugus.cores.scheduling.clashes import Clash, smallest_clash
from gugus.cores.scheduling.model import SolverModel
from gugus.cores.scheduling.model_builder import build_model
from gugus.cores.scheduling.objectives import (
    teacher_km,
    total_km_expression,
    travellers,
    units_per_km,
    worst_km_expression,
)
from gugus.cores.scheduling.problem import Meeting, Objective, SchedulingProblem
from gugus.cores.scheduling.solver_session import (
    MeetingChoice,
    SearchResult,
    SolverSession,
    SolverStatus,
    load_solver,
)

# CP-SAT's portfolio proves optimality on two cores only when its different searches all run.
WORKERS = 8
# An aim that others follow leaves them some of the time.
_FOR_AN_AIM = 0.75
# Seconds under which a search is not worth its start.
_LEAST = 0.2


@dataclass(frozen=True)
class Schedule:
    """An answer: choices in the order of the meetings (empty when there are none).

    `gap` is how far the first aim that is not proven may still be from the best, as a share of it:
    0 when all are proven, None when there are no choices. `each_hosts_once` says that every school
    is host exactly once of meetings that the same teachers travel to, so that no order saves any
    way. Kilometres are sums over all meetings.
    """

    status: SolverStatus
    choices: tuple[MeetingChoice, ...] = ()
    total_teacher_km: float | None = None
    worst_teacher_km: float | None = None
    gap: float | None = None
    moved: int = 0
    each_hosts_once: bool = False
    clash: Clash | None = None
    seconds: float = 0.0


def solve(
    problem: SchedulingProblem,
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
    the objective, then dislikes of meetings and last those of hosts, as far as time allows. Each
    aim is made best in turn and held there for the next.

    Parameters
    ----------
    problem : Problem
    objective : Objective
        TOTAL: least teacher-kilometres; WORST: least kilometres of the worst-off teacher, and
        among equals few teacher-kilometres as far as time allows; FAIR: the same, and that is
        proven too.
    seconds : float
        Limit for everything together, finding a clash included; not for loading the solver.
    workers : int
        Threads of the solver.
    seed : int
        Random seed.
    explain : bool
        Find the clash when nothing fits.
    progress : callable, optional
        Called from the solver's threads with (best found, best possible) of the aim at work, in
        kilometres; NaN for what is not known yet.

    Returns
    -------
    Schedule
        `status` is OPTIMAL only when every aim that was asked for is proven.

    Raises
    ------
    ValueError
        When `seconds` is no positive number.

    Notes
    -----
    CP-SAT of Google OR-Tools. Its parallel search is not deterministic: among schedules that are
    equally good it may give another one next time, so store what was found.
    """
    if not (isfinite(seconds) and seconds > 0):
        raise ValueError("seconds must be a positive number")
    load_solver()
    clock = _Clock(seconds)
    if not problem.meetings:
        return replace(_measured(problem, ()), status=SolverStatus.OPTIMAL, gap=0.0)
    made = build_model(problem)
    runner = SolverSession(made, workers, seed, progress, units_per_km(problem))
    found = _best(runner, _aims(made, problem, objective), clock)
    if found.choices:
        measured = _measured(problem, found.choices)
        return replace(measured, status=found.status, gap=found.gap, seconds=clock.passed())
    clash = None
    if found.status == SolverStatus.IMPOSSIBLE and explain:
        left = max(clock.left(), _LEAST)
        clash = smallest_clash(problem, seconds=left, workers=workers)
    return Schedule(found.status, clash=clash, seconds=clock.passed())


class _Clock:
    """How long it has been, and how long it may still be."""

    def __init__(self, seconds: float) -> None:
        self.began, self.seconds = monotonic(), seconds

    def passed(self) -> float:
        return monotonic() - self.began

    def left(self) -> float:
        return self.seconds - self.passed()


@dataclass(frozen=True)
class _Aim:
    """What is minimised; `asked`: the schedule is called optimal only when it is proven."""

    expression: Any
    is_distance: bool = False
    asked: bool = True


def _best(runner: SolverSession, aims: list[_Aim], clock: _Clock) -> SearchResult:
    """Each aim made best in turn, and held there for the next."""
    best = SearchResult(SolverStatus.UNKNOWN)
    for number, aim in enumerate(aims):
        last = number + 1 == len(aims)
        left = clock.left() * (1 if last else _FOR_AN_AIM)
        if left < _LEAST and best.choices:
            return best if not aim.asked else _unproven(best, 1.0)
        answer = runner.run(aim.expression, max(left, _LEAST), best.choices, shown=aim.is_distance)
        if not answer.choices:
            return _unproven(best, 1.0) if best.choices and aim.asked else _other(best, answer)
        best = _after(best, answer, first=number == 0, asked=aim.asked)
        if not last and aim.expression is not None:
            runner.hold(aim.expression, answer.value)
    return best


def _other(best: SearchResult, answer: SearchResult) -> SearchResult:
    return best if best.choices else answer


def _unproven(best: SearchResult, gap: float | None) -> SearchResult:
    return (
        best
        if best.status == SolverStatus.FEASIBLE
        else replace(best, status=SolverStatus.FEASIBLE, gap=gap)
    )


def _after(best: SearchResult, answer: SearchResult, *, first: bool, asked: bool) -> SearchResult:
    """The newer choices with the status of the first aim that is not proven."""
    if first:
        return answer
    if answer.status == SolverStatus.FEASIBLE and asked:
        return replace(_unproven(best, answer.gap), choices=answer.choices)
    return replace(best, choices=answer.choices)


def _aims(made: SolverModel, problem: SchedulingProblem, objective: Objective) -> list[_Aim]:
    aims: list[_Aim] = []
    moves = _moves(made, problem)
    if moves is not None:
        aims.append(_Aim(moves))
    if objective in (Objective.WORST, Objective.FAIR):
        aims.append(_Aim(worst_km_expression(made, problem), is_distance=True))
    aims.append(
        _Aim(
            total_km_expression(made, problem), is_distance=True, asked=objective != Objective.WORST
        )
    )
    # What is only wished for: dislikes of meetings, and last of all those of hosts.
    for wish in (_dislikes(made, problem), _host_dislikes(made, problem)):
        if wish is not None:
            aims.append(_Aim(wish, asked=False))
    return aims


def _moves(made: SolverModel, problem: SchedulingProblem) -> Any | None:
    terms: list[Any] = []
    for place, meeting in enumerate(problem.meetings):
        if meeting.was is not None:
            slot, host = meeting.was
            terms.append(1 - made.slot[place].get(slot, 0))
            terms.append(1 - made.host[place].get(host, 0))
            if meeting.was_speaker is not None:
                terms.append(1 - made.speaker[place].get(meeting.was_speaker, 0))
    return sum(terms) if terms else None


def _dislikes(made: SolverModel, problem: SchedulingProblem) -> Any | None:
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


def _host_dislikes(made: SolverModel, problem: SchedulingProblem) -> Any | None:
    """How often a school is host in a slot that it does not like."""
    terms: list[Any] = []
    for place, row in enumerate(made.host):
        for h, here in row.items():
            disliked = problem.schools[h].disliked & made.slot[place].keys()
            if disliked:
                both = made.cp.new_bool_var(f"w{place},{h}")
                then = sum(made.slot[place][slot] for slot in sorted(disliked))
                made.cp.add(both >= then + here - 1)
                terms.append(both)
    return sum(terms) if terms else None


def _measured(problem: SchedulingProblem, choices: tuple[MeetingChoice, ...]) -> Schedule:
    pairs = list(zip(problem.meetings, choices, strict=True))
    together = sum(teacher_km(problem, meeting, choice.host) for meeting, choice in pairs)
    distances = [
        sum(problem.km[a][choice.host] for meeting, choice in pairs if meeting.teachers[a])
        for a in travellers(problem)
    ]
    hosts = sorted(choice.host for choice in choices)
    same = len({meeting.teachers for meeting in problem.meetings}) <= 1
    moved = sum(_is_moved(meeting, choice) for meeting, choice in pairs)
    return Schedule(
        SolverStatus.UNKNOWN,
        choices,
        total_teacher_km=together,
        worst_teacher_km=max(distances, default=0.0),
        moved=moved,
        each_hosts_once=same and hosts == list(range(len(problem.schools))),
    )


def _is_moved(meeting: Meeting, choice: MeetingChoice) -> bool:
    if meeting.was is None:
        return False
    another = meeting.was_speaker is not None and meeting.was_speaker != choice.speaker
    return another or meeting.was != (choice.slot, choice.host)


def next_best(
    problem: SchedulingProblem,
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
