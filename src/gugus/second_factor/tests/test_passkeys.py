"""Passkeys: on https alone, made with the phone's code, signed for this host, never twice, one's own."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gugus.accounts.models import SignIn
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import AuditEntry, User
from gugus.second_factor.models import Passkey
from tests.support.html import page_of
from tests.support.passkey_device import PasskeyDevice
from tests.support.second_factor import (
    ASKED,
    OWN,
    at_the_door,
    code_of,
    is_in,
    officer,
    set_up,
)
from tests.support.world import World, client_of

ADD = reverse("second_factor:passkey_add")
SHOWN = reverse("accounts:sign_in_passkey")


def options_on(client: Client, address: str) -> dict[str, Any]:
    """What a page asks the device."""
    source = client.get(address, secure=True).content.decode()
    options = source.partition('id="passkey-options" type="application/json">')[2]
    found: dict[str, Any] = json.loads(options.partition("<")[0])
    return found


def add(client: Client, device: PasskeyDevice, code: str, title: str = "laptop sekolah") -> Any:
    answer = device.make(options_on(client, ADD))
    return client.post(ADD, {"answer": answer, "title": title, "code": code}, secure=True)


def door() -> Client:
    """A browser on https in which the password was typed."""
    return at_the_door()


@pytest.fixture
def device() -> PasskeyDevice:
    return PasskeyDevice("https://testserver")


@pytest.fixture
def owner(world: World, device: PasskeyDevice) -> tuple[Client, list[str]]:
    """A secretary with a phone, a passkey, and nine codes left on paper."""
    client = client_of(officer(world))
    _secret, paper = set_up(client)
    assert add(client, device, paper.pop()).status_code == 302
    return client, paper


def test_a_passkey_stands_for_the_code(
    owner: tuple[Client, list[str]], device: PasskeyDevice
) -> None:
    client = door()
    answer = device.show(options_on(client, ASKED))
    client.post(SHOWN, {"answer": answer}, secure=True)
    assert is_in(client)
    assert AuditEntry.objects.filter(verb="user.signed_in").latest("pk").data == {"by": "passkey"}
    assert SignIn.objects.latest("pk").by == "passkey"
    own, _paper = owner
    assert "terakhir dipakai" in page_of(own.get(OWN, secure=True)).entry("laptop sekolah").text


def test_an_answer_counts_once_and_only_for_its_question(
    owner: tuple[Client, list[str]], device: PasskeyDevice
) -> None:
    client, other = door(), door()
    answer = device.show(options_on(client, ASKED))
    options_on(other, ASKED)
    other.post(SHOWN, {"answer": answer}, secure=True)
    client.post(SHOWN, {"answer": answer}, secure=True)
    assert is_in(client) and not is_in(other)
    again = door()
    again.post(SHOWN, {"answer": answer}, secure=True)
    assert not is_in(again)


def test_a_copied_key_is_found_by_its_count(
    owner: tuple[Client, list[str]], device: PasskeyDevice
) -> None:
    client = door()
    device.counter = 7
    client.post(SHOWN, {"answer": device.show(options_on(client, ASKED))}, secure=True)
    assert is_in(client)
    copy = door()
    device.counter = 3
    copy.post(SHOWN, {"answer": device.show(options_on(copy, ASKED))}, secure=True)
    assert not is_in(copy)


@pytest.mark.parametrize("origin", ["https://lain.example", "http://testserver"])
def test_another_place_gets_no_signature_that_opens_here(
    owner: tuple[Client, list[str]], device: PasskeyDevice, origin: str
) -> None:
    client = door()
    device.origin = origin
    client.post(SHOWN, {"answer": device.show(options_on(client, ASKED))}, secure=True)
    assert not is_in(client)


def test_a_stranger_s_device_and_nonsense_open_nothing(owner: tuple[Client, list[str]]) -> None:
    stranger = PasskeyDevice("https://testserver")
    client = door()
    wrong = [stranger.show(options_on(client, ASKED)), "", "{}", "[]", '{"id": 1}', "x" * 30_000]
    for answer in wrong[:4]:
        answered = client.post(SHOWN, {"answer": answer}, secure=True, follow=True)
        assert "Kunci sandi ini tidak dikenal" in page_of(answered).text
        assert not is_in(client)
    client = door()
    for answer in wrong[4:]:
        client.post(SHOWN, {"answer": answer}, secure=True)
    assert not is_in(client)


def test_guesses_wait_like_those_at_codes(owner: tuple[Client, list[str]]) -> None:
    client = door()
    answers = [
        client.post(SHOWN, {"answer": "{}"}, secure=True, follow=True) for _guess in range(6)
    ]
    texts = [page_of(answer).text for answer in answers]
    assert "Terlalu banyak" in texts[-1] and "Terlalu banyak" not in texts[0]


def test_without_the_password_nothing_is_asked(
    owner: tuple[Client, list[str]], device: PasskeyDevice
) -> None:
    answered = Client().post(SHOWN, {"answer": "{}"}, secure=True)
    assert answered["Location"] == reverse("accounts:sign_in_password")


def test_it_is_made_with_the_code_alone(world: World, device: PasskeyDevice) -> None:
    client = client_of(officer(world))
    assert client.get(ADD, secure=True)["Location"] == OWN, "no phone that counts yet"
    secret, _paper = set_up(client)
    assert add(client, device, "000000").status_code == 422
    assert not Passkey.objects.exists()
    assert add(client, device, code_of(secret)).status_code == 302
    paper_code = _paper[0]
    assert add(client, device, paper_code).status_code == 422, "the same device twice"
    assert Passkey.objects.count() == 1


def test_a_device_that_answers_nonsense_is_not_kept(world: World, device: PasskeyDevice) -> None:
    client = client_of(officer(world))
    _secret, paper = set_up(client)
    for answer in ("", "{}", device.make(options_on(client, ADD)).replace("none", "")):
        data = {"answer": answer, "title": "x", "code": paper[0]}
        assert client.post(ADD, data, secure=True).status_code == 422
    assert not Passkey.objects.exists()
    assert add(client, device, paper[0]).status_code == 302, "and the code is not used up"


def test_plain_http_and_bare_addresses_know_none(owner: tuple[Client, list[str]]) -> None:
    client, _paper = owner
    assert client.get(ADD)["Location"] == OWN
    assert "hanya dapat dipasang di alamat https" in page_of(client.get(OWN)).text
    assert "passkey-options" not in door().get(ASKED).content.decode()


def test_one_removes_one_s_own_only(world: World, owner: tuple[Client, list[str]]) -> None:
    client, _paper = owner
    address = reverse("second_factor:passkey_remove", args=[Passkey.objects.get().pk])
    other = client_of(officer(world, Role.CHAIR))
    assert other.post(address).status_code == 404
    assert page_of(client.get(address)).heading.startswith("Hapus kunci sandi")
    client.post(address)
    assert not Passkey.objects.exists()


def test_dropping_the_second_factor_drops_the_passkeys(owner: tuple[Client, list[str]]) -> None:
    client, paper = owner
    client.post(reverse("second_factor:remove"), {"code": paper[0]})
    assert not Passkey.objects.exists()
    assert User.objects.filter(second_factor__isnull=False).count() == 0
