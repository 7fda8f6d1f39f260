"""From a problem to a CP-SAT model, each rule under a name that can be switched off."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil, floor
from typing import Any

from gugus.cores.scheduling.problem import Meeting, Problem

# Kilometres as whole numbers, as the solver wants them: to the metre, weighted by teachers.
SCALE = 1_000_000


class Rule(StrEnum):
    """Kinds of hard rules."""

    SLOT = "slot"  # a meeting has one of its days
    HOST = "host"  # a meeting has one of its hosts
    SPEAKER = "speaker"  # a meeting has one of its speakers
    PIN = "pin"  # what a person set
    SCHOOL_OPEN = "school_open"  # a school is host only on its days
    SPEAKER_FREE = "speaker_free"  # a speaker speaks only on free days
    SPEAKER_LOAD = "speaker_load"  # not more than the speaker's limit
    ONE_AT_A_TIME = "one_at_a_time"  # nobody is called twice on a day
    ORDER = "order"  # one meeting before another
    TURNS = "turns"  # each school its share of turns
    TWICE_RUNNING = "twice_running"  # no school twice running


@dataclass(frozen=True, order=True)
class Named:
    """One rule: its kind, and the places of what it speaks of (meetings, a school, a speaker)."""

    rule: Rule
    meetings: tuple[int, ...] = ()
    school: int | None = None
    speaker: int | None = None


@dataclass
class Model:
    """The solver's model with its variables; `switches` make rules hold."""

    cp: Any
    slot: list[dict[int, Any]] = field(default_factory=list)
    host: list[dict[int, Any]] = field(default_factory=list)
    speaker: list[dict[int, Any]] = field(default_factory=list)
    day: list[Any] = field(default_factory=list)
    # By kind of meeting (who travels): how often each school is host.
    turns: list[tuple[Meeting, dict[int, Any]]] = field(default_factory=list)
    switches: dict[Named, Any] = field(default_factory=dict)


def build(problem: Problem, *, switched: bool = False) -> Model:
    """The model with every hard rule; `switched` puts each rule under a literal of its own."""
    from ortools.sat.python import cp_model

    made = Model(cp_model.CpModel())
    for place, meeting in enumerate(problem.meetings):
        _variables(made, problem, place, meeting)
    for named, constraints in _rules(made, problem):
        literal = made.cp.new_bool_var(str(named)) if switched else None
        if literal is not None:
            made.switches[named] = literal
        for constraint in constraints:
            added = made.cp.add(constraint)
            if literal is not None:
                added.only_enforce_if(literal)
    if not switched:
        made.turns = turns_by_kind(made, problem)
    return made


def _variables(made: Model, problem: Problem, place: int, meeting: Meeting) -> None:
    cp = made.cp
    hosts = range(len(problem.schools)) if meeting.hosts is None else sorted(meeting.hosts)
    wanted = {meeting.pinned_slot} - {None}
    slots = sorted(set(meeting.slots) | wanted)
    made.slot.append({d: cp.new_bool_var(f"x{place},{d}") for d in slots})
    pinned = {meeting.pinned_host} - {None}
    made.host.append({h: cp.new_bool_var(f"y{place},{h}") for h in sorted({*hosts, *pinned})})
    spoken = sorted({*meeting.speakers, *({meeting.pinned_speaker} - {None})})
    made.speaker.append({s: cp.new_bool_var(f"z{place},{s}") for s in spoken})
    top = max(slots, default=0)
    day = cp.new_int_var(0, top, f"d{place}")
    cp.add(day == sum(d * x for d, x in made.slot[-1].items()))
    made.day.append(day)


def _rules(made: Model, problem: Problem) -> Iterator[tuple[Named, list[Any]]]:
    for place, meeting in enumerate(problem.meetings):
        yield from _placed(made, place, meeting)
    yield from _open_schools(made, problem)
    yield from _speakers(made, problem)
    yield from _one_at_a_time(made, problem)
    for order in problem.orders:
        first, then = made.day[order.first], made.day[order.then]
        yield Named(Rule.ORDER, (order.first, order.then)), [first + order.gap <= then]
    yield from _turns(made, problem)
    if not problem.fairness.twice_running:
        yield from _twice_running(made, problem)


