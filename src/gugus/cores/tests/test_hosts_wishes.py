"""Slots that a host does not like are looked at last; rules of turns of one pool bind no other."""

from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gugus.cores.scheduling import Fairness, Meeting, SchedulingProblem, School, SolverStatus, solve

KM = ((0.0, 3.0, 8.0), (3.0, 0.0, 5.0), (8.0, 5.0, 0.0))
TEACHERS = (5.0, 9.0, 4.0)
COUNT = 4


def rotation(*disliked: frozenset[int]) -> SchedulingProblem:
    meetings = tuple(Meeting(f"m{i}", TEACHERS, frozenset({i})) for i in range(COUNT))
    schools = tuple(
        School(name, disliked=slots) for name, slots in zip("ABC", disliked, strict=True)
    )
    return SchedulingProblem(schools, KM, meetings)


def cost(hosts: tuple[int, ...]) -> float:
    return sum(count * KM[a][host] for host in hosts for a, count in enumerate(TEACHERS))


def keeps_the_rules(hosts: tuple[int, ...]) -> bool:
    turns = [hosts.count(school) for school in range(3)]
    return max(turns) - min(turns) <= 1 and all(one != two for one, two in pairwise(hosts))


@settings(max_examples=12, deadline=None)
@given(st.tuples(*(st.frozensets(st.integers(0, COUNT - 1)) for _school in range(3))))
def test_wishes_cost_no_way_and_as_few_as_can_be_are_left_unheard(
    disliked: tuple[frozenset[int], ...],
) -> None:
    found = solve(rotation(*disliked), seconds=10)
    every = [hosts for hosts in product(range(3), repeat=COUNT) if keeps_the_rules(hosts)]
    shortest = min(map(cost, every))
    unheard = [
        sum(slot in disliked[host] for slot, host in enumerate(hosts))
        for hosts in every
        if cost(hosts) == pytest.approx(shortest)
    ]
    assert found.total_teacher_km == pytest.approx(shortest)
    assert sum(c.slot in disliked[c.host] for c in found.choices) == min(unheard)


def test_the_rhythm_of_a_meeting_comes_before_the_wish_of_a_host() -> None:
    only = Meeting("m", (1.0,), frozenset({0, 1}), dislikes_slot={1: 1})
    school = School("A", disliked=frozenset({0}))
    alone = SchedulingProblem((school,), ((0.0,),), (only,), fairness=Fairness(twice_running=True))
    assert solve(alone, seconds=10).choices[0].slot == 0
    free = replace(only, dislikes_slot={})
    assert solve(replace(alone, meetings=(free,)), seconds=10).choices[0].slot == 1


def test_every_pool_keeps_its_own_rules_of_turns() -> None:
    """The second group meets where it likes; the first shares its turns as ever."""
    km = tuple(tuple(abs(a - b) * 2.0 for b in range(4)) for a in range(4))
    schools = tuple(School(name, pool=pool) for name, pool in zip("ABCD", "1122", strict=True))
    one, two = (4.0, 1.0, 0.0, 0.0), (0.0, 0.0, 4.0, 1.0)
    meetings = tuple(
        Meeting(
            f"{series}{i}",
            one if series == "1" else two,
            frozenset({i}),
            hosts=frozenset({0, 1} if series == "1" else {2, 3}),
            audience=frozenset({series}),
            series=series,
        )
        for series in "12"
        for i in range(4)
    )
    free = Fairness(spread=None, twice_running=True)
    problem = SchedulingProblem(schools, km, meetings, fairness_by_pool={"2": free})
    found = solve(problem, seconds=10)
    hosts = [choice.host for choice in found.choices]
    assert found.status == SolverStatus.OPTIMAL
    assert sorted(hosts[:4]) == [0, 0, 1, 1] and hosts[0] != hosts[1]
    assert hosts[4:] == [2, 2, 2, 2]
    strict = solve(replace(problem, fairness=free, fairness_by_pool={"1": Fairness()}), seconds=10)
    assert sorted(choice.host for choice in strict.choices[:4]) == [0, 0, 1, 1]


@pytest.mark.parametrize(
    "changes",
    [
        {"schools": (School("A", disliked=frozenset({-1})), School("B"), School("C"))},
        {"fairness_by_pool": {"all": Fairness(spread=-1)}},
    ],
)
def test_what_makes_no_sense_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="between"):
        replace(rotation(*(frozenset[int](),) * 3), **changes)  # type: ignore[arg-type]
