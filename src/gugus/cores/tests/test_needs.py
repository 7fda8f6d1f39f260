"""Needs: definitions at their edges, refusals, warnings, and laws that hold for any table."""

import tracemalloc
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gugus.cores.needs import NeedsResult, analyse, compare_raters, paired_differences
from gugus.cores.needs.intervals import wilson_interval

COLUMN = [50.0, 60.0, 70.0, 80.0]


def one(values, **options):
    return analyse([[v] for v in values], names=["a"], **options).indicators[0]


def codes(result: NeedsResult) -> list[tuple[str, str | None]]:
    return [(warning.code, warning.indicator) for warning in result.warnings]


def test_below_is_strict_and_the_standard_can_be_moved():
    assert (one([76, 76, 75.99]).below, one([76, 76, 75.99]).below_share) == (1, 1 / 3)
    assert one(COLUMN, standard=60).below == 1


def test_missing_values_leave_their_indicator_only():
    result = analyse([[50, None], [60, float("nan")], [70, 90]], names=["a", "b"])
    a, b = result.indicators
    assert (result.n, a.n, b.n) == (3, 3, 1)
    assert (a.mean, b.mean) == (60, 90)
    assert (b.sd, b.ci_low, b.rank_low) == (None, None, None)
    assert b.rank == 2
    assert ("missing", "b") in codes(result)
    assert ("one_person", "b") in codes(result)


def test_nothing_measured_is_undefined_and_never_zero():
    result = analyse([[50, None], [60, None]], names=["a", "b"])
    undefined = asdict(result.indicators[1])
    assert undefined.pop("name") == "b"
    assert undefined.pop("n") == 0
    assert set(undefined.values()) == {None}
    assert ("not_measured", "b") in codes(result)


def test_persons_without_any_value_do_not_count():
    result = analyse([[50, 60], [None, None], [70, 80]], names=["a", "b"])
    assert result.n == 2
    assert ("empty_rows", None) in codes(result)
    assert ("missing", "a") not in codes(result)


def test_equal_needs_share_the_smallest_rank():
    rows = [[60, 40, 60, 90], [70, 50, 70, 90]]
    ranks = [need.rank for need in analyse(rows, names=list("abcd")).indicators]
    assert ranks == [2, 1, 2, 4]


def test_equal_values_are_a_tie_whatever_the_order_of_adding():
    # 25 orders of the same thirty values: their floating sums are not all the same.
    rng = np.random.default_rng(2)
    values = rng.uniform(0, 100, 30)
    columns = np.array([rng.permutation(values) for _ in range(25)]).T
    assert len(set(np.ones(30) @ columns)) > 1
    needs = analyse(columns, names=[str(at) for at in range(25)]).indicators
    assert {need.rank for need in needs} == {1}


def test_constant_column_has_no_spread_at_all():
    result = analyse([[33.3]] * 12, names=["a"])
    need = result.indicators[0]
    assert (need.mean, need.sd, need.ci_low, need.ci_high) == (33.3, 0, 33.3, 33.3)
    assert codes(result) == [("constant", "a")]


def test_small_n_warns_below_ten_persons_and_is_silent_from_ten():
    rng = np.random.default_rng(5)
    assert codes(analyse(rng.uniform(0, 100, (9, 1)), names=["a"])) == [("small_n", None)]
    assert codes(analyse(rng.uniform(0, 100, (10, 1)), names=["a"])) == []


def test_few_values_of_one_indicator_among_many_persons_warn_by_name():
    rows = [[50 + at, 60 + at if at < 4 else None] for at in range(12)]
    assert codes(analyse(rows, names=["a", "b"])) == [("missing", "b"), ("small_n", "b")]


def test_importance_decides_the_order_when_it_is_whole():
    percent = [[50, 60], [50, 60]]
    importance = [[1, 5], [1, 5]]
    result = analyse(percent, names=["a", "b"], importance=importance)
    assert result.ranked_by == "mwds"
    assert [need.rank for need in result.indicators] == [2, 1]
    assert [need.rank for need in analyse(percent, names=["a", "b"]).indicators] == [1, 2]


