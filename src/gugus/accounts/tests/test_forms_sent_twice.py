"""A form whose answer shows secrets acts once: a reload, a second tap, the way back."""

import re
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import AuditEntry, PersonalKey, SentForm, User
from tests.support.world import World

KEYS = "/g/rekaan-1/kunci/"


def _strict(world: World, role: Role = Role.SECRETARY) -> Client:
    """A browser whose forms carry their tokens."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = world.client(role).cookies
    return client


def _token(client: Client, path: str) -> str:
    html = client.get(path).content.decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
    assert found
    return found[1]


def _form(world: World, client: Client) -> dict[str, object]:
    teacher = world.teachers[0]
    return {
        "csrfmiddlewaretoken": _token(client, KEYS),
        "teacher": teacher.pk,
        "wanted": "both",
        "sekolah": teacher.school_id,
    }


def _live(world: World) -> set[int]:
    keys = PersonalKey.objects.filter(user=world.teachers[0].user, withdrawn_at=None)
    return set(keys.values_list("pk", flat=True))


def test_a_reload_shows_the_same_cards_and_kills_none(world: World) -> None:
    client = _strict(world)
    form = _form(world, client)
    first = client.post(KEYS, form)
    live = _live(world)
    again = client.post(KEYS, form)
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert _live(world) == live
    # A page opened anew is another form.
    client.post(KEYS, _form(world, client))
    assert _live(world) != live


def test_long_afterwards_it_says_that_it_was_done(world: World) -> None:
    client = _strict(world)
    form = _form(world, client)
    client.post(KEYS, form)
    live = _live(world)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        again = client.post(KEYS, form, follow=True)
    assert again.redirect_chain == [(KEYS, 302)]
    assert "tidak ada yang dibuat lagi" in again.content.decode()
    assert _live(world) == live


def test_what_was_refused_may_be_sent_again(world: World) -> None:
    client = _strict(world)
    form = _form(world, client)
    assert client.post(KEYS, {**form, "teacher": 999_999}).status_code == 422
    assert not SentForm.objects.exists()
    assert client.post(KEYS, form).status_code == 200


def test_what_rests_holds_no_secret_that_the_installation_could_open(world: World) -> None:
    client = _strict(world)
    form = _form(world, client)
    html = client.post(KEYS, form).content.decode()
    pin = re.search(r'class="secret">([^<]+)<', html)
    row = SentForm.objects.get()
    assert pin is not None and pin[1] not in row.sealed
    assert str(form["csrfmiddlewaretoken"]) not in row.sealed + row.fingerprint


def test_a_new_officer_whose_form_is_sent_again_gets_one_login(world: World) -> None:
    client, path = _strict(world), reverse("accounts:officers_give", args=["rekaan-1"])
    form = {"csrfmiddlewaretoken": _token(client, path), "role": "treasurer", "name": "Orang Baru"}
    answers = {client.post(path, form).content for _time in range(3)}
    assert len(answers) == 1
    assert User.objects.filter(name="Orang Baru").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_act_once_and_show_the_same(world: World) -> None:
    client = _strict(world)
    form, gate, got = _form(world, client), Barrier(2), list[bytes]()

    def tap() -> None:
        try:
            mine = Client(enforce_csrf_checks=True)
            mine.cookies = client.cookies
            gate.wait()
            got.append(mine.post(KEYS, form).content)
        finally:
            connection.close()

    taps = [Thread(target=tap) for _tap in range(2)]
    for one in taps:
        one.start()
    for one in taps:
        one.join()
    assert len(got) == 2 and len(set(got)) == 1
    assert AuditEntry.objects.filter(verb="personal_key.issued").count() == 1


def test_a_claim_whose_process_died_is_taken_up_again(world: World) -> None:
    client = _strict(world)
    form = _form(world, client)
    client.post(KEYS, form)
    long_ago: datetime = timezone.now() - timedelta(minutes=5)
    SentForm.objects.update(answered_at=None, sealed="", sent_at=long_ago)
    live = _live(world)
    assert client.post(KEYS, form).status_code == 200
    assert _live(world) != live
