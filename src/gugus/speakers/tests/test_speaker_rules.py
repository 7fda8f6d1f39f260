"""Who is strong, which rung is next, who is asked first: in tables and by chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.feeds.rules.addresses import reached_only_nearby
from gugus.speakers.rules import (
    LADDER,
    Candidate,
    Tier,
    next_level,
    proposed_level,
    ranked,
    strength,
)

PKG = strength(76, (25, 50, 75, 100), 3)
LEVELS = strength(50, (), 5)


def someone(**changes) -> Candidate:
    values = {
        "key": "s1",
        "name": "Bu Contoh",
        "fit": 1,
        "topics": 0,
        "rung": "presenter",
        "registered": True,
        "offered": False,
        "strong": False,
        "load": 0,
        "most": None,
    }
    return Candidate(**values | changes)


@pytest.mark.parametrize(
    ("measure", "percent", "strong"),
    [
        (PKG, 75.0, False),
        (PKG, 76.0, True),
        # A group with a lower standard: the highest value is asked for all the same.
        (strength(60, (25, 50, 75, 100), 3), 75.0, False),
        (strength(60, (25, 50, 75, 100), 3), 75.1, True),
        (strength(90, (25, 50, 75, 100), 3), 89.0, False),
        (LEVELS, 74.9, False),
        (LEVELS, 75.0, True),
        (PKG, None, False),
    ],
)
def test_strong_is_the_upper_end_of_the_framework(measure, percent, strong) -> None:
    assert measure.holds(percent) is strong


def test_the_ladder_goes_up_one_rung_at_a_time() -> None:
    assert [next_level(level) for level in LADDER] == ["co", "presenter", None]
    assert proposed_level("helper", 0) is None
    assert proposed_level("helper", 3) == "co"
    assert proposed_level("presenter", 9) is None


@pytest.mark.parametrize(
    ("changes", "tier"),
    [
        ({"offered": True, "strong": True}, Tier.OFFERED),
        ({"offered": True, "registered": False}, Tier.HELPER),
        ({"offered": True}, Tier.PRESENTER),
        ({"rung": "co"}, Tier.HELPER),
        ({"fit": 0, "topics": 1}, Tier.PRESENTER),
        ({"fit": 0, "rung": ""}, Tier.OTHER),
    ],
)
def test_who_belongs_where(changes, tier) -> None:
    assert someone(**changes).tier == tier


def test_room_comes_before_fit_and_fit_before_a_light_load() -> None:
    full = someone(key="full", fit=3, load=4, most=4)
    fit = someone(key="fit", fit=2, load=3, most=4)
    light = someone(key="light", fit=1, load=0)
    busy = someone(key="busy", fit=1, load=2)
    assert [one.key for one in ranked([busy, light, full, fit])] == ["fit", "light", "busy", "full"]


@given(
    st.lists(
        st.builds(
            someone,
            key=st.text(max_size=3),
            fit=st.integers(0, 3),
            rung=st.sampled_from(LADDER),
            offered=st.booleans(),
            strong=st.booleans(),
            load=st.integers(0, 9),
            most=st.none() | st.integers(0, 9),
        ),
        unique_by=lambda one: one.key,
    ).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows)))
)
def test_the_order_does_not_depend_on_who_was_read_first(both) -> None:
    first, second = both
    assert ranked(first) == ranked(second)
    tiers = [one.tier for one in ranked(first)]
    assert tiers == sorted(tiers)


@pytest.mark.parametrize(
    ("host", "nearby"),
    [
        ("localhost:8000", True),
        ("127.0.0.1", True),
        ("10.42.0.1:8000", True),
        ("[fe80::1]:8000", True),
        ("gugus.local", True),
        ("kkg.example.id", False),
        ("8.8.8.8", False),
    ],
)
def test_which_hosts_only_neighbours_reach(host, nearby) -> None:
    assert reached_only_nearby(host) is nearby