def test_importance_with_holes_leaves_the_order_by_gap_and_says_so():
    result = analyse([[50, 60], [50, 60]], names=["a", "b"], importance=[[None, 5], [None, 5]])
    assert result.ranked_by == "gap"
    assert [need.rank for need in result.indicators] == [1, 2]
    assert [need.mwds for need in result.indicators] == [None, pytest.approx(5 * (5 - 3.4))]
    assert ("importance_incomplete", None) in codes(result)


def test_importance_of_what_was_not_measured_is_not_missed():
    result = analyse([[50, None]], names=["a", "b"], importance=[[3, None]])
    assert result.ranked_by == "mwds"


def test_order_is_certain_when_everybody_agrees_and_open_when_nobody_does():
    clear = analyse([[10, 50, 90]] * 8, names=list("abc")).indicators
    assert [(need.rank_low, need.rank_high) for need in clear] == [(1, 1), (2, 2), (3, 3)]
    divided = analyse([[10, 50, 90], [50, 90, 10], [90, 10, 50]] * 4, names=list("abc")).indicators
    assert [(need.rank_low, need.rank_high) for need in divided] == [(1, 3)] * 3


def test_seed_makes_rank_intervals_repeatable_and_is_used():
    rows = np.random.default_rng(3).uniform(0, 100, (8, 6))
    names = list("abcdef")
    assert analyse(rows, names=names) == analyse(rows.tolist(), names=names)
    few = [analyse(rows, names=names, resamples=20, seed=seed) for seed in range(8)]
    assert len({tuple((n.rank_low, n.rank_high) for n in r.indicators) for r in few}) > 1


def test_input_is_not_changed():
    rows = np.array([[50.0, np.nan], [60.0, 70.0]])
    before = rows.copy()
    analyse(rows, names=["a", "b"])
    np.testing.assert_array_equal(rows, before)


def test_large_table_stays_within_bounded_memory():
    rng = np.random.default_rng(1)
    rows = rng.uniform(0, 100, (5000, 78))
    rows[rng.random(rows.shape) < 0.05] = np.nan
    tracemalloc.start()
    analyse(rows, names=[str(at) for at in range(78)])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 120e6  # all draws at once would take 160 MB for the weights alone


@pytest.mark.parametrize(
    ("rows", "options", "says"),
    [
        ([[1, 2], [3]], {}, "row 2 has 1 values but there are 2 indicators"),
        ([[1, 101]], {}, "row 1, b: 101 is outside 0 to 100"),
        ([[1, -0.1]], {}, "row 1, b: -0.1 is outside"),
        ([[1, float("inf")]], {}, "inf is outside"),
        ([[1, "x"]], {}, "every value must be a number"),
        ([], {}, "at least one person"),
        (np.zeros((3, 3)), {}, "3 columns but 2 names"),
        (np.zeros(2), {}, "at least one person"),
        ([[1, 2]], {"names": []}, "at least one indicator"),
        ([[1, 2]], {"names": ["a", "a"]}, "'a' stands twice"),
        ([[1, 2]], {"standard": 101}, "standard must lie between 0 and 100"),
        ([[1, 2]], {"standard": float("nan")}, "standard must lie"),
        ([[1, 2]], {"confidence": 1}, "confidence must lie between 0 and 1"),
        ([[1, 2]], {"resamples": 0}, "resamples must be at least 1"),
        ([[1, 2]], {"importance": [[0, 5]]}, "importance: row 1, a: 0 is outside 1 to 5"),
        ([[1, 2]], {"importance": [[1, 5], [1, 5]]}, "importance has 2 persons"),
    ],
)
def test_wrong_input_is_refused_in_words(rows, options, says):
    with pytest.raises(ValueError, match=says.replace("(", r"\(")):
        analyse(rows, **{"names": ["a", "b"], **options})