def _placed(made: Model, place: int, meeting: Meeting) -> Iterator[tuple[Named, list[Any]]]:
    """One day, one host, one speaker. A pin outside of what is allowed clashes with that rule."""
    hosts = set(made.host[place]) if meeting.hosts is None else set(meeting.hosts)
    for rule, chosen, allowed, pin in (
        (Rule.SLOT, made.slot[place], set(meeting.slots), meeting.pinned_slot),
        (Rule.HOST, made.host[place], hosts, meeting.pinned_host),
        (Rule.SPEAKER, made.speaker[place], set(meeting.speakers), meeting.pinned_speaker),
    ):
        if chosen:
            made.cp.add(sum(chosen.values()) == 1)
        if pin is not None:
            yield Named(Rule.PIN, (place,)), [chosen[pin] == 1]
        needed = rule != Rule.SPEAKER or bool(meeting.speakers)
        if needed and not allowed >= set(chosen) or (needed and not chosen):
            among = [chosen[key] for key in sorted(allowed & set(chosen))]
            yield Named(rule, (place,)), [made.cp.new_constant(0) + sum(among) >= 1]


def _open_schools(made: Model, problem: Problem) -> Iterator[tuple[Named, list[Any]]]:
    for h, school in enumerate(problem.schools):
        if school.open_on is None:
            continue
        apart = [
            sum(x for d, x in made.slot[i].items() if d not in school.open_on) + row[h] <= 1
            for i, row in enumerate(made.host)
            if h in row and not set(made.slot[i]) <= school.open_on
        ]
        if apart:
            yield Named(Rule.SCHOOL_OPEN, school=h), apart


def _speakers(made: Model, problem: Problem) -> Iterator[tuple[Named, list[Any]]]:
    for s, speaker in enumerate(problem.speakers):
        places = [i for i, row in enumerate(made.speaker) if s in row]
        free = speaker.free_on
        if free is not None:
            apart = [
                sum(x for d, x in made.slot[i].items() if d not in free) + made.speaker[i][s] <= 1
                for i in places
                if not set(made.slot[i]) <= free
            ]
            if apart:
                yield Named(Rule.SPEAKER_FREE, speaker=s), apart
        if speaker.most is not None and len(places) > speaker.most:
            spoken = sum(made.speaker[i][s] for i in places)
            yield Named(Rule.SPEAKER_LOAD, speaker=s), [spoken <= speaker.most]
        yield from _one_speech_a_slot(made, s, places)


def _one_speech_a_slot(made: Model, s: int, places: list[int]) -> Iterator[tuple[Named, list[Any]]]:
    together: dict[int, list[Any]] = defaultdict(list)
    for i in places:
        z = made.speaker[i][s]
        for d, x in made.slot[i].items():
            both = made.cp.new_bool_var(f"s{s},{i},{d}")
            made.cp.add_bool_or([~x, ~z, both])
            together[d].append(both)
    at_most_one = [sum(rows) <= 1 for rows in together.values() if len(rows) > 1]
    if at_most_one:
        yield Named(Rule.ONE_AT_A_TIME, tuple(places), speaker=s), at_most_one


def _one_at_a_time(made: Model, problem: Problem) -> Iterator[tuple[Named, list[Any]]]:
    by_name: dict[str, list[int]] = defaultdict(list)
    for place, meeting in enumerate(problem.meetings):
        for name in meeting.audience:
            by_name[name].append(place)
    for places in sorted({tuple(rows) for rows in by_name.values() if len(rows) > 1}):
        days = sorted({d for i in places for d in made.slot[i]})
        shared = [[made.slot[i][d] for i in places if d in made.slot[i]] for d in days]
        at_most_one = [sum(rows) <= 1 for rows in shared if len(rows) > 1]
        if at_most_one:
            yield Named(Rule.ONE_AT_A_TIME, places), at_most_one


def turns_of(made: Model, school: int) -> Any:
    """How often a school is host, as an expression."""
    return sum(row[school] for row in made.host if school in row)


def _pools(made: Model, problem: Problem) -> Iterator[tuple[list[int], int]]:
    """The schools among which turns are even, and how many meetings they take in turns."""
    pools: dict[str, list[int]] = defaultdict(list)
    for h, school in enumerate(problem.schools):
        pools[school.pool].append(h)
    for schools in pools.values():
        yield schools, sum(bool(row) and set(row) <= set(schools) for row in made.host)


