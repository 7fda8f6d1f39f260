"""What the figures allow to say about needs."""

import pytest

from gugus.competence.rules.priorities import (
    IndicatorStatus,
    RankCertainty,
    indicator_status,
    priorities,
    priorities_of_summary,
)
from gugus.cores.needs import analyse


@pytest.mark.parametrize(
    ("mean", "low", "high", "status"),
    [
        (70, 65, 75, IndicatorStatus.CLEARLY_LOW),
        (70, 65, 76, IndicatorStatus.LOW),
        (70, None, None, IndicatorStatus.LOW),
        (76, 70, 82, IndicatorStatus.NOT_LOW),
        (76, None, None, IndicatorStatus.NOT_LOW),
        (80, 76, 84, IndicatorStatus.CLEARLY_MET),
        (None, None, None, IndicatorStatus.UNKNOWN),
    ],
)
def test_status_says_only_what_the_interval_allows(mean, low, high, status):
    assert indicator_status(mean, low, high, 76) == status
    assert status.is_low == (mean is not None and mean < 76)


def test_measured_needs_come_largest_first_and_unmeasured_last():
    rows = [[80, 50, None, 70], [90, 40, None, 60]] * 6
    found = priorities(analyse(rows, names=list("abcd")))
    assert [one.key for one in found] == ["b", "d", "a", "c"]
    assert [one.order for one in found] == [RankCertainty.CERTAIN] * 3 + [RankCertainty.UNKNOWN]
    assert (found[0].gap, found[0].n, found[3].gap) == (31, 12, None)


def test_uncertain_order_is_given_as_between():
    rows = [[10, 50, 90], [50, 90, 10], [90, 10, 50]] * 4
    found = priorities(analyse(rows, names=list("abc")))
    assert [(one.order, one.rank_low, one.rank_high) for one in found] == [
        (RankCertainty.BETWEEN, 1, 3)
    ] * 3
    assert [one.key for one in found] == ["a", "b", "c"]


def test_one_person_gives_an_order_without_interval():
    assert [one.order for one in priorities(analyse([[50, 60]], names=["a", "b"]))] == [
        RankCertainty.NO_INTERVAL,
        RankCertainty.NO_INTERVAL,
    ]


def test_recorded_means_have_no_interval_and_ties_share_a_rank():
    found = priorities_of_summary({"a": 79, "b": 64, "c": 79, "d": 88}, 76, {"b": 31})
    assert [(one.key, one.rank) for one in found] == [("b", 1), ("a", 2), ("c", 2), ("d", 4)]
    assert {one.order for one in found} == {RankCertainty.NO_INTERVAL}
    assert [one.n for one in found] == [31, None, None, None]
    assert [one.status for one in found] == [IndicatorStatus.LOW] + [IndicatorStatus.NOT_LOW] * 3
