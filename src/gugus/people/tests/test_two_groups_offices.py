"""A school in two groups: what an office of each reaches, and what stays the other's."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.accounts.services.officers import (
    OfficeCandidate,
    grant_office,
    office_in_group,
)
from gugus.competence.access import readable_teachers
from gugus.people.access import visible_teachers
from gugus.people.clock import year_here
from gugus.people.models import GroupSchool, RoleAssignment
from gugus.people.rules.roles import May, Role
from gugus.platform.foundation.models import User
from tests.support.two_groups import Shared, actor_of, other, second, share
from tests.support.world import SINCE, World, client_of


@pytest.fixture
def shared(world: World) -> Shared:
    return share(world)


def test_a_head_named_by_the_second_group_opens_nothing_of_the_first(
    world: World, shared: Shared
) -> None:
    given = grant_office(
        actor=second(world), office=office_in_group(world.other, Role.SCHOOL_HEAD, shared.school),
        somebody=OfficeCandidate(name="Bu Contoh Kepala"), now=timezone.now(),
    )  # fmt: skip
    head = actor_of(given.user)
    assert head.group_ids() == {world.other.pk}
    assert not any(head.may(what, world.group.pk) for what in May)
    assert shared.by_school in visible_teachers(head, May.SEE_RATINGS, world.other)
    assert not readable_teachers(head, world.group).exists()
    User.objects.filter(pk=given.user.pk).update(must_change_password=False)
    client = client_of(User.objects.get(pk=given.user.pk))
    for name in ("home:home", "cash:cash", "competence:rounds", "catchup:shared_journals"):
        assert client.get(reverse(name, args=["rekaan-1"])).status_code == 404, name


def test_an_office_ends_with_the_schools_membership(world: World, shared: Shared) -> None:
    user = User.objects.create_user("kepala", "Bu Kepala")
    RoleAssignment.objects.create(
        user=user, role=Role.SCHOOL_HEAD, group=world.other, school=shared.school, since=SINCE
    )
    assert actor_of(user).group_ids() == {world.other.pk}
    GroupSchool.objects.filter(group=world.other, school=shared.school).update(
        last_year=year_here() - 1
    )
    assert actor_of(user).group_ids() == frozenset()


def test_the_first_groups_offices_are_not_in_the_seconds_list(world: World, shared: Shared) -> None:
    user = User.objects.create_user("kepala", "Bu Kepala Bersama")
    office = RoleAssignment.objects.create(
        user=user, role=Role.SCHOOL_HEAD, group=world.group, school=shared.school, since=SINCE
    )
    client = client_of(world.outsider)
    assert "Bu Kepala Bersama" not in client.get(other("accounts:officers")).content.decode()
    for name in ("accounts:officers_reset", "accounts:officers_withdraw"):
        assert client.post(other(name, office.pk)).status_code == 404


def test_the_switcher_offers_both_groups(world: World, shared: Shared) -> None:
    client: Client = client_of(world.users[Role.TEACHER])
    for code in ("rekaan-1", "seberang-1"):
        assert client.get(reverse("home:home", args=[code])).status_code == 200
    own = client.get(reverse("accounts:own_data")).content.decode()
    assert "Gugus Rekaan I" in own and "Gugus Seberang I" in own
