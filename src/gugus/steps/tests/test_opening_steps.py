"""Which meeting another looks back on, and the steps it opens with."""

from datetime import date, time, timedelta

import pytest

from gugus.meetings.models import Meeting
from gugus.people.models import StudyGroup
from gugus.steps.queries import opening_steps, previous_meeting
from tests.support.meetings import give, make_meeting
from tests.support.world import World

DAY = date(2026, 11, 1)


@pytest.fixture
def higher(world: World) -> StudyGroup:
    """The other half of the classes."""
    return StudyGroup.objects.create(group=world.group, name="Kelas tinggi", class_levels=[4, 5, 6])


def at(world: World, day: int, part: StudyGroup | None = None, **changes: object) -> Meeting:
    """A meeting of November that was held."""
    values = {"date": DAY.replace(day=day), "study_group": part, "state": "held"}
    return make_meeting(world, **values | changes)


def teachers_of(world: World, part: StudyGroup) -> list:
    return [one for one in world.teachers if one.class_level in part.class_levels]


def test_the_previous_meeting_is_the_latest_with_the_same_people(
    world: World, higher: StudyGroup
) -> None:
    this = at(world, 25, world.lower, state="planned")
    at(world, 4, world.lower)
    second = at(world, 11, world.lower)
    of_others = at(world, 18, higher)
    without_steps = at(world, 20, world.lower, state="called")
    at(world, 30, world.lower)
    at(world, 24, world.lower, state="cancelled")
    make_meeting(world, group=world.other, date=DAY.replace(day=24), host=None, state="held")
    assert previous_meeting(this) == second
    assert previous_meeting(at(world, 25, state="planned")) == of_others
    assert previous_meeting(at(world, 1, world.lower)) is None
    give(without_steps, world.teachers[0])
    assert previous_meeting(this) == without_steps
    whole = at(world, 21)
    assert previous_meeting(this) == whole


def test_on_one_day_the_hour_decides_which_meeting_came_before(world: World) -> None:
    morning = at(world, 25, world.lower, starts_at=time(8), ends_at=time(9))
    afternoon = at(world, 25, world.lower)
    assert previous_meeting(afternoon) == morning
    assert previous_meeting(morning) is None


def test_a_meeting_opens_with_all_last_steps_and_older_unreported_ones(world: World) -> None:
    older, last, this = at(world, 11), at(world, 18), at(world, 25, state="called")
    teacher = world.teachers[0]
    done = {"state": "done", "report": "Berhasil"}
    wanted = [give(last, teacher), give(last, world.teachers[1], **done)]
    left = give(older, teacher)
    give(older, world.teachers[1], **done)
    give(this, teacher)
    give(at(world, 30), teacher)
    give(at(world, 12, state="cancelled"), teacher)
    found = opening_steps(this)
    assert found.previous == last
    assert set(found.last) == set(wanted) and found.older == (left,)


def test_a_study_group_takes_up_only_its_own_teachers_steps_of_the_whole_group(
    world: World, higher: StudyGroup
) -> None:
    this, whole = at(world, 25, world.lower, state="called"), at(world, 18)
    own, others = teachers_of(world, world.lower)[0], teachers_of(world, higher)[0]
    wanted = give(whole, own)
    give(whole, others)
    give(at(world, 11, higher), others)
    before = give(at(world, 4, world.lower), others)
    found = opening_steps(this)
    assert found.last == (wanted,) and found.older == (before,)


def test_what_nobody_reported_for_a_year_is_not_carried_on(world: World) -> None:
    this = at(world, 25, state="called")
    step = give(at(world, 20, date=this.date - timedelta(days=366)), world.teachers[0])
    assert opening_steps(this).older == ()
    step.meeting.date += timedelta(days=1)
    step.meeting.save()
    at(world, 18)
    assert opening_steps(this).older == (step,)


def test_of_very_many_older_steps_the_latest_are_shown_and_all_can_be_reported(
    world: World,
) -> None:
    this, last = at(world, 25, state="called"), at(world, 18)
    wanted = give(last, world.teachers[0])
    first = at(world, 2)
    left = [give(first, world.teachers[n % 3]) for n in range(30)]
    latest = {give(at(world, 11), world.teachers[0]) for _n in range(20)}
    found = opening_steps(this)
    assert found.last == (wanted,) and found.more and len(found.older) == 40
    assert latest <= set(found.older)
    assert found.reach == {step.pk for step in (wanted, *left, *latest)}