def _turns(made: Model, problem: Problem) -> Iterator[tuple[Named, list[Any]]]:
    if problem.fairness.spread is None:
        return
    for schools, count in _pools(made, problem):
        if not count or len(schools) < 2:
            continue
        by_size = problem.fairness.by_size
        limits = _shares(made, problem, schools, count) if by_size else None
        limits = limits or _evenly(made, problem, schools, count)
        yield Named(Rule.TURNS, school=schools[0]), limits


def _evenly(made: Model, problem: Problem, schools: list[int], count: int) -> list[Any]:
    """A common floor: every school, former years counted, has it or up to `spread` more.

    Where former years were so uneven that this year cannot make it good, as little as can be.
    """
    served = [problem.schools[h].served for h in schools]
    spread = max(problem.fairness.spread or 0, least_spread(served, count))
    floor_of_all = made.cp.new_int_var(0, count + max(served), f"floor{schools[0]}")
    limits: list[Any] = []
    for h, former in zip(schools, served, strict=True):
        turns = former + turns_of(made, h)
        limits += [turns >= floor_of_all, turns <= floor_of_all + spread]
    return limits


def least_spread(served: list[int], count: int) -> int:
    """How even turns can be at best: each goes to a school that has fewest.

    >>> least_spread([3, 0, 0], 2), least_spread([0, 0], 3)
    (2, 1)
    """
    turns = list(served)
    for _turn in range(count):
        turns[turns.index(min(turns))] += 1
    return max(turns) - min(turns)


def _shares(made: Model, problem: Problem, schools: list[int], count: int) -> list[Any]:
    """Each school its share by size, rounded down or up; who had more before gets no more."""
    everything = count + sum(problem.schools[h].served for h in schools)
    sizes = sum(problem.schools[h].size for h in schools)
    limits: list[Any] = []
    for h in schools if sizes else ():
        school = problem.schools[h]
        share = everything * school.size / sizes
        turns = school.served + turns_of(made, h)
        limits.append(turns <= max(ceil(share), school.served))
        if school.served <= share:
            limits.append(turns >= floor(share))
    return limits


def _twice_running(made: Model, problem: Problem) -> Iterator[tuple[Named, list[Any]]]:
    series: dict[str, list[int]] = defaultdict(list)
    for place, meeting in enumerate(problem.meetings):
        series[meeting.series].append(place)
    for places in series.values():
        pairs = [
            made.host[one][h] + made.host[two][h] <= 1
            for one, two in zip(places, places[1:], strict=False)
            for h in sorted(set(made.host[one]) & set(made.host[two]))
        ]
        if pairs and len(problem.schools) > 1:
            yield Named(Rule.TWICE_RUNNING, tuple(places)), pairs


def turns_by_kind(made: Model, problem: Problem) -> list[tuple[Meeting, dict[int, Any]]]:
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
        made.cp.add(sum(turns.values()) == len(places))
        found.append((problem.meetings[places[0]], turns))
    return found


def travel(made: Model, problem: Problem) -> Any:
    """All teachers' ways to all meetings, in whole units of 1 / SCALE teacher-kilometres."""
    return sum(
        round(SCALE * way_of(problem, meeting, h)) * n
        for meeting, turns in made.turns
        for h, n in turns.items()
    )


def way_of(problem: Problem, meeting: Meeting, host: int) -> float:
    """Teacher-kilometres of one meeting at one host."""
    return sum(n * row[host] for n, row in zip(meeting.teachers, problem.km, strict=True))


def travellers(problem: Problem) -> list[int]:
    """Schools from which anybody travels to any meeting."""
    return [a for a in range(len(problem.schools)) if any(m.teachers[a] for m in problem.meetings)]


def worst(made: Model, problem: Problem) -> Any:
    """The longest way of any one teacher over all meetings, in units of 1 / SCALE kilometres."""
    longest = round(SCALE * max((max(row) for row in problem.km), default=0))
    most = made.cp.new_int_var(0, longest * len(problem.meetings), "worst")
    for a in travellers(problem):
        ways = [
            round(SCALE * problem.km[a][h]) * n
            for meeting, turns in made.turns
            if meeting.teachers[a]
            for h, n in turns.items()
        ]
        made.cp.add(most >= sum(ways))
    return most
