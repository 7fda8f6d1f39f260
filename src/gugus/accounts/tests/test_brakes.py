"""Guessing is slowed, and whoever belongs here still gets in."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.accounts.services.passwords import renew_password
from gugus.people.access import load_actor
from gugus.people.models import Teacher
from gugus.people.rules.roles import Role
from gugus.platform.foundation import known_browser, rules
from gugus.platform.foundation.models import AuditEntry, PinBudget, SignInAttempts
from tests.support.html import page_of
from tests.support.sign_in import (
    PASSWORD,
    by_password,
    by_pin,
    officer,
    person_of,
    teacher_with_keys,
)
from tests.support.world import World

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as there:
        yield there


def wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 10**6:06}"


def refusal(client: Client, name: str, pin: str) -> str:
    response = by_pin(client, name, pin)
    return "" if response.status_code == 302 else page_of(response).refusal


def strangers_guess(name: str, pin: str, times: int) -> None:
    for _time in range(times):
        by_pin(Client(), name, wrong(pin))


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))


def test_strangers_who_guess_do_not_lock_out_a_phone_that_was_in_before(
    world: World, client: Client, clock: time_machine.Traveller
) -> None:
    _link, pin = teacher_with_keys(world.teachers[0])
    assert refusal(client, "Guru Rekaan 1", pin) == ""
    client.post(reverse("accounts:sign_out"))
    strangers_guess("Guru Rekaan 1", pin, 12)
    assert "Tunggu" in refusal(Client(), "Guru Rekaan 1", pin)
    assert refusal(client, "Guru Rekaan 1", pin) == ""
    # That one came in says nothing of the strangers: they go on waiting.
    assert "Tunggu" in refusal(Client(), "Guru Rekaan 1", pin)
    assert verbs().count("sign_in.slowed") == 1


def test_the_same_holds_for_passwords(
    world: World, client: Client, clock: time_machine.Traveller
) -> None:
    officer(world)
    assert by_password(client).status_code == 302
    client.post(reverse("accounts:sign_out"))
    for _time in range(12):
        by_password(Client(), "salah")
    assert by_password(Client()).status_code == 422
    assert by_password(client).status_code == 302


def test_a_link_makes_a_phone_known_too(
    world: World, client: Client, clock: time_machine.Traveller
) -> None:
    link, pin = teacher_with_keys(world.teachers[0])
    client.post(reverse("accounts:sign_in_link", args=[link]))
    client.post(reverse("accounts:sign_out"))
    strangers_guess("Guru Rekaan 1", pin, 6)
    assert refusal(client, "Guru Rekaan 1", pin) == ""


def test_a_known_phone_has_the_same_brake(
    world: World, client: Client, clock: time_machine.Traveller
) -> None:
    _link, pin = teacher_with_keys(world.teachers[0])
    by_pin(client, "Guru Rekaan 1", pin)
    client.post(reverse("accounts:sign_out"))
    for _time in range(5):
        by_pin(client, "Guru Rekaan 1", wrong(pin))
    assert "Tunggu" in refusal(client, "Guru Rekaan 1", pin)
    # A thief's guesses on it keep nobody waiting elsewhere.
    assert refusal(Client(), "Guru Rekaan 1", pin) == ""


def test_a_known_phone_is_a_stranger_at_other_accounts(
    world: World, client: Client, clock: time_machine.Traveller
) -> None:
    _link, own = teacher_with_keys(world.teachers[0])
    _link, pin = teacher_with_keys(world.teachers[1])
    by_pin(client, "Guru Rekaan 1", own)
    client.post(reverse("accounts:sign_out"))
    strangers_guess("Guru Rekaan 2", pin, 5)
    assert "Tunggu" in refusal(client, "Guru Rekaan 2", pin)


def test_a_cookie_that_we_did_not_sign_makes_nobody_known(
    world: World, client: Client, clock: time_machine.Traveller
) -> None:
    _link, pin = teacher_with_keys(world.teachers[0])
    strangers_guess("Guru Rekaan 1", pin, 5)
    client.cookies[known_browser.COOKIE] = "eyJicm93c2VyIjoiYSJ9:1:x"
    assert "Tunggu" in refusal(client, "Guru Rekaan 1", pin)


def test_a_new_pin_opens_at_once(
    world: World, client: Client, clock: time_machine.Traveller
) -> None:
    teacher = world.teachers[0]
    _link, pin = teacher_with_keys(teacher)
    strangers_guess(teacher.name, pin, 12)
    issued = world.client(Role.SECRETARY).post(
        reverse("accounts:keys", args=["rekaan-1"]), {"teacher": teacher.pk, "wanted": "pin"}
    )
    shown = re.search(r"PIN: (\d{6})", page_of(issued).source)
    assert shown is not None
    assert refusal(client, teacher.name, shown[1]) == ""


def test_a_reset_password_opens_at_once(world: World, clock: time_machine.Traveller) -> None:
    user = officer(world)
    for _time in range(12):
        by_password(Client(), "salah")
    renew_password(
        actor=load_actor(world.users[Role.SITE_ADMIN]),
        group=world.group,
        user=user,
        now=timezone.now(),
    )
    assert not SignInAttempts.objects.exists()


@pytest.mark.parametrize("ahead", [timedelta(days=3650), timedelta(hours=3), timedelta(minutes=5)])
def test_a_clock_that_jumped_ahead_and_back_locks_nobody_for_longer(
    world: World, client: Client, clock: time_machine.Traveller, ahead: timedelta
) -> None:
    _link, pin = teacher_with_keys(world.teachers[0])
    clock.shift(ahead)
    for _time in range(40):
        strangers_guess("Guru Rekaan 1", pin, 1)
        clock.shift(rules.LONGEST_WAIT)
    strangers_guess("Guru Rekaan 1", pin, 1)
    clock.move_to(NOW)
    assert "15 menit" in refusal(client, "Guru Rekaan 1", pin)
    clock.shift(rules.LONGEST_WAIT + timedelta(seconds=1))
    assert refusal(client, "Guru Rekaan 1", pin) == ""


def test_a_clock_that_went_back_makes_a_short_wait_no_longer(
    world: World, client: Client, clock: time_machine.Traveller
) -> None:
    _link, pin = teacher_with_keys(world.teachers[0])
    strangers_guess("Guru Rekaan 1", pin, 5)
    clock.shift(timedelta(minutes=-10))
    assert "1 detik" in refusal(client, "Guru Rekaan 1", pin)
    clock.shift(timedelta(seconds=2))
    assert refusal(client, "Guru Rekaan 1", pin) == ""


# One PIN at every name


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A group that may mistype six times a day."""
    monkeypatch.setattr(rules, "LEAST_ALLOWANCE", 6)
    monkeypatch.setattr(rules, "ALLOWANCE_FOR_EACH", 0)


