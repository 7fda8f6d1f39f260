"""The door: password, PIN, link, example persons, and the way out."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.accounts.services import sign_in as services
from gugus.people.models import RoleAssignment, Teacher
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import Installation, PersonalKey, User
from tests.support.html import mentions, page_of, whole_page_of
from tests.support.sign_in import (
    PASSWORD,
    by_password,
    by_pin,
    officer,
    person_of,
    teacher_with_keys,
)
from tests.support.world import SINCE, World


def test_an_officer_signs_in_for_14_days(world: World, client: Client) -> None:
    user = officer(world)
    response = by_password(client, username=" Secretary-1 ")
    assert response.status_code == 302
    assert response["Location"] == "/"
    assert person_of(client) == str(user.pk)
    assert client.session.get_expiry_age() == 14 * 24 * 3600


def test_a_session_key_planted_before_opens_nothing(world: World, client: Client) -> None:
    officer(world)
    session = client.session
    session["planted"] = 1
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    by_password(client)
    assert client.session.session_key != session.session_key


@pytest.mark.parametrize("username", ["secretary-1", "nobody", "teacher-1", "x" * 60])
def test_wrong_password_and_unknown_name_get_one_answer(
    world: World, client: Client, username: str
) -> None:
    officer(world)
    response = by_password(client, "salah", username=username)
    assert response.status_code == 422
    assert ["tidak cocok" in alert for alert in page_of(response).alerts] == [True]
    assert person_of(client) is None


@pytest.mark.parametrize("username", ["secretary-1", "nobody"])
def test_known_and_unknown_names_wait_alike_even_with_the_right_word(
    world: World, client: Client, username: str
) -> None:
    officer(world)
    for _attempt in range(5):
        by_password(client, "salah", username=username)
    response = by_password(client, PASSWORD, username=username)
    assert response.status_code == 422
    assert mentions(page_of(response).alerts[0], "1 detik")


def test_one_slowed_account_slows_nobody_else_behind_the_address(
    world: World, client: Client
) -> None:
    officer(world)
    for _attempt in range(20):
        by_password(client, "salah", username="nobody")
    assert by_password(client).status_code == 302


def test_an_inactive_person_stays_out(world: World, client: Client) -> None:
    user = officer(world)
    user.is_active = False
    user.save()
    assert by_password(client).status_code == 422


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/g/rekaan-1/", "/g/rekaan-1/"),
        ("https://jahat.example/", "/"),
        ("//jahat.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/keluar/", "/"),
    ],
)
def test_next_leads_only_inside(world: World, client: Client, wanted: str, reached: str) -> None:
    officer(world)
    assert by_password(client, next=wanted)["Location"] == reached


def test_the_door_needs_its_token(world: World) -> None:
    officer(world)
    strict = Client(enforce_csrf_checks=True)
    assert by_password(strict).status_code == 403


def test_a_teacher_signs_in_by_pin_for_180_days(world: World, client: Client) -> None:
    teacher = world.teachers[0]
    _link, pin = teacher_with_keys(teacher)
    response = by_pin(client, "  GURU rekaan 1, S.Pd.", f"{pin[:3]} {pin[3:]}", " Rekaan 1 ")
    assert response.status_code == 302
    assert person_of(client) == str(teacher.user_id)
    assert client.session.get_expiry_age() == 180 * 24 * 3600
    assert PersonalKey.objects.get(kind="pin").last_used_at is not None


def test_a_session_rolls_once_a_day(world: World, client: Client) -> None:
    _link, pin = teacher_with_keys(world.teachers[0])
    by_pin(client, "Guru Rekaan 1", pin)
    assert settings.SESSION_COOKIE_NAME not in client.get("/saya/").cookies
    session = client.session
    session["rolling_since"] = "2026-01-01"
    session.save()
    cookie = client.get("/saya/").cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == 180 * 24 * 3600


@pytest.mark.parametrize(
    ("name", "pin", "code"),
    [
        ("Guru Rekaan 1", "wrong", "rekaan-1"),
        ("Guru Rekaan 2", "right", "rekaan-1"),
        ("Siapa Saja", "right", "rekaan-1"),
        ("Guru Rekaan 1", "right", "seberang-1"),
        ("Guru Rekaan 1", "right", "tidak-ada"),
        ("...", "right", "rekaan-1"),
    ],
)
def test_unknown_name_wrong_pin_and_wrong_group_get_one_answer_and_one_price(
    world: World,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    pin: str,
    code: str,
) -> None:
    _link, right = teacher_with_keys(world.teachers[0])
    hashings: list[int] = []
    check, make = services.check_password, services.make_password
    monkeypatch.setattr(services, "check_password", lambda *a: hashings.append(1) or check(*a))
    monkeypatch.setattr(services, "make_password", lambda *a: hashings.append(1) or make(*a))
    wrong = f"{(int(right) + 1) % 10**6:06}"
    response = by_pin(client, name, right if pin == "right" else wrong, code)
    assert response.status_code == 422
    assert ["tidak cocok" in alert for alert in page_of(response).alerts] == [True]
    assert len(hashings) == 2


def test_namesakes_are_told_apart_by_their_pin(world: World, client: Client) -> None:
    first, second = world.teachers[0], world.teachers[1]
    second.name = "Hj. GURU Rekaan 1"
    second.save()
    _link, pin_of_first = teacher_with_keys(first)
    _link, pin_of_second = teacher_with_keys(second)
    by_pin(client, "Guru Rekaan 1", pin_of_second)
    assert person_of(client) == str(second.user_id)
    client.logout()
    by_pin(client, "Guru Rekaan 1", pin_of_first)
    assert person_of(client) == str(first.user_id)


def test_namesakes_with_one_pin_both_stay_out(world: World, client: Client) -> None:
    _link, pin = teacher_with_keys(world.teachers[0])
    teacher_with_keys(world.teachers[1])
    same = PersonalKey.objects.get(kind="pin", user=world.teachers[0].user).secret_hash
    PersonalKey.objects.filter(kind="pin").update(secret_hash=same)
    Teacher.objects.filter(pk=world.teachers[1].pk).update(name="Guru Rekaan 1")
    assert by_pin(client, "Guru Rekaan 1", pin).status_code == 422


def test_pin_guesses_are_slowed_by_name_not_by_spelling(world: World, client: Client) -> None:
    _link, pin = teacher_with_keys(world.teachers[0])
    wrong = f"{(int(pin) + 1) % 10**6:06}"
    for name in (
        "Guru Rekaan 1",
        "guru rekaan 1",
        "GURU  REKAAN 1",
        "Bu Guru Rekaan 1",
        "guru rekaan1",
    ):
        by_pin(client, name, wrong)
    waiting = page_of(by_pin(client, "Guru Rekaan 1, S.Pd", pin)).alerts
    assert "Tunggu" in waiting[0]
    assert by_pin(client, "Guru Rekaan 2", pin).status_code == 422
    assert "Tunggu" not in page_of(by_pin(client, "Guru Rekaan 2", pin)).alerts[0]


def test_six_digits_do_not_open_an_office(world: World, client: Client) -> None:
    teacher = world.teachers[0]
    link, pin = teacher_with_keys(teacher)
    RoleAssignment.objects.create(
        user=teacher.user, role=Role.TREASURER, group=world.group, since=SINCE
    )
    assert by_pin(client, teacher.name, pin).status_code == 422
    assert client.post(reverse("accounts:sign_in_link", args=[link])).status_code == 404
    assert person_of(client) is None


def test_one_group_asks_for_no_code(world: World, client: Client) -> None:
    assert "code" in page_of(client.get(reverse("accounts:sign_in"))).fields
    _link, pin = teacher_with_keys(world.teachers[0])
    world.outsider.delete()
    world.other.delete()
    assert "code" not in page_of(client.get(reverse("accounts:sign_in"))).fields
    assert by_pin(client, "Guru Rekaan 1", pin, code="").status_code == 302


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "abcdef", "１２３４５６", "12 34"])
def test_a_pin_is_six_digits(world: World, client: Client, pin: str) -> None:
    response = by_pin(client, "Guru Rekaan 1", pin)
    assert response.status_code == 422
    assert page_of(response).value("name") == "Guru Rekaan 1"


def test_opening_a_link_signs_nobody_in(world: World, client: Client) -> None:
    link, _pin = teacher_with_keys(world.teachers[0])
    address = reverse("accounts:sign_in_link", args=[link])
    response = client.get(address)
    assert response.status_code == 200
    # Three of the group are called so: the greeting says which.
    assert "Halo, Guru Rekaan 1" in response.content.decode()
    # Not `no-referrer`: with it browsers send `Origin: null` and Django refuses the form.
    assert response["Referrer-Policy"] == "strict-origin"
    assert person_of(client) is None
    assert client.post(address).status_code == 302
    assert person_of(client) == str(world.teachers[0].user_id)
    assert client.session.get_expiry_age() == 180 * 24 * 3600


def test_somebody_elses_link_asks_before_the_account_changes(world: World) -> None:
    link, _pin = teacher_with_keys(world.teachers[0])
    address, client = reverse("accounts:sign_in_link", args=[link]), world.client(Role.SECRETARY)
    before = person_of(client)
    page = client.get(address).content.decode()
    assert "Di HP ini sekarang masuk Contoh secretary." in page
    assert 'name="ganti"' in page and "Tetap sebagai Contoh secretary" in page
    # A page that was opened before the other came in does not switch either.
    assert client.post(address).status_code == 200
    assert person_of(client) == before
    assert client.post(address, {"ganti": "1"}).status_code == 302
    assert person_of(client) == str(world.teachers[0].user_id)
    # One's own link asks nothing.
    assert 'name="ganti"' not in client.get(address).content.decode()


def test_only_the_hash_of_a_link_is_kept(world: World) -> None:
    link, _pin = teacher_with_keys(world.teachers[0])
    assert len(link) >= 32
    assert not PersonalKey.objects.filter(secret_hash__contains=link).exists()


@pytest.mark.parametrize("reason", ["unknown", "withdrawn", "forgotten", "inactive"])
def test_a_dead_link_says_what_to_do(world: World, client: Client, reason: str) -> None:
    link, _pin = teacher_with_keys(world.teachers[0])
    if reason == "unknown":
        link = "x" * 32
    elif reason == "withdrawn":
        PersonalKey.objects.update(withdrawn_at=timezone.now())
    elif reason == "forgotten":
        Teacher.objects.update(user=None)
    else:
        User.objects.update(is_active=False)
    for response in (
        client.get(reverse("accounts:sign_in_link", args=[link])),
        client.post(reverse("accounts:sign_in_link", args=[link])),
    ):
        assert response.status_code == 404
        assert "minta" in page_of(response) and not page_of(response).forms
    assert person_of(client) is None


def test_example_persons_exist_only_in_the_example(world: World, client: Client) -> None:
    User.objects.update(is_example=True)
    address, chosen = reverse("accounts:sign_in_example"), {"person": world.outsider.pk}
    assert not page_of(client.get(reverse("accounts:sign_in"))).leads_to(address)
    assert client.post(address, chosen).status_code == 404
    Installation.objects.create(pk=1, is_example=True)
    page = page_of(client.get(reverse("accounts:sign_in")))
    assert page.leads_to(address) and "rekaan" in page.told
    offered = page.forms[address].buttons
    for role in ("Petugas dinas", "Guru"):
        assert any(button.startswith(role) for button in offered)
    assert client.post(address, chosen).status_code == 302
    assert person_of(client) == str(world.outsider.pk)


@pytest.mark.parametrize("person", ["", "0", "x", "-1", "²", "9" * 40])
def test_in_the_example_only_its_persons_come_in_so(
    world: World, client: Client, person: str
) -> None:
    Installation.objects.create(pk=1, is_example=True)
    address = reverse("accounts:sign_in_example")
    assert client.post(address, {"person": person}).status_code == 404
    assert client.post(address, {"person": world.outsider.pk}).status_code == 404
    assert client.get(address).status_code == 405


def test_signing_out_is_a_wish_not_a_visit(world: World) -> None:
    client = world.client(Role.SECRETARY)
    assert client.get(reverse("accounts:sign_out")).status_code == 405
    assert person_of(client) is not None
    assert client.post(reverse("accounts:sign_out")).status_code == 302
    assert person_of(client) is None


def test_whoever_is_in_does_not_stand_at_the_door(world: World) -> None:
    client = world.client(Role.SECRETARY)
    assert client.get(reverse("accounts:sign_in") + "?next=/saya/")["Location"] == "/saya/"


def test_the_language_comes_along(world: World, client: Client) -> None:
    inside = world.client(Role.SECRETARY)
    inside.post(reverse("accounts:account"), {"language": "en"})
    assert inside.cookies["django_language"].value == "en"
    officer(world)
    assert by_password(client).cookies["django_language"].value == "en"


def test_a_phone_set_to_english_still_reads_indonesian(world: World, client: Client) -> None:
    page = client.get(reverse("accounts:sign_in"), headers={"accept-language": "en-US,en"})
    assert whole_page_of(page).get("lang") == "id"
    client.cookies["django_language"] = "xx"
    assert whole_page_of(client.get(reverse("accounts:sign_in"))).get("lang") == "id"


def test_an_own_password_replaces_the_old_one_and_ends_other_sessions(world: World) -> None:
    user = officer(world)
    here, elsewhere = world.client(Role.SECRETARY), world.client(Role.SECRETARY)
    here.force_login(user)
    elsewhere.force_login(user)
    address = reverse("accounts:password")
    new = {"new": "kuda hijau delapan", "again": "kuda hijau delapan"}
    assert here.post(address, {"old": "salah", **new}).status_code == 422
    assert (
        here.post(address, {"old": PASSWORD, "new": "12345678901", "again": "1"}).status_code == 422
    )
    assert here.post(address, {"old": PASSWORD, **new}).status_code == 302
    assert here.get(reverse("accounts:account")).status_code == 200
    assert elsewhere.get(reverse("accounts:account")).status_code == 302
    user.refresh_from_db()
    assert user.check_password("kuda hijau delapan")


def test_waits_end(world: World, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    officer(world)
    for _attempt in range(5):
        by_password(client, "salah")
    later = timezone.now() + timedelta(seconds=2)
    monkeypatch.setattr("gugus.accounts.views.sign_in.timezone.now", lambda: later)
    assert by_password(client).status_code == 302


def test_the_door_offers_the_other_language_in_itself(world: World, client: Client) -> None:
    door = reverse("accounts:sign_in")
    assert "In English" in page_of(client.get(door)).buttons
    client.post(reverse("set_language"), {"language": "en", "next": door})
    page = client.get(door)
    assert whole_page_of(page).get("lang") == "en"
    assert "Bahasa Indonesia" in page_of(page).buttons
