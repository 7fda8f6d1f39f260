"""A key that somebody made for a teacher is told of, again and again, and never hidden."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.accounts.models import SignIn
from gugus.accounts.rules import TOLD_FOR, device_of
from gugus.accounts.services.keys import KeySelection, issue_keys
from gugus.accounts.services.sign_ins import note_sign_in
from gugus.people.access import load_actor
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import PersonalKey, User
from tests.support.html import Part, page_of
from tests.support.offices import act, office
from tests.support.world import World, client_of

OWN = reverse("accounts:own_data")
PHONE = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537 Chrome/126.0 Mobile Safari/537.36"
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36 Edg/126.0"


def made(world: World, wanted: KeySelection = KeySelection.LINK) -> str:
    """A link that the secretary makes for the world's teacher."""
    (issued,) = issue_keys(
        actor=load_actor(world.users[Role.SECRETARY]),
        group=world.group,
        teachers=[world.teachers[0]],
        wanted=wanted,
        now=timezone.now(),
    )
    return issued.token or ""


def come_in(token: str, agent: str) -> tuple[Client, Part]:
    """Sign in by a link with a device; the client and the page that comes first."""
    client = Client(HTTP_USER_AGENT=agent)
    answer = client.post(reverse("accounts:sign_in_link", args=[token]), follow=True)
    return client, page_of(answer)


def test_the_teacher_is_told_although_the_secretary_was_first(world: World) -> None:
    """A link made and used behind the teacher's back, then the one that the teacher gets."""
    _client, page = come_in(made(world), LAPTOP)
    client, page = come_in(made(world), PHONE)
    assert page.told.count("Tautan masuk oleh Contoh secretary") == 2
    assert "Bukan Anda yang minta?" in page.told
    own = page_of(client.get(OWN))
    assert [row.says("Tautan masuk", "Contoh secretary") for row in own.entries("Tautan masuk")]
    assert own.says("tautan", "Windows, Edge") and own.says("tautan", "HP Android, Chrome")


def test_after_a_month_a_key_is_no_news(world: World) -> None:
    token = made(world)
    PersonalKey.objects.update(issued_at=timezone.now() - TOLD_FOR - timedelta(days=1))
    _client, page = come_in(token, PHONE)
    assert "Bukan Anda" not in page.told


def test_a_phone_that_stays_signed_in_tells_of_a_new_key_on_beranda(world: World) -> None:
    home = reverse("home:home", args=["rekaan-1"])
    made(world)
    client = client_of(User.objects.get(pk=world.users[Role.TEACHER].pk))
    assert "minggu ini" not in page_of(client.get(home))
    PersonalKey.objects.update(issued_at=timezone.now() - timedelta(days=60))
    made(world, KeySelection.PIN)
    assert page_of(client.get(home)).entry("minggu ini")
    assert "minggu ini" not in page_of(world.client(Role.SECRETARY).get(home))


def test_a_given_password_is_among_the_keys(world: World) -> None:
    act(world.client(Role.SECRETARY), "reset", office(world, Role.TREASURER))
    user = User.objects.get(pk=world.users[Role.TREASURER].pk)
    user.must_change_password = False
    user.save()
    own = page_of(client_of(user).get(OWN))
    assert own.entry("Kata sandi sementara").says("Contoh secretary")


def test_the_file_holds_keys_and_sign_ins_but_no_secret(world: World) -> None:
    client, _page = come_in(made(world), PHONE)
    answer = client.get(reverse("accounts:own_data_download"))
    found = answer.json()
    assert [key["issued_by__name"] for key in found["keys"]] == ["Contoh secretary"]
    assert found["sign_ins"][0]["device"] == "android/chrome"
    assert "hash" not in answer.content.decode()


def test_only_the_last_sign_ins_are_kept(world: World) -> None:
    user, now = world.users[Role.TEACHER], timezone.now()
    for n in range(60):
        note_sign_in(user=user, by="pin", user_agent="", now=now + timedelta(minutes=n))
    note_sign_in(user=world.users[Role.CHAIR], by="password", user_agent="", now=now)
    assert SignIn.objects.filter(user=user).count() == 50
    assert SignIn.objects.filter(user=user).latest("at").at == now + timedelta(minutes=59)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        (PHONE, "android/chrome"),
        (LAPTOP, "windows/edge"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari",
            "iphone/safari",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0", "linux/firefox"),
        ("<script>" * 1000, "/"),
        ("", "/"),
    ],
)
def test_a_device_is_known_by_its_kind_alone(said: str, known: str) -> None:
    assert device_of(said) == known


def test_the_journal_promises_what_is_true(world: World) -> None:
    page = page_of(world.client(Role.TEACHER).get(reverse("catchup:journal", args=["rekaan-1"])))
    assert page.says("hanya tampil untuk Anda")
    assert page.says("Siapa pun yang memegang tautan atau PIN Anda masuk sebagai Anda")
    assert page.leads_to(f"{OWN}#kunci")