def sweep(times: int, first: int = 0) -> list[str]:
    return [refusal(Client(), f"Rekaan {n}", "123456") for n in range(first, first + times)]


def test_one_pin_over_all_names_is_slowed(
    world: World, few: None, clock: time_machine.Traveller
) -> None:
    _link, pin = teacher_with_keys(world.teachers[0])
    assert not any("Tunggu" in said for said in sweep(7))
    said = refusal(Client(), "Guru Rekaan 1", pin)
    assert "2 detik" in said and "Tautan" in said
    # It was not tried, so the name's own counter stands still.
    clock.shift(timedelta(seconds=3))
    assert refusal(Client(), "Guru Rekaan 1", pin) == ""


def test_a_search_that_goes_on_waits_a_minute_and_no_longer(
    world: World, few: None, clock: time_machine.Traveller
) -> None:
    for n in range(30):
        sweep(1, n)
        clock.shift(timedelta(minutes=1, seconds=1))
    sweep(1, 40)
    assert "1 menit" in sweep(1, 41)[0] or "60 detik" in sweep(1, 41)[0]
    clock.shift(timedelta(days=4))
    assert not any("Tunggu" in said for said in sweep(6, 50))


def test_links_passwords_and_known_phones_never_wait_for_it(
    world: World, client: Client, few: None, clock: time_machine.Traveller
) -> None:
    link, pin = teacher_with_keys(world.teachers[0])
    officer(world)
    by_pin(client, "Guru Rekaan 1", pin)
    client.post(reverse("accounts:sign_out"))
    sweep(9)
    assert "Tunggu" in refusal(Client(), "Guru Rekaan 2", pin)
    assert refusal(client, "Guru Rekaan 1", pin) == ""
    assert by_password(Client()).status_code == 302
    assert Client().post(reverse("accounts:sign_in_link", args=[link])).status_code == 302


