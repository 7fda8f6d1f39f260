"""No school twice running, in the order in which meetings come to stand."""

from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from gugus.cores.scheduling import Fairness, Meeting, SchedulingProblem, School, SolverStatus, solve

KM = ((0.0, 1.0), (1.0, 0.0))


def _problem(slots: list[frozenset[int]], hosts: list[frozenset[int]]) -> SchedulingProblem:
    meetings = tuple(
        Meeting(str(n), (1.0, 1.0), some, there)
        for n, (some, there) in enumerate(zip(slots, hosts, strict=True))
    )
    return SchedulingProblem(
        (School("A"), School("B")), KM, meetings, fairness=Fairness(spread=None)
    )


def _fits(slots: tuple[int, ...], hosts: tuple[int, ...]) -> bool:
    in_time = sorted(zip(slots, hosts, strict=True))
    apart = all(one[1] != two[1] for one, two in pairwise(in_time))
    return len(set(slots)) == len(slots) and apart


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.frozensets(st.integers(0, 4), min_size=1, max_size=3),
            st.frozensets(st.integers(0, 1), min_size=1),
        ),
        min_size=2,
        max_size=4,
    )
)
def test_a_schedule_is_found_exactly_where_there_is_one(
    rows: list[tuple[frozenset[int], frozenset[int]]],
) -> None:
    slots, hosts = [row[0] for row in rows], [row[1] for row in rows]
    there_is_one = any(
        _fits(days, places) for days in product(*slots) for places in product(*hosts)
    )
    found = solve(_problem(slots, hosts), seconds=20, workers=1, explain=False)
    assert found.status == (SolverStatus.OPTIMAL if there_is_one else SolverStatus.IMPOSSIBLE)
    if there_is_one:
        chosen = [(choice.slot, choice.host) for choice in found.choices]
        assert _fits(tuple(slot for slot, _host in chosen), tuple(host for _slot, host in chosen))


def test_a_week_without_a_meeting_does_not_make_the_host_fresh() -> None:
    only = frozenset({0})
    apart = _problem([frozenset({0}), frozenset({2})], [only, only])
    assert solve(apart, seconds=20).status == SolverStatus.IMPOSSIBLE
    between = _problem(
        [frozenset({0}), frozenset({2}), frozenset({1, 4})], [only, only, frozenset({1})]
    )
    found = solve(between, seconds=20)
    assert [choice.slot for choice in found.choices] == [0, 2, 1]
