"""Was somebody a member on that day: the rule, and the same rule in the database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.people.models import Teacher
from gugus.people.queries import members_of, teachers_of
from gugus.people.rules.membership import was_there
from tests.world import World

DAY = date(2026, 11, 25)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)

CASES = [
    (True, None, None, True),
    (True, BEFORE, None, True),
    (True, DAY, None, True),
    (True, AFTER, None, False),
    (False, None, AFTER, True),
    # On the day of leaving one is no longer a member.
    (False, None, DAY, False),
    (False, None, BEFORE, False),
    (False, BEFORE, AFTER, True),
    # Left before anybody wrote down when.
    (False, None, None, False),
]


@pytest.mark.parametrize(("active", "joined_on", "left_on", "there"), CASES)
def test_rule_and_database_agree(
    world: World, active: bool, joined_on: date | None, left_on: date | None, there: bool
) -> None:
    dates = {"active": active, "joined_on": joined_on, "left_on": left_on}
    assert was_there(DAY, **dates) is there
    teacher = world.teachers[0]
    Teacher.objects.filter(pk=teacher.pk).update(**dates)
    for rows in (teachers_of(world.group, 2026, DAY), members_of(world.lower, 2026, DAY)):
        assert rows.filter(pk=teacher.pk).exists() is there


def test_without_a_day_the_active_ones_are_meant(world: World) -> None:
    Teacher.objects.filter(pk=world.teachers[0].pk).update(active=False, left_on=AFTER)
    assert world.teachers[0] not in teachers_of(world.group)


def test_a_school_counts_in_its_years_only(world: World) -> None:
    world.group.memberships.filter(school=world.schools[0]).update(last_year=2025)
    assert world.teachers[0] not in teachers_of(world.group, 2026, DAY)
    assert world.teachers[0] in teachers_of(world.group, 2025, date(2026, 6, 30))


days = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@given(joined=st.none() | days, left=days, later=st.integers(0, 3000))
def test_who_left_is_never_a_member_after(joined: date | None, left: date, later: int) -> None:
    day = left + timedelta(days=later)
    assert not was_there(day, active=False, joined_on=joined, left_on=left)
