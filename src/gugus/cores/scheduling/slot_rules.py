"""Hard rules of slots: each meeting has its choices, nobody is called twice, what comes first."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from gugus.cores.scheduling.model import RuleConstraint, SolverModel
from gugus.cores.scheduling.problem import Meeting, SchedulingProblem
from gugus.cores.scheduling.rules import HardRule, RuleKind


def choice_rules(
    made: SolverModel, problem: SchedulingProblem
) -> Iterator[tuple[HardRule, list[RuleConstraint]]]:
    """One slot, one host, one speaker of those allowed; and what a person set.

    A pin outside of what is allowed clashes with that rule.
    """
    for place, meeting in enumerate(problem.meetings):
        yield from _of_meeting(made, place, meeting)


def _of_meeting(
    made: SolverModel, place: int, meeting: Meeting
) -> Iterator[tuple[HardRule, list[RuleConstraint]]]:
    hosts = made.host[place].keys() if meeting.hosts is None else meeting.hosts
    where = (place,)
    for rule, pin_rule, chosen, allowed, pin in (
        (RuleKind.SLOT, RuleKind.PIN_SLOT, made.slot[place], meeting.slots, meeting.pinned_slot),
        (RuleKind.HOST, RuleKind.PIN_HOST, made.host[place], hosts, meeting.pinned_host),
        (
            RuleKind.SPEAKER,
            RuleKind.PIN_SPEAKER,
            made.speaker[place],
            meeting.speakers,
            meeting.pinned_speaker,
        ),
    ):
        if pin is not None:
            yield HardRule(pin_rule, where), [RuleConstraint(where, chosen[pin] == 1)]
        # A meeting that asks for no speaker takes whomever a person set.
        asked = rule != RuleKind.SPEAKER or bool(meeting.speakers)
        if asked and not (chosen and allowed >= chosen.keys()):
            among = [chosen[key] for key in sorted(set(allowed) & chosen.keys())]
            some = made.cp.new_constant(0) + sum(among) >= 1
            yield HardRule(rule, where), [RuleConstraint(where, some)]


def one_at_a_time_rules(
    made: SolverModel, problem: SchedulingProblem, *, fine: bool
) -> Iterator[tuple[HardRule, list[RuleConstraint]]]:
    """Meetings that call the same people do not share a slot; `fine`: pair by pair."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for place, meeting in enumerate(problem.meetings):
        for name in meeting.audience:
            by_name[name].append(place)
    for places in sorted({tuple(rows) for rows in by_name.values() if len(rows) > 1}):
        parts = (_pairs if fine else _by_slot)(made, places)
        if parts:
            yield HardRule(RuleKind.ONE_AT_A_TIME, places), parts


def _by_slot(made: SolverModel, places: tuple[int, ...]) -> list[RuleConstraint]:
    together: dict[int, list[Any]] = defaultdict(list)
    for place in places:
        for slot, x in made.slot[place].items():
            together[slot].append(x)
    return [RuleConstraint(places, sum(rows) <= 1) for rows in together.values() if len(rows) > 1]


def _pairs(made: SolverModel, places: tuple[int, ...]) -> list[RuleConstraint]:
    return [
        RuleConstraint((one, two), made.slot[one][slot] + made.slot[two][slot] <= 1)
        for one, two in combinations(places, 2)
        for slot in sorted(made.slot[one].keys() & made.slot[two].keys())
    ]


def precedence_rules(
    made: SolverModel, problem: SchedulingProblem
) -> Iterator[tuple[HardRule, list[RuleConstraint]]]:
    """One meeting at least so many slots before another."""
    for order in problem.orders:
        pair = (order.first, order.then)
        early, late = made.day[order.first], made.day[order.then]
        yield HardRule(RuleKind.ORDER, pair), [RuleConstraint(pair, early + order.gap <= late)]