def test_another_group_does_not_wait_for_it(
    world: World, few: None, clock: time_machine.Traveller
) -> None:
    sweep(9)
    refused = by_pin(Client(), "Guru Seberang", "123456", "seberang-1")
    assert "tidak cocok" in page_of(refused).refusal


def test_the_secretary_is_told_and_may_let_people_in(
    world: World, few: None, clock: time_machine.Traveller
) -> None:
    secretary, home = world.client(Role.SECRETARY), reverse("home:home", args=["rekaan-1"])
    keys, relax = (
        reverse(f"accounts:{name}", args=["rekaan-1"]) for name in ("keys", "keys_relax")
    )
    assert "PIN salah" not in page_of(secretary.get(home))
    sweep(9)
    assert "PIN salah" in page_of(secretary.get(home))
    assert page_of(secretary.get(keys)).leads_to(relax)
    assert secretary.post(relax).status_code == 302
    assert not page_of(secretary.get(keys)).leads_to(relax)
    assert "Tunggu" not in sweep(1, 20)[0]
    assert [verb for verb in verbs() if verb.startswith("pin.")] == ["pin.slowed", "pin.relaxed"]
    assert AuditEntry.objects.get(verb="pin.slowed").group_id == world.group.pk


def test_a_room_of_sixty_who_mistype_waits_for_nothing(
    world: World, clock: time_machine.Traveller
) -> None:
    """All at one door, behind one address, on phones that were never here: two wrong PINs each."""
    school = world.schools[0]
    Teacher.objects.bulk_create(Teacher(school=school, name=f"Bu Ramai {n}") for n in range(60))
    room = list(Teacher.objects.filter(name__startswith="Bu Ramai").order_by("pk"))
    pins = {teacher.name: teacher_with_keys(teacher)[1] for teacher in room}
    said = []
    for name, pin in pins.items():
        phone = Client()
        said += [refusal(phone, name, wrong(pin)), refusal(phone, name, wrong(pin))]
        assert refusal(phone, name, pin) == ""
        assert person_of(phone) is not None
    assert not any("Tunggu" in one for one in said)
    assert PinBudget.objects.get().slowed_at is None


def test_a_clock_that_jumped_spoils_no_budget(
    world: World, few: None, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=3650))
    sweep(12)
    clock.move_to(NOW)
    sweep(1, 30)
    clock.shift(timedelta(minutes=1, seconds=1))
    assert "Tunggu" not in sweep(1, 31)[0]


# Longer PINs


def test_a_server_of_many_groups_gives_longer_pins(
    world: World, client: Client, settings, clock: time_machine.Traveller
) -> None:
    _link, old = teacher_with_keys(world.teachers[1])
    settings.PIN_DIGITS = 8
    _link, pin = teacher_with_keys(world.teachers[0])
    assert (len(old), len(pin)) == (6, 8)
    assert refusal(Client(), "Guru Rekaan 1", f"{pin[:4]} {pin[4:]}") == ""
    assert refusal(Client(), "Guru Rekaan 2", old) == ""


# Passwords


@pytest.mark.parametrize(
    "new",
    ["gugusgugus", "Gugus Rekaan 2026", "sdn rekaan 01 sdn", "contohsecretary1", "Ciawi Bogor 99"],
)
def test_names_from_around_are_no_password(world: World, new: str) -> None:
    officer(world)
    client = world.client(Role.SECRETARY)
    client.force_login(officer(world))
    response = client.post(
        reverse("accounts:password"), {"old": PASSWORD, "new": new, "again": new}
    )
    assert response.status_code == 422
    assert "ditebak" in page_of(response).errors["new"]


def test_a_namesake_does_not_clear_the_count_of_guesses_with_the_own_pin(
    world: World, client: Client, clock: time_machine.Traveller
) -> None:
    """Two of one name share a counter: one's own PIN in between would make the other's free to guess."""
    _link, pin = teacher_with_keys(world.teachers[0])
    Teacher.objects.filter(pk=world.teachers[1].pk).update(name="Guru Rekaan 1")
    world.teachers[1].refresh_from_db()
    _link, own = teacher_with_keys(world.teachers[1])
    for _round in range(4):
        for _guess in range(3):
            by_pin(client, "Guru Rekaan 1", wrong(pin))
        by_pin(client, "Guru Rekaan 1", own)
        client.post(reverse("accounts:sign_out"))
    assert "Tunggu" in refusal(client, "Guru Rekaan 1", pin)
