"""Hard rules of slots: each meeting has its choices, nobody is called twice, what comes first."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from gugus.cores.scheduling.model import Model, Part
from gugus.cores.scheduling.naming import Named, Rule
from gugus.cores.scheduling.problem import Meeting, Problem


def choices(made: Model, problem: Problem) -> Iterator[tuple[Named, list[Part]]]:
    """One slot, one host, one speaker of those allowed; and what a person set.

    A pin outside of what is allowed clashes with that rule.
    """
    for place, meeting in enumerate(problem.meetings):
        yield from _of_meeting(made, place, meeting)


def _of_meeting(made: Model, place: int, meeting: Meeting) -> Iterator[tuple[Named, list[Part]]]:
    hosts = made.host[place].keys() if meeting.hosts is None else meeting.hosts
    where = (place,)
    for rule, pin_rule, chosen, allowed, pin in (
        (Rule.SLOT, Rule.PIN_SLOT, made.slot[place], meeting.slots, meeting.pinned_slot),
        (Rule.HOST, Rule.PIN_HOST, made.host[place], hosts, meeting.pinned_host),
        (
            Rule.SPEAKER,
            Rule.PIN_SPEAKER,
            made.speaker[place],
            meeting.speakers,
            meeting.pinned_speaker,
        ),
    ):
        if pin is not None:
            yield Named(pin_rule, where), [Part(where, chosen[pin] == 1)]
        # A meeting that asks for no speaker takes whomever a person set.
        asked = rule != Rule.SPEAKER or bool(meeting.speakers)
        if asked and not (chosen and allowed >= chosen.keys()):
            among = [chosen[key] for key in sorted(set(allowed) & chosen.keys())]
            some = made.cp.new_constant(0) + sum(among) >= 1
            yield Named(rule, where), [Part(where, some)]


def one_at_a_time(
    made: Model, problem: Problem, *, fine: bool
) -> Iterator[tuple[Named, list[Part]]]:
    """Meetings that call the same people do not share a slot; `fine`: pair by pair."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for place, meeting in enumerate(problem.meetings):
        for name in meeting.audience:
            by_name[name].append(place)
    for places in sorted({tuple(rows) for rows in by_name.values() if len(rows) > 1}):
        parts = (_pairs if fine else _by_slot)(made, places)
        if parts:
            yield Named(Rule.ONE_AT_A_TIME, places), parts


def _by_slot(made: Model, places: tuple[int, ...]) -> list[Part]:
    together: dict[int, list[Any]] = defaultdict(list)
    for place in places:
        for slot, x in made.slot[place].items():
            together[slot].append(x)
    return [Part(places, sum(rows) <= 1) for rows in together.values() if len(rows) > 1]


def _pairs(made: Model, places: tuple[int, ...]) -> list[Part]:
    return [
        Part((one, two), made.slot[one][slot] + made.slot[two][slot] <= 1)
        for one, two in combinations(places, 2)
        for slot in sorted(made.slot[one].keys() & made.slot[two].keys())
    ]


def orders(made: Model, problem: Problem) -> Iterator[tuple[Named, list[Part]]]:
    """One meeting at least so many slots before another."""
    for order in problem.orders:
        pair = (order.first, order.then)
        early, late = made.day[order.first], made.day[order.then]
        yield Named(Rule.ORDER, pair), [Part(pair, early + order.gap <= late)]
