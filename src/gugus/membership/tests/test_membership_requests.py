"""A teacher comes to a second group: it asks, the home group answers, and one person belongs to both."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.membership.models import MembershipRequest
from gugus.membership.services import answer_request
from gugus.people.access import load_actor
from gugus.people.models import Membership, Teacher
from gugus.people.queries import groups_of_teachers, kept_elsewhere, teachers_of
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from tests.support.world import World, client_of

NUMBER = "1234567890123456"


def ask(world: World, name: str, number: str, **more: object) -> tuple[int, str]:
    """The other group's secretary asks."""
    client = client_of(world.outsider)
    address = reverse("membership:ask", args=["seberang-1"])
    sent = {"name": name, "number": number, "school": "", **more}
    answer = client.post(address, sent, follow=True)
    shown = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    # The secret of a form is another one each time.
    text = re.sub(r'value="\w{64}"', "", shown[0] if shown else "")
    return answer.status_code, text


@pytest.fixture
def known(world: World) -> Teacher:
    one = world.teachers[1]
    Teacher.objects.filter(pk=one.pk).update(nuptk=NUMBER)
    return one


def home_answers(world: World, answer: str) -> None:
    client: Client = world.client(Role.SECRETARY)
    listed = client.get(reverse("membership:requests", args=["rekaan-1"])).content.decode()
    assert "Guru Rekaan 2" in listed and "Gugus Seberang I" in listed
    row = MembershipRequest.objects.get()
    address = reverse("membership:answer", args=["rekaan-1", row.pk])
    assert client.post(address, {"answer": answer}).status_code == 302


def test_a_teacher_comes_when_the_home_group_agrees(world: World, known: Teacher) -> None:
    ask(world, "guru rekaan 2", "1234 5678 9012 3456")
    assert known not in teachers_of(world.other)
    beranda = world.client(Role.SECRETARY).get(reverse("home:home", args=["rekaan-1"]))
    assert "mengundang 1 guru" in beranda.content.decode()
    home_answers(world, "ya")
    assert known in teachers_of(world.other) and known in teachers_of(world.group)
    assert groups_of_teachers([known])[known.pk] == (world.group.pk, world.other.pk)
    assert not MembershipRequest.objects.exists() and Teacher.objects.count() == 7


def test_a_second_school_is_named_with_it(world: World, known: Teacher) -> None:
    ask(world, known.name, NUMBER, school=world.other_school.pk)
    home_answers(world, "ya")
    assert Membership.objects.get().school == world.other_school


def test_a_declined_request_goes_without_a_trace_on_the_roster(
    world: World, known: Teacher
) -> None:
    ask(world, known.name, NUMBER)
    home_answers(world, "tidak")
    assert not Membership.objects.exists() and not MembershipRequest.objects.exists()


def test_asking_tells_nobody_who_teaches_where(world: World, known: Teacher) -> None:
    right = ask(world, known.name, NUMBER)
    for name, number in (("Guru Lain", NUMBER), (known.name, "9999999999999999")):
        assert ask(world, name, number) == right
    assert MembershipRequest.objects.count() == 1


def test_a_request_is_answered_at_home_only(world: World, known: Teacher) -> None:
    ask(world, known.name, NUMBER)
    row = MembershipRequest.objects.get()
    assert (
        client_of(world.outsider)
        .post(reverse("membership:answer", args=["seberang-1", row.pk]), {"answer": "ya"})
        .status_code
        == 404
    )
    with pytest.raises(Refused):
        answer_request(
            actor=load_actor(world.outsider), now=timezone.now(), group=world.other,
            request=row, agree=True,
        )  # fmt: skip
    assert not Membership.objects.exists()


def test_who_left_is_asked_for_again(world: World, known: Teacher) -> None:
    Membership.objects.create(teacher=known, group=world.other, until=world.today)
    ask(world, known.name, NUMBER)
    home_answers(world, "ya")
    assert Membership.objects.get().until is None


def test_a_member_is_not_asked_for(world: World) -> None:
    Teacher.objects.filter(pk=world.other_teacher.pk).update(nuptk=NUMBER)
    status, text = ask(world, "Guru Seberang", NUMBER)
    assert status == 422 and "sudah menjadi anggota" in text


def test_who_left_every_group_is_given_by_the_last_one(world: World, known: Teacher) -> None:
    """Its word makes the asking group the home; without it nothing of the person is reached."""
    Teacher.objects.filter(pk=known.pk).update(active=False, left_on=world.today)
    right = ask(world, known.name, NUMBER, school=world.other_school.pk)
    assert right == ask(world, "Guru Lain", NUMBER, school=world.other_school.pk)
    assert known not in teachers_of(world.other)
    beranda = world.client(Role.SECRETARY).get(reverse("home:home", args=["rekaan-1"]))
    assert "mengundang 1 guru" in beranda.content.decode()
    row = MembershipRequest.objects.get()
    address = reverse("membership:answer", args=["rekaan-1", row.pk])
    assert (
        "sudah keluar dari kelompok ini"
        in world.client(Role.SECRETARY).get(address).content.decode()
    )
    home_answers(world, "ya")
    known.refresh_from_db()
    assert known.active and known.left_on is None
    assert known in teachers_of(world.other) and known not in teachers_of(world.group)
    assert groups_of_teachers([known])[known.pk] == (world.other.pk,)
    assert not kept_elsewhere(world.other, [known]) and known.school == world.other_school


def test_who_left_every_group_comes_with_a_school_only(world: World, known: Teacher) -> None:
    """Else the earlier school would go on saying where they belong."""
    Teacher.objects.filter(pk=known.pk).update(active=False, left_on=world.today)
    ask(world, known.name, NUMBER)
    row = MembershipRequest.objects.get()
    address = reverse("membership:answer", args=["rekaan-1", row.pk])
    said = world.client(Role.SECRETARY).post(address, {"answer": "ya"})
    assert said.status_code == 422 and "memilih sekolahnya" in said.content.decode()
    assert MembershipRequest.objects.exists() and not teachers_of(world.other).filter(pk=known.pk)


def test_who_left_the_own_group_is_brought_back_and_not_asked_for(world: World) -> None:
    Teacher.objects.filter(pk=world.other_teacher.pk).update(nuptk=NUMBER, active=False)
    status, text = ask(world, "Guru Seberang", NUMBER)
    assert status == 422 and "Pulihkan" in text