def test_differences_pair_the_same_persons():
    # The second person was rated by one rater only and must not move the difference.
    (found,) = paired_differences([[50], [100], [60]], [[40], [None], [55]], names=["a"])
    assert (found.n, found.mean) == (2, 7.5)


def test_differences_without_pairs_are_undefined():
    (found,) = paired_differences([[50], [None]], [[None], [55]], names=["a"])
    assert (found.n, found.mean, found.sd, found.ci_low) == (0, None, None, None)


def test_every_two_raters_are_compared_once_in_order():
    ratings = {"self": [[80.0]], "head": [[70.0]], "supervisor": [[50.0]]}
    pairs = compare_raters(ratings, names=["a"])
    assert [(p.first, p.second, p.indicators[0].mean) for p in pairs] == [
        ("self", "head", 10),
        ("self", "supervisor", 30),
        ("head", "supervisor", 20),
    ]
    assert compare_raters({"self": [[80.0]]}, names=["a"]) == ()


def test_raters_of_other_persons_are_refused():
    with pytest.raises(ValueError, match="2 and 1 rows"):
        paired_differences([[1], [2]], [[1]], names=["a"])


@pytest.mark.parametrize(("count", "n"), [(1, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_has_no_interval(count, n):
    with pytest.raises(ValueError, match="is not a share"):
        wilson_interval(count, n)


# Whole percentages: their sums are exact, so equal must mean equal.
cells = st.one_of(st.none(), st.integers(0, 90).map(float))
tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=12)
)


def figures(result: NeedsResult, *, with_intervals_of_rank: bool):
    bare = {} if with_intervals_of_rank else {"rank_low": None, "rank_high": None}
    return {need.name: replace(need, **bare) for need in result.indicators}


def names_of(rows):
    return [f"i{at}" for at in range(len(rows[0]))]


@given(tables, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_persons_says_nothing(rows, random):
    shuffled = rows[:]
    random.shuffle(shuffled)
    first = figures(analyse(rows, names=names_of(rows)), with_intervals_of_rank=False)
    second = figures(analyse(shuffled, names=names_of(rows)), with_intervals_of_rank=False)
    for name, need in first.items():
        other = second[name]
        assert (need.n, need.rank, need.below) == (other.n, other.rank, other.below)
        assert (need.mean, need.sd) == pytest.approx((other.mean, other.sd), nan_ok=True)


@given(tables, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_columns_says_nothing(rows, random):
    order = list(range(len(rows[0])))
    random.shuffle(order)
    moved = [[row[at] for at in order] for row in rows]
    names = names_of(rows)
    first = figures(analyse(rows, names=names), with_intervals_of_rank=True)
    second = figures(analyse(moved, names=[names[at] for at in order]), with_intervals_of_rank=True)
    assert first == second


@given(tables, st.integers(1, 10))
@settings(max_examples=60, deadline=None)
def test_ten_points_more_for_all_move_means_and_nothing_else(rows, more):
    names = names_of(rows)
    higher = [[None if v is None else v + more for v in row] for row in rows]
    first = analyse(rows, names=names).indicators
    second = analyse(higher, names=names, standard=76 + more).indicators
    for low, high in zip(first, second, strict=True):
        assert (low.rank, low.rank_low, low.rank_high) == (high.rank, high.rank_low, high.rank_high)
        assert (low.below, low.below_high) == (high.below, high.below_high)
        if low.mean is not None:
            assert high.mean == pytest.approx(low.mean + more)
        if low.sd is not None:
            assert high.sd == pytest.approx(low.sd)
            assert high.ci_low == pytest.approx(low.ci_low + more)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_of_a_share_holds_it_and_mirrors(pair):
    count, n = pair
    low, high = wilson_interval(count, n)
    assert 0 <= low <= count / n <= high <= 1
    other_low, other_high = wilson_interval(n - count, n)
    assert (1 - other_high, 1 - other_low) == pytest.approx((low, high))
