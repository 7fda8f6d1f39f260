"""Medians and rounds: the ways of searching agree, and nonsense is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gugus.cores.scheduling import places
from gugus.cores.scheduling.places import p_median, shortest_round_trip

Table = list[list[float]]


@st.composite
def _tables(draw: st.DrawFn, most: int = 6) -> Table:
    n = draw(st.integers(1, most))
    way = st.integers(0, 50).map(float)
    return [[0.0 if a == b else draw(way) for b in range(n)] for a in range(n)]


@settings(max_examples=15, deadline=None)
@given(km=_tables(), data=st.data())
def test_the_programme_finds_what_trying_all_finds(km: Table, data: st.DataObject) -> None:
    n = len(km)
    weights = data.draw(st.lists(st.integers(0, 9), min_size=n, max_size=n))
    p = data.draw(st.integers(1, n))
    tried = p_median(km, weights, p)
    solved = places._served(km, weights, places._by_programme(km, weights, p, list(range(n))))
    assert len(solved.places) == p
    assert solved.km == pytest.approx(tried.km)


@settings(max_examples=8, deadline=None)
@given(km=_tables())
def test_the_circuit_is_as_short_as_the_table_says(km: Table) -> None:
    found = shortest_round_trip(km)
    assert sorted(found.order) == list(range(len(km)))
    assert (found.order[0], found.proven) == (0, True)
    if len(km) > 2:
        assert places._by_circuit(km, 10, 1, 1).km == pytest.approx(found.km)


def test_only_places_that_are_offered_are_chosen() -> None:
    km = ((0, 1, 9), (1, 0, 9), (9, 9, 0))
    assert p_median(km, (1, 1, 1), 1).places == (0,)
    assert p_median(km, (1, 1, 1), 1, among={2}).places == (2,)


@pytest.mark.parametrize(
    ("km", "weights", "p", "among"),
    [
        ((), (), 1, None),
        (((0, 1),), (1,), 1, None),
        (((0,),), (1, 2), 1, None),
        (((-1,),), (1,), 1, None),
        (((0,),), (float("nan"),), 1, None),
        (((float("inf"),),), (1,), 1, None),
        (((0,),), (1,), 0, None),
        (((0,),), (1,), 2, None),
        (((0,),), (1,), 1, ()),
        (((0,),), (1,), 1, (3,)),
    ],
)
def test_what_makes_no_sense_is_refused(
    km: Table, weights: tuple[float, ...], p: int, among: object
) -> None:
    with pytest.raises(ValueError, match=r".+"):
        p_median(km, weights, p, among)  # type: ignore[arg-type]
