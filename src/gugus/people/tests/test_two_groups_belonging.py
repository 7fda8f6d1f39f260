"""A teacher of two groups is one person: who belongs where, since when, until when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gugus.meetings.models import Meeting
from gugus.meetings.queries import expected
from gugus.participation.queries.hours import hours_of_group
from gugus.people.access import visible_teachers
from gugus.people.clock import year_here
from gugus.people.models import GroupSchool, Membership, RoleAssignment
from gugus.people.queries import former_members_of, groups_of_teachers, teachers_of
from gugus.people.queries.members import roster_on
from gugus.people.rules.roles import May, Role
from gugus.people.services import members, schools
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User
from tests.support.html import page_of
from tests.support.meetings import make_meeting, mark
from tests.support.two_groups import Shared, actor_of, first, other, second, share
from tests.support.world import SINCE, World, client_of

DAY = date(2026, 11, 25)


@pytest.fixture
def shared(world: World) -> Shared:
    return share(world)


def test_a_teacher_of_two_groups_is_one_person_in_both(world: World, shared: Shared) -> None:
    for one in (shared.by_school, shared.by_self):
        assert one in teachers_of(world.group) and one in teachers_of(world.other)
        assert groups_of_teachers([one])[one.pk] == (world.group.pk, world.other.pk)
    assert world.teachers[1] not in teachers_of(world.other)
    me = actor_of(world.users[Role.TEACHER])
    assert me.taught_groups() == me.group_ids() == {world.group.pk, world.other.pk}
    meeting = Meeting.objects.create(
        group=world.other, title="Rapat", date=DAY, starts_at="13:00", ends_at="15:00"
    )
    assert {one.name for one in expected(meeting)} == {
        "Guru Seberang", "Guru Rekaan 1", "Guru Bersama Lima",
    }  # fmt: skip


def test_leaving_the_second_group_touches_no_other(world: World, shared: Shared) -> None:
    now = timezone.now()
    for one in (shared.by_school, shared.by_self):
        members.mark_teacher_left(
            actor=second(world), now=now, group=world.other, teacher=one, left_on=DAY
        )
        one.refresh_from_db()
        assert one.active and one in teachers_of(world.group)
        assert one not in teachers_of(world.other) and one in former_members_of(world.other)
        assert one in roster_on(world.other.pk, 2026, DAY - timedelta(days=1))
        assert one not in former_members_of(world.group)
    assert actor_of(world.users[Role.TEACHER]).taught_groups() == {world.group.pk}
    members.restore_teacher(
        actor=second(world), now=now, group=world.other, teacher=shared.by_school
    )
    assert shared.by_school in teachers_of(world.other)


def test_leaving_home_leaves_the_person_where_they_stay(world: World, shared: Shared) -> None:
    now, one = timezone.now(), shared.by_school
    here = {"now": now, "teacher": one}
    members.mark_teacher_left(**here, actor=first(world), group=world.group, left_on=DAY)
    assert one not in teachers_of(world.group) and one in teachers_of(world.other)
    # The record goes to where they are: keys can be made again.
    assert groups_of_teachers([one])[one.pk] == (world.other.pk,)
    members.mark_teacher_left(**here, actor=second(world), group=world.other, left_on=DAY)
    one.refresh_from_db()
    assert not one.active and groups_of_teachers([one])[one.pk] == ()
    members.restore_teacher(**here, actor=first(world), group=world.group)
    one.refresh_from_db()
    assert one.active and one in teachers_of(world.group) and one not in teachers_of(world.other)


def test_who_left_before_the_school_was_shared_comes_back_at_home_only(world: World) -> None:
    now, one = timezone.now(), world.teachers[1]
    members.mark_teacher_left(
        actor=first(world), now=now, group=world.group, teacher=one, left_on=DAY
    )
    GroupSchool.objects.create(group=world.other, school=world.schools[1], first_year=2020)
    with pytest.raises(Refused, match="dikelola Gugus Rekaan I"):
        members.restore_teacher(actor=second(world), now=now, group=world.other, teacher=one)
    one.refresh_from_db()
    assert not one.active


def test_a_shared_school_that_leaves_the_second_group_stays_in_the_first(
    world: World, shared: Shared
) -> None:
    before = set(teachers_of(world.group))
    schools.end_school_membership(
        actor=second(world), now=timezone.now(), group=world.other, school=shared.school,
        last_year=year_here() - 1,
    )  # fmt: skip
    assert set(teachers_of(world.group)) == before
    assert shared.by_school not in teachers_of(world.other)
    # Who belongs by themselves does not come and go with a school.
    assert shared.by_self in teachers_of(world.other)


def test_a_second_school_in_another_group_comes_and_goes_with_it(world: World) -> None:
    one = world.teachers[1]
    Membership.objects.create(teacher=one, group=world.other, school=world.other_school)
    assert one in teachers_of(world.other)
    user = User.objects.create_user("kepala", "Bu Kepala")
    RoleAssignment.objects.create(
        user=user, role=Role.SCHOOL_HEAD, group=world.other, school=world.other_school, since=SINCE
    )
    assert one in visible_teachers(actor_of(user), May.RATE_AS_HEAD, world.other)
    page = page_of(client_of(world.outsider).get(other("people:school", world.other_school.pk)))
    assert "Guru Rekaan 2" in str(page)
    GroupSchool.objects.filter(group=world.other).update(last_year=year_here() - 1)
    assert one not in teachers_of(world.other) and one in teachers_of(world.group)


def test_a_second_school_in_the_own_group_changes_no_day(world: World) -> None:
    one = world.teachers[0]
    Membership.objects.create(
        teacher=one, group=world.group, school=world.schools[1], since=DAY + timedelta(days=9)
    )
    assert one in roster_on(world.group.pk, 2026, DAY) and one in teachers_of(world.group)
    assert teachers_of(world.group).filter(pk=one.pk).count() == 1


def test_hours_count_from_the_day_somebody_belongs(world: World, shared: Shared) -> None:
    Membership.objects.filter(teacher=shared.by_self).update(since=DAY)
    for day in (DAY - timedelta(days=14), DAY):
        meeting = make_meeting(world, group=world.other, date=day, state=Meeting.State.HELD)
        mark(meeting, world.other_teacher, world.outsider)
    found = hours_of_group(world.other, SINCE, DAY, today=DAY)
    called = {pk: len(rows) for pk, rows in found.by_teacher.items()}
    assert called == {
        world.other_teacher.pk: 2, shared.by_school.pk: 2, shared.by_self.pk: 1,
    }  # fmt: skip
