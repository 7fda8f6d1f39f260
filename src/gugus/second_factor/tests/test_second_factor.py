"""The second factor: set up, asked for, never twice, on paper, a must, and when the phone is lost."""

from base64 import b32decode
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from gugus.people.models import GroupSchool, RoleAssignment
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry, SignInAttempts, User
from gugus.second_factor.models import RecoveryCode, SecondFactor, SecondFactorRule
from gugus.second_factor.services import codes as services
from tests.support.html import Part, page_of
from tests.support.offices import approved, give
from tests.support.second_factor import (
    ASKED,
    DOOR,
    OWN,
    PASSWORD,
    SET_UP,
    at_the_door,
    code_of,
    is_in,
    officer,
    set_up,
)
from tests.support.world import World, client_of


@pytest.fixture
def ready(world: World) -> tuple[User, str, list[str]]:
    """A secretary with a phone and ten codes on paper."""
    user = officer(world)
    return user, *set_up(client_of(user))


def test_the_password_alone_opens_nothing_any_more(ready: tuple[User, str, list[str]]) -> None:
    _user, secret, _paper = ready
    client = at_the_door()
    assert not is_in(client)
    assert client.get("/saya/").status_code == 302
    assert page_of(client.get(ASKED)).heading == "Kode kedua"
    assert client.post(ASKED, {"code": "000000"}).status_code == 422
    assert not is_in(client)
    client.post(ASKED, {"code": code_of(secret)})
    assert is_in(client) and client.get("/saya/").status_code == 200
    assert AuditEntry.objects.filter(verb="user.signed_in").values_list("data", flat=True)[0] == {
        "by": "code"
    }


def test_nobody_is_asked_for_a_code_without_the_password(world: World) -> None:
    officer(world)
    assert Client().get(ASKED)["Location"] == DOOR
    assert at_the_door(password="salah").post(ASKED, {"code": "123456"})["Location"] == DOOR


def test_a_code_opens_once(ready: tuple[User, str, list[str]]) -> None:
    _user, secret, _paper = ready
    code = code_of(secret)
    first, second = at_the_door(), at_the_door()
    first.post(ASKED, {"code": code})
    second.post(ASKED, {"code": code})
    assert is_in(first) and not is_in(second)
    second.post(ASKED, {"code": code_of(secret, -1)})
    assert not is_in(second), "an older one than the last that was used"


def test_the_code_that_set_it_up_opens_nothing_afterwards(
    ready: tuple[User, str, list[str]],
) -> None:
    _user, secret, _paper = ready
    client = at_the_door()
    client.post(ASKED, {"code": code_of(secret, -1)})
    assert not is_in(client)


def test_guesses_while_it_is_set_up_are_slowed(world: World) -> None:
    client = client_of(officer(world))
    sealed = page_of(client.get(SET_UP)).value("sealed")
    for _guess in range(6):
        answer = client.post(SET_UP, {"sealed": sealed, "code": "000000"})
    assert "Tunggu" in answer.content.decode()
    assert not SecondFactor.objects.exists()


def test_a_code_on_paper_opens_once_however_it_is_written(
    ready: tuple[User, str, list[str]],
) -> None:
    user, _secret, paper = ready
    assert len(set(paper)) == 10
    first, second = at_the_door(), at_the_door()
    first.post(ASKED, {"code": f" {paper[0].upper().replace('-', ' ')} "})
    second.post(ASKED, {"code": paper[0]})
    assert is_in(first) and not is_in(second)
    assert "9 kode cadangan" in page_of(first.get(OWN))
    assert RecoveryCode.objects.filter(user=user, used_at=None).count() == 9


