"""The yearly minimum and the packages, by table and by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.calendar.models import usual_packages
from gugus.yearplan.rules.minimum import (
    PACKAGES,
    PlannedMeetings,
    minimum_outlooks,
    minimum_progress,
    package_of,
)

NEEDED = usual_packages()


@pytest.mark.parametrize(
    ("meetings", "needed", "full", "toward", "missing"),
    [
        (0, 3, 0, 0, 3),
        (2, 3, 0, 2, 1),
        (3, 3, 1, 0, 0),
        (4, 3, 1, 1, 2),
        (5, 3, 1, 2, 1),
        (6, 3, 2, 0, 0),
        (3, 4, 0, 3, 1),
        (4, 4, 1, 0, 0),
        (8, 4, 2, 0, 0),
        (7, 0, 0, 0, 0),
    ],
)
def test_only_full_packages_count(
    meetings: int, needed: int, full: int, toward: int, missing: int
) -> None:
    found = package_of("a", meetings, needed)
    assert (found.full, found.toward, found.missing) == (full, toward, missing)


def test_the_usual_numbers_are_those_of_the_rule() -> None:
    assert NEEDED == {"a": 3, "b": 3, "c": 3, "d": 3, "e": 4}
    assert sum(NEEDED[key] for key in "abcd") == 12
    assert sum(NEEDED.values()) == 16


def test_every_meeting_counts_for_the_year_in_a_package_or_not() -> None:
    found = minimum_progress(["a", "a", "a", "a", "", "e"], 12, NEEDED)
    assert (found.meetings, found.missing, found.full_packages) == (6, 6, 1)
    assert [one.key for one in found.packages] == list(PACKAGES)


def test_a_group_may_have_no_number_for_the_year() -> None:
    assert minimum_progress([], 0, NEEDED).missing == 0


@given(st.lists(st.sampled_from(["", *PACKAGES])), st.integers(0, 30))
def test_more_meetings_never_bring_less(met: list[str], minimum: int) -> None:
    before, after = (
        minimum_progress(met, minimum, NEEDED),
        minimum_progress([*met, "a"], minimum, NEEDED),
    )
    assert after.missing <= before.missing
    assert before.full_packages <= after.full_packages <= before.full_packages + 1
    for one in after.packages:
        assert one.full * one.needed + one.toward == one.meetings
        assert 0 <= one.toward < one.needed


def test_each_study_group_is_offered_its_own_meetings_and_those_of_all() -> None:
    lower, upper = frozenset({1}), frozenset({2})
    offers = [
        PlannedMeetings(8),
        PlannedMeetings(4, undated=4, package="e", study_group=1),
        PlannedMeetings(1, study_group=2),
    ]
    found = {
        one.study_groups: one for one in minimum_outlooks({lower: 5, upper: 7}, offers, 12, NEEDED)
    }
    assert (found[lower].offered.meetings, found[lower].is_enough) == (12, True)
    assert (found[lower].undated, found[lower].offered.full_packages) == (4, 1)
    assert (found[upper].offered.meetings, found[upper].offered.missing) == (9, 3)
    assert (found[upper].teachers, found[upper].is_enough) == (7, False)
