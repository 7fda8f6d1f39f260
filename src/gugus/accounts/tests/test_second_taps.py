"""A form sent twice makes one record."""

import pytest
from django.urls import reverse

from gugus.people.models import CommitteePost, RoleAssignment, Speaker, Teacher
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import User
from tests.support.world import SINCE, World


def _twice(world: World, role: Role, path: str, data: dict[str, object]) -> tuple[int, int]:
    client = world.client(role)
    first, second = (client.post(path, data).status_code for _tap in range(2))
    return first, second


@pytest.mark.parametrize(
    ("name", "data", "model", "kept"),
    [
        ("people:speaker_new", {"name": "Pak Ahli"}, Speaker, {"name": "Pak Ahli"}),
        (
            "committee:post_new",
            {"post": "anggota", "person_name": "Bu Rekaan", "term_start": "2026-07-01"},
            CommitteePost,
            {"person_name": "Bu Rekaan"},
        ),
    ],
)
def test_speakers_and_posts(name, data, model, kept, world: World) -> None:
    path = reverse(name, args=["rekaan-1"])
    assert _twice(world, Role.SECRETARY, path, data) == (302, 422)
    assert model.objects.filter(**kept).count() == 1


def test_a_teacher_without_any_number(world: World) -> None:
    path = reverse("people:teacher_new", args=["rekaan-1"])
    data = {"name": "Guru Tanpa Nomor", "school": world.schools[0].pk}
    assert _twice(world, Role.SECRETARY, path, data) == (302, 422)
    # Somebody else of that name differs in something.
    assert _twice(world, Role.SECRETARY, path, {**data, "class_level": 3}) == (302, 422)
    assert Teacher.objects.filter(name="Guru Tanpa Nomor").count() == 2


def test_a_new_officer_gets_one_login(world: World) -> None:
    data = {"role": "treasurer", "name": "Orang Baru"}
    path = reverse("accounts:officers_give", args=["rekaan-1"])
    assert _twice(world, Role.SECRETARY, path, data) == (200, 422)
    site = {"role": "district_officer", "name": "Orang Dinas", "place": "32.01"}
    assert _twice(world, Role.SITE_ADMIN, reverse("accounts:site_give"), site) == (200, 422)
    assert User.objects.filter(name__in=["Orang Baru", "Orang Dinas"]).count() == 2


def test_a_group_gives_no_password_to_a_teacher_of_another_group(world: World) -> None:
    """With the word one could read what that teacher alone may read there."""
    other = world.other_teacher.user
    assert other is not None
    RoleAssignment.objects.filter(user=other).delete()
    row = RoleAssignment.objects.create(
        user=other, role=Role.TREASURER, group=world.group, since=SINCE
    )
    before = User.objects.get(pk=other.pk).password
    world.client(Role.SECRETARY).post(reverse("accounts:officers_reset", args=["rekaan-1", row.pk]))
    assert User.objects.get(pk=other.pk).password == before
