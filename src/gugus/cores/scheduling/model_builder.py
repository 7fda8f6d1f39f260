"""From a problem to a CP-SAT model: its variables, and hard rules that can be switched off."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from gugus.cores.scheduling import consecutive_host_rules as succession
from gugus.cores.scheduling import host_rules as hosting
from gugus.cores.scheduling import slot_rules as placing
from gugus.cores.scheduling import speaker_rules as speaking
from gugus.cores.scheduling.model import RuleConstraint, SolverModel
from gugus.cores.scheduling.problem import Meeting, SchedulingProblem
from gugus.cores.scheduling.rules import HardRule


def build_model(problem: SchedulingProblem) -> SolverModel:
    """The model in which every rule holds."""
    made = _with_variables(problem)
    for parts in _rules(made, problem).values():
        for part in parts:
            made.cp.add(part.constraint)
    made.turns = _turns_by_kind(made, problem)
    return made


def build_switchable_model(problem: SchedulingProblem) -> SolverModel:
    """The model in which each rule holds where its switch is on."""
    made = _with_variables(problem)
    for named, parts in _rules(made, problem).items():
        _switch(made, named, parts)
    return made


def build_fine_model(problem: SchedulingProblem, rules: Collection[HardRule]) -> SolverModel:
    """The model of these rules alone, with a switch for every part of them."""
    made = _with_variables(problem)
    for named, parts in _rules(made, problem, fine=True).items():
        if named not in rules:
            continue
        apart: dict[tuple[int, ...], list[RuleConstraint]] = defaultdict(list)
        for part in parts:
            apart[part.meetings].append(part)
        for meetings, some in apart.items():
            _switch(made, replace(named, meetings=meetings), some)
    return made


def _switch(made: SolverModel, named: HardRule, parts: list[RuleConstraint]) -> None:
    switch = made.cp.new_bool_var(str(named))
    made.switches[named] = switch
    for part in parts:
        made.cp.add(part.constraint).only_enforce_if(switch)


def _with_variables(problem: SchedulingProblem) -> SolverModel:
    from ortools.sat.python import cp_model

    made = SolverModel(cp_model.CpModel())
    for place, meeting in enumerate(problem.meetings):
        _add_variables(made, problem, place, meeting)
    return made


def _add_variables(
    made: SolverModel, problem: SchedulingProblem, place: int, meeting: Meeting
) -> None:
    """One slot, one host and, where one is needed, one speaker of all that are thinkable.

    What a person set is thinkable too, even against the rules: then the clash can name it.
    """
    cp = made.cp
    hosts = range(len(problem.schools)) if meeting.hosts is None else meeting.hosts
    for kind, allowed, pin, rows in (
        ("x", meeting.slots, meeting.pinned_slot, made.slot),
        ("y", hosts, meeting.pinned_host, made.host),
        ("z", meeting.speakers, meeting.pinned_speaker, made.speaker),
    ):
        keys = sorted({*allowed, *(() if pin is None else (pin,))})
        rows.append({key: cp.new_bool_var(f"{kind}{place},{key}") for key in keys})
        if keys:
            cp.add_exactly_one(rows[-1].values())
    days = {problem.day_of(slot): x for slot, x in made.slot[-1].items()}
    day = cp.new_int_var(min(days, default=0), max(days, default=0), f"d{place}")
    cp.add(day == sum(count * x for count, x in days.items()))
    made.day.append(day)


def _rules(
    made: SolverModel, problem: SchedulingProblem, *, fine: bool = False
) -> dict[HardRule, list[RuleConstraint]]:
    """Every hard rule with its parts; `fine`: as many parts as can be told apart."""
    rules: dict[HardRule, list[RuleConstraint]] = defaultdict(list)
    for found in (
        placing.choice_rules(made, problem),
        placing.one_at_a_time_rules(made, problem, fine=fine),
        placing.precedence_rules(made, problem),
        speaking.speaker_rules(made, problem),
        hosting.open_school_rules(made, problem),
        hosting.turn_rules(made, problem),
        succession.twice_running_rules(made, problem),
    ):
        for named, parts in found:
            rules[named] += parts
    return rules


def _turns_by_kind(
    made: SolverModel, problem: SchedulingProblem
) -> list[tuple[Meeting, dict[int, Any]]]:
    """How often each school is host of meetings that the same teachers travel to.

    The ways depend on these few numbers alone, not on who is host when: said so, the solver proves
    in a moment what it otherwise searches for.
    """
    kinds: dict[tuple[float, ...], list[int]] = defaultdict(list)
    for place, meeting in enumerate(problem.meetings):
        kinds[meeting.teachers].append(place)
    found = []
    for number, places in enumerate(kinds.values()):
        hosts = sorted({h for i in places for h in made.host[i]})
        turns = {h: made.cp.new_int_var(0, len(places), f"n{number},{h}") for h in hosts}
        for h, variable in turns.items():
            made.cp.add(variable == sum(made.host[i][h] for i in places if h in made.host[i]))
        made.cp.add(sum(turns.values()) == sum(bool(made.host[i]) for i in places))
        found.append((problem.meetings[places[0]], turns))
    return found