def test_a_code_on_paper_sent_twice_at_once_opens_once(
    ready: tuple[User, str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    user, _secret, paper = ready

    def meanwhile(typed: str, hashed: str) -> bool:
        RecoveryCode.objects.filter(code_hash=hashed).update(used_at=timezone.now())
        return check_password(typed, hashed)

    monkeypatch.setattr(services, "check_password", meanwhile)
    with pytest.raises(Refused):
        services.check_second_factor(user=user, code=paper[0], now=timezone.now())


def test_guesses_are_slowed_also_with_the_right_password(
    ready: tuple[User, str, list[str]],
) -> None:
    _user, secret, _paper = ready
    for _guess in range(5):
        at_the_door().post(ASKED, {"code": "000000"})
    client = at_the_door()
    answer = client.post(ASKED, {"code": code_of(secret)})
    assert "Tunggu" in page_of(answer).alerts[0] and not is_in(client)
    SignInAttempts.objects.update(wait_until=None)
    client.post(ASKED, {"code": code_of(secret)})
    assert is_in(client)


def test_a_password_changed_meanwhile_ends_the_half_way(
    ready: tuple[User, str, list[str]],
) -> None:
    user, secret, _paper = ready
    client = at_the_door()
    user.set_password("sembilan kuda biru")
    user.save()
    assert client.post(ASKED, {"code": code_of(secret)})["Location"] == DOOR


def test_the_half_way_ends_after_ten_minutes(ready: tuple[User, str, list[str]]) -> None:
    _user, secret, _paper = ready
    client = at_the_door()
    session = client.session
    session["password_was_right"]["until"] -= timedelta(minutes=11).total_seconds()
    session.save()
    assert client.post(ASKED, {"code": code_of(secret)})["Location"] == DOOR


def test_the_database_holds_neither_secret_nor_code(ready: tuple[User, str, list[str]]) -> None:
    user, secret, paper = ready
    row = SecondFactor.objects.get(user=user)
    stored = row.sealed_secret + str(list(RecoveryCode.objects.values_list("code_hash")))
    assert secret not in stored and b32decode(secret).hex() not in stored
    assert not [code for code in paper if code in stored or code.replace("-", "") in stored]
    other = User.objects.get(username="chair-1")
    with pytest.raises(Refused):
        services.set_up(
            user=other, sealed=row.sealed_secret, code=code_of(secret), now=timezone.now()
        )


def test_with_another_secret_key_the_paper_still_opens(ready: tuple[User, str, list[str]]) -> None:
    user, secret, paper = ready
    with override_settings(SECRET_KEY="another"):
        with pytest.raises(Refused, match="kode cadangan"):
            services.check_second_factor(user=user, code=code_of(secret), now=timezone.now())
        assert services.check_second_factor(user=user, code=paper[3], now=timezone.now()) == "paper"


def test_new_codes_on_paper_end_the_old_ones(ready: tuple[User, str, list[str]]) -> None:
    user, secret, paper = ready
    answer = client_of(user).post(reverse("second_factor:renew"), {"code": code_of(secret)})
    fresh = [code.text for code in page_of(answer).all("b", class_="secret")]
    old, new = at_the_door(), at_the_door()
    old.post(ASKED, {"code": paper[0]})
    new.post(ASKED, {"code": fresh[0]})
    assert not is_in(old) and is_in(new)


def test_new_codes_on_paper_are_for_whoever_has_it_in_hand(
    ready: tuple[User, str, list[str]],
) -> None:
    user, _secret, paper = ready
    answer = client_of(user).post(reverse("second_factor:renew"), {"code": "000000"})
    assert answer.status_code == 422
    old = at_the_door()
    old.post(ASKED, {"code": paper[0]})
    assert is_in(old)


def test_it_goes_only_for_whoever_has_it_in_hand(ready: tuple[User, str, list[str]]) -> None:
    user, secret, _paper = ready
    client, address = client_of(user), reverse("second_factor:remove")
    assert client.post(address, {"code": "000000"}).status_code == 422
    assert client.post(address, {"code": code_of(secret)}).status_code == 302
    assert is_in(at_the_door())
    assert not RecoveryCode.objects.exists()


def test_where_it_is_a_must_nothing_else_opens_before(world: World) -> None:
    rule = reverse("second_factor:group_rule", args=["rekaan-1"])
    officer(world, Role.SUPERVISOR)
    there = at_the_door("supervisor-1")
    chair = client_of(officer(world, Role.CHAIR))
    chair.post(rule)
    assert not is_in_now(there), "signed in before the rule"
    again = at_the_door("supervisor-1")
    for address in ("/saya/", "/g/rekaan-1/", "/g/rekaan-1/kebutuhan/"):
        assert again.get(address)["Location"] == SET_UP
    secret, _paper = set_up(again)
    assert again.get("/g/rekaan-1/").status_code == 200
    refused = again.post(reverse("second_factor:remove"), {"code": code_of(secret)})
    assert "mewajibkan" in page_of(refused).refusal
    # The one who made the rule is asked at once.
    assert chair.get("/saya/")["Location"] == SET_UP


def is_in_now(client: Client) -> bool:
    return client.get("/saya/").status_code == 200


def test_a_must_is_for_those_whose_roles_take_two(world: World) -> None:
    SecondFactorRule.objects.create(group=world.group, since=timezone.now())
    for role, asked in (
        (Role.TREASURER, False),
        (Role.SCHOOL_HEAD, True),
        (Role.SECRETARY, True),
        (Role.SITE_ADMIN, False),
    ):
        officer(world, role)
        there = at_the_door(f"{role}-1").get("/saya/")
        assert (there.status_code == 302) == asked, role
    SecondFactorRule.objects.create(group=None, since=timezone.now())
    assert at_the_door("site_admin-1").get("/saya/")["Location"] == SET_UP
    RoleAssignment.objects.filter(role=Role.SECRETARY).delete()


def test_another_group_at_the_head_s_school_makes_it_no_must(world: World) -> None:
    """A school's office reaches only the group that gave it, and so do that group's rules."""
    head = RoleAssignment.objects.get(user=world.users[Role.SCHOOL_HEAD])
    assert head.school is not None
    GroupSchool.objects.create(group=world.other, school=head.school, first_year=2020)
    SecondFactorRule.objects.create(group=world.other, since=timezone.now())
    officer(world, Role.SCHOOL_HEAD)
    assert at_the_door("school_head-1").get("/saya/").status_code == 200


def test_the_rule_may_be_released(world: World) -> None:
    client = client_of(officer(world, Role.SITE_ADMIN))
    address = reverse("second_factor:site_rule")
    SecondFactorRule.objects.create(group=None, since=timezone.now())
    client.post(address)
    assert not SecondFactorRule.objects.exists()
    client.post(address)
    assert SecondFactorRule.objects.filter(group=None).count() == 1


def test_a_lost_phone_of_an_officer_by_two_takes_two(
    world: World, ready: tuple[User, str, list[str]]
) -> None:
    user, _secret, _paper = ready
    row = RoleAssignment.objects.get(user=user)
    address = reverse("accounts:officers_factor", args=["rekaan-1", row.pk])
    world.client(Role.CHAIR).post(address)
    assert SecondFactor.objects.filter(user=user).exists()
    page = page_of(world.client(Role.SITE_ADMIN).get(reverse("accounts:site")))
    approve = _link_to_approve(page)
    world.client(Role.SITE_ADMIN).post(approve)
    assert not SecondFactor.objects.filter(user=user).exists()
    assert is_in(at_the_door())


def _link_to_approve(page: Part) -> str:
    return next(str(link.get("href")) for link in page.all("a") if link.says("Periksa dan setujui"))


def test_a_lost_phone_of_another_officer_takes_one(world: World) -> None:
    user = officer(world, Role.TREASURER)
    set_up(client_of(user))
    row = RoleAssignment.objects.get(user=user)
    address = reverse("accounts:officers_factor", args=["rekaan-1", row.pk])
    assert world.client(Role.SECRETARY).get(address).status_code == 200
    world.client(Role.SECRETARY).post(address)
    assert not SecondFactor.objects.exists()


def test_a_teacher_by_link_has_no_use_for_it(world: World) -> None:
    assert world.client(Role.TEACHER).get(OWN).status_code == 404


def test_a_secret_is_never_written_into_the_books(ready: tuple[User, str, list[str]]) -> None:
    _user, secret, paper = ready
    books = str(list(AuditEntry.objects.values_list("data", flat=True)))
    assert secret not in books and paper[0] not in books


def test_guesses_elsewhere_do_not_keep_a_known_browser_out(
    ready: tuple[User, str, list[str]],
) -> None:
    """Somebody who learned the password guesses codes; the person's own browser has its own counter."""
    _user, secret, paper = ready
    own = at_the_door()
    own.post(ASKED, {"code": paper[0]})
    own.post(reverse("accounts:sign_out"))
    for _guess in range(8):
        at_the_door().post(ASKED, {"code": "000000"})
    own.post(DOOR, {"username": "secretary-1", "password": PASSWORD})
    own.post(ASKED, {"code": code_of(secret)})
    assert is_in(own)


@pytest.mark.parametrize("sealed", ["", "-1", "x" * 3000, "²"])
def test_a_secret_that_was_not_drawn_here_is_drawn_anew(world: World, sealed: str) -> None:
    client = client_of(officer(world))
    response = client.post(SET_UP, {"sealed": sealed, "code": "123456"}, follow=True)
    assert response.redirect_chain == [(SET_UP, 302)]
    page = page_of(response)
    assert "tidak berlaku lagi" in page.told
    assert page.value("sealed") not in ("", sealed)


def test_where_it_is_a_must_no_phone_sends_anything_before(world: World) -> None:
    """Commands of phones come by a public address, which the guards of pages do not see."""
    SecondFactorRule.objects.create(group=world.group, since=timezone.now())
    officer(world)
    client = at_the_door()
    batch = {"device": "6f1c3f0a-2f3b-4f0e-9d39-3a8a7a6f2c11", "commands": []}
    sent = {"data": batch, "content_type": "application/json", "headers": {"X-Gugus-Sync": "1"}}
    assert client.post("/sinkron/", **sent).status_code == 401
    set_up(client)
    assert client.post("/sinkron/", **sent).status_code == 200


def test_a_role_given_where_it_is_a_must_asks_for_it_at_once(world: World) -> None:
    """An officer of another group keeps the password, and so far kept the session too."""
    SecondFactorRule.objects.create(group=world.group, since=timezone.now())
    user = User.objects.get(pk=world.outsider.pk)
    user.set_password(PASSWORD)
    user.save()
    there = at_the_door("outsider")
    assert is_in_now(there)
    whom = {"name": user.name, "username": "outsider"}
    give(world.client(Role.SECRETARY), Role.SUPERVISOR, **whom)
    assert approved(world).status_code == 302
    assert not is_in_now(there)
    assert at_the_door("outsider").get("/g/rekaan-1/")["Location"] == SET_UP
