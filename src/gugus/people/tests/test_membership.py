"""Was somebody a member on that day: the rule, and the same rule in the database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gugus.people.access import load_actor
from gugus.people.models import Teacher
from gugus.people.queries import members_of, teachers_of
from gugus.people.rules.membership import was_member
from gugus.people.rules.roles import Role
from gugus.people.services.members import change_teacher
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.roster.services.imports import import_dapodik_file
from tests.support.dapodik import roster_file, teacher
from tests.support.html import page_of
from tests.support.world import World

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
    assert was_member(DAY, **dates) is there
    own = world.teachers[0].pk
    Teacher.objects.filter(pk=own).update(**dates)
    for rows in (teachers_of(world.group, 2026, DAY), members_of(world.lower, 2026, DAY)):
        assert rows.filter(pk=own).exists() is there


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
    assert not was_member(day, active=False, joined_on=joined, left_on=left)


def leave(world: World, teacher: Teacher, left_on: object, status: int = 302) -> Teacher:
    client = world.client(Role.SECRETARY)
    address = reverse("people:teacher_leave", args=["rekaan-1", teacher.pk])
    response = client.post(address, {"left_on": left_on})
    assert response.status_code == status
    teacher.refresh_from_db()
    return teacher


def test_leaving_asks_for_the_day_and_offers_today(world: World) -> None:
    today = timezone.localdate()
    address = reverse("people:teacher_leave", args=["rekaan-1", world.teachers[1].pk])
    seen = page_of(world.client(Role.SECRETARY).get(address))
    assert seen.value("left_on") == today.isoformat()
    earlier = today - timedelta(days=30)
    gone = leave(world, world.teachers[1], earlier)
    assert (gone.active, gone.left_on) == (False, earlier)


def test_coming_back_clears_the_day(world: World) -> None:
    teacher = leave(world, world.teachers[1], timezone.localdate())
    address = reverse("people:teacher_restore", args=["rekaan-1", teacher.pk])
    world.client(Role.SECRETARY).post(address)
    teacher.refresh_from_db()
    assert (teacher.active, teacher.left_on) == (True, None)


@pytest.mark.parametrize("typed", ["", "besok", "2999-01-01", "2020-01-01"])
def test_an_impossible_day_of_leaving_is_refused(world: World, typed: str) -> None:
    Teacher.objects.filter(pk=world.teachers[1].pk).update(joined_on=date(2021, 7, 1))
    teacher = leave(world, world.teachers[1], typed, status=422)
    assert teacher.active and teacher.left_on is None


def test_somebody_typed_in_after_the_first_lists_joins_today(world: World) -> None:
    def offered() -> object:
        address = reverse("people:teacher_new", args=["rekaan-1"])
        return world.client(Role.SECRETARY).get(address).context["page"].form["joined_on"].value()

    assert offered() is None
    record(None, timezone.now(), "import_draft.applied", kind="roster", school=world.schools[1].pk)
    assert offered() == timezone.localdate()


def test_who_returns_by_number_keeps_the_first_day_known(world: World) -> None:
    Teacher.objects.filter(pk=world.teachers[1].pk).update(
        nip="198001152005011001", active=False, left_on=BEFORE, joined_on=date(2021, 7, 1)
    )
    form = {"name": world.teachers[1].name, "school": world.schools[0].pk}
    world.client(Role.SECRETARY).post(
        reverse("people:teacher_new", args=["rekaan-1"]), form | {"nip": "198001152005011001"}
    )
    back = Teacher.objects.get(pk=world.teachers[1].pk)
    assert (back.active, back.left_on, back.joined_on) == (True, None, date(2021, 7, 1))


def test_the_day_of_joining_cannot_follow_that_of_leaving(world: World) -> None:
    teacher = leave(world, world.teachers[1], timezone.localdate() - timedelta(days=9))
    with pytest.raises(Refused, match="mendahului"):
        change_teacher(
            actor=load_actor(world.users[Role.SECRETARY]),
            now=timezone.now(),
            group=world.group,
            teacher=teacher,
            changes={"joined_on": timezone.localdate()},
        )


def test_new_teachers_join_on_the_day_of_a_later_list_only(world: World) -> None:
    school, now = world.other_school, datetime(2026, 11, 25, 3, 0, tzinfo=UTC)

    def read(*names: str) -> None:
        import_dapodik_file(
            data=roster_file(*(teacher(name) for name in names)),
            school=school,
            dry_run=False,
            now=now,
            progress=lambda _done, _total: None,
        )

    read("Bu Contoh Lama")
    read("Bu Contoh Lama", "Bu Contoh Baru")
    found = dict(Teacher.objects.filter(school=school).values_list("name", "joined_on"))
    assert found["Bu Contoh Lama"] is None and found["Bu Contoh Baru"] == DAY
