"""Links and PINs: giving, showing once, taking back."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from gugus.people.models import Membership, RoleAssignment, Teacher
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import AuditEntry, PersonalKey
from tests.support.html import page_of
from tests.support.sign_in import teacher_with_keys
from tests.support.world import SINCE, World, client_of

KEYS = reverse("accounts:keys", args=["rekaan-1"])


def issue(client: Client, *teachers: Teacher, wanted: str = "both", **headers: str):
    data = {"teacher": [row.pk for row in teachers], "wanted": wanted, "sekolah": ""}
    return client.post(KEYS, data, headers=headers)


def handed(page: str) -> tuple[list[str], list[str]]:
    """Addresses of links and PINs that a page of slips shows."""
    shown = page_of(page)
    return (
        sorted(set(re.findall(r"http://testserver/masuk/tautan/([\w-]+)/", shown.text))),
        [slip.facts["PIN"] for slip in shown.all("dl") if "PIN" in slip.facts],
    )


def test_the_secretary_hands_out_keys_that_work(world: World) -> None:
    response = issue(world.client(Role.SECRETARY), world.teachers[1], world.teachers[3])
    page = response.content.decode()
    links, pins = handed(page)
    assert len(links) == len(pins) == 2
    assert len(page_of(page).all("svg")) == 2
    assert "no-store" in response["Cache-Control"]
    for link in links:
        assert Client().post(reverse("accounts:sign_in_link", args=[link])).status_code == 302
    answers = [
        Client().post(
            reverse("accounts:sign_in"), {"code": "rekaan-1", "name": row.name, "pin": pin}
        )
        for row, pin in zip((world.teachers[1], world.teachers[3]), pins, strict=True)
    ]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_one_run_makes_the_keys_of_all_schools(world: World) -> None:
    client = world.client(Role.SECRETARY)
    Teacher.objects.filter(pk=world.teachers[1].pk).update(phone="+62 812-3456-7890")
    asked = re.search(
        r'<form class="wide".*?semua sekolah sekaligus', client.get(KEYS).content.decode(), re.S
    )
    assert asked
    pks = re.findall(r'name="teacher" value="(\d+)"', asked[0])
    rows = Teacher.objects.filter(pk__in=pks)
    assert len({row.school_id for row in rows}) > 1
    page = client.post(KEYS, {"teacher": pks, "wanted": "both"}).content.decode()
    assert len(handed(page)[1]) == len(pks)
    # A chat with the number alone: no secret goes through somebody else's address.
    assert 'href="https://wa.me/6281234567890"' in page
    assert "semua sekolah sekaligus" not in client.get(KEYS).content.decode()


def test_the_address_is_the_one_the_secretary_uses(world: World) -> None:
    client = world.client(Role.SECRETARY)
    page = page_of(issue(client, world.teachers[1], host="gugus.example:8123"))
    assert "http://gugus.example:8123/masuk/tautan/" in page
    notices = len(page.notices)
    page = page_of(issue(client, world.teachers[1], host="127.0.0.1:8000"))
    assert len(page.notices) == notices + 1  # that no phone can open it


def test_the_message_holds_what_the_teacher_needs(world: World) -> None:
    page = issue(world.client(Role.SECRETARY), world.teachers[1]).content.decode()
    (link,), (pin,) = handed(page)
    message = page_of(page).only("textarea").text
    for part in (world.teachers[1].name, link, pin, "rekaan-1", "Jangan diteruskan"):
        assert part in message


def test_keys_are_shown_once(world: World) -> None:
    client = world.client(Role.SECRETARY)
    (link,), (pin,) = handed(issue(client, world.teachers[1]).content.decode())
    page = client.get(KEYS).content.decode()
    assert link not in page
    assert not handed(page)[1]
    stored = list(PersonalKey.objects.values_list("secret_hash", flat=True))
    assert not any(secret in hashed for hashed in stored for secret in (link, pin))


def test_a_new_link_ends_the_old_one_and_its_sessions_but_not_the_pin(world: World) -> None:
    secretary, teacher = world.client(Role.SECRETARY), world.teachers[1]
    (old,), (pin,) = handed(issue(secretary, teacher).content.decode())
    phone = Client()
    phone.post(reverse("accounts:sign_in_link", args=[old]))
    assert phone.get("/saya/").status_code == 200
    (new,), no_pins = handed(issue(secretary, teacher, wanted="link").content.decode())
    assert no_pins == []
    assert phone.get("/saya/").status_code == 302
    assert Client().get(reverse("accounts:sign_in_link", args=[old])).status_code == 404
    assert Client().get(reverse("accounts:sign_in_link", args=[new])).status_code == 200
    data = {"code": "rekaan-1", "name": teacher.name, "pin": pin}
    assert Client().post(reverse("accounts:sign_in"), data).status_code == 302


def test_a_first_pin_signs_nobody_out(world: World) -> None:
    secretary, teacher = world.client(Role.SECRETARY), world.teachers[1]
    (link,), _none = handed(issue(secretary, teacher, wanted="link").content.decode())
    phone = Client()
    phone.post(reverse("accounts:sign_in_link", args=[link]))
    issue(secretary, teacher, wanted="pin")
    assert phone.get("/saya/").status_code == 200


def test_withdrawing_asks_first_and_signs_the_teacher_out(world: World) -> None:
    secretary, teacher = world.client(Role.SECRETARY), world.teachers[1]
    (link,), _pins = handed(issue(secretary, teacher).content.decode())
    phone = Client()
    phone.post(reverse("accounts:sign_in_link", args=[link]))
    address = reverse("accounts:keys_withdraw", args=["rekaan-1", teacher.pk])
    assert world.teachers[1].name in page_of(secretary.get(address)).heading
    assert phone.get("/saya/").status_code == 200
    assert secretary.post(address).status_code == 302
    assert phone.get("/saya/").status_code == 302
    assert not PersonalKey.objects.filter(withdrawn_at=None).exists()
    assert (
        AuditEntry.objects.filter(verb="personal_key.withdrawn", object_id=teacher.pk).count() == 1
    )
    secretary.post(address)
    assert AuditEntry.objects.filter(verb="personal_key.withdrawn").count() == 1


def test_the_list_says_who_cannot_come_in_yet(world: World) -> None:
    client = world.client(Role.SECRETARY)
    assert page_of(client.get(KEYS)).says(6, 6)
    issue(client, world.teachers[1], world.teachers[3])
    page = page_of(client.get(f"{KEYS}?sekolah={world.schools[1].pk}"))
    assert page.says(6, 4)
    assert page.only(id=f"sekolah-{world.schools[1].pk}").get("open") is not None
    # Those without keys are ticked, those with keys are not.
    ticked = page.fields["teacher"]
    assert len(ticked.options) == 6
    assert set(ticked.options) - set(ticked.values) == {
        str(world.teachers[number].pk) for number in (1, 3)
    }


def test_nobody_ticked_is_said_beside_the_form(world: World) -> None:
    response = world.client(Role.SECRETARY).post(
        KEYS, {"wanted": "both", "sekolah": str(world.schools[0].pk)}
    )
    assert response.status_code == 422
    assert page_of(response).alerts


@pytest.mark.parametrize("school", ["", "x", "²", "-1", "9" * 30])
def test_an_odd_school_in_the_address_opens_the_plain_list(world: World, school: str) -> None:
    assert world.client(Role.SECRETARY).get(KEYS, {"sekolah": school}).status_code == 200


def test_teachers_of_another_group_get_nothing(world: World) -> None:
    client = world.client(Role.SECRETARY)
    assert issue(client, world.other_teacher).status_code == 422
    assert PersonalKey.objects.count() == 0
    address = reverse("accounts:keys_withdraw", args=["rekaan-1", world.other_teacher.pk])
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_an_officer_gets_no_pin(world: World) -> None:
    teacher = world.teachers[0]
    RoleAssignment.objects.create(
        user=teacher.user, role=Role.LEAD_TEACHER, group=world.group, since=SINCE
    )
    client = world.client(Role.SECRETARY)
    response = issue(client, teacher, world.teachers[1])
    assert response.status_code == 422
    assert "kata sandi" in page_of(response).alerts[0]
    assert PersonalKey.objects.count() == 0


def test_namesakes_never_get_one_pin(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    Teacher.objects.filter(pk=world.teachers[1].pk).update(name="Drs. Guru Rekaan 1, M.Pd")
    drawn = iter([123456, 123456, 654321])
    monkeypatch.setattr(
        "gugus.platform.foundation.services.secrets.randbelow", lambda _top: next(drawn)
    )
    client = world.client(Role.SECRETARY)
    page = issue(client, world.teachers[0], world.teachers[1], wanted="pin").content.decode()
    assert sorted(handed(page)[1]) == ["123456", "654321"]


@pytest.mark.parametrize("role", [Role.CHAIR, Role.TREASURER, Role.TEACHER, Role.SITE_ADMIN])
def test_others_do_not_hand_out_keys(world: World, role: Role) -> None:
    client = world.client(role)
    assert client.get(KEYS).status_code == 404
    assert issue(client, world.teachers[1]).status_code == 404
    assert PersonalKey.objects.count() == 0


def test_the_secretary_of_another_group_sees_nothing(world: World) -> None:
    assert client_of(world.outsider).get(KEYS).status_code == 404


def test_a_group_without_teachers_is_told_where_to_begin(world: World) -> None:
    Teacher.objects.update(active=False)
    page = page_of(world.client(Role.SECRETARY).get(KEYS))
    assert page.empty and page.leads_to(reverse("people:members", args=["rekaan-1"]))


def test_names_from_outside_are_escaped(world: World) -> None:
    Teacher.objects.filter(pk=world.teachers[1].pk).update(name='<script>"x"</script>')
    client = world.client(Role.SECRETARY)
    for page in (client.get(KEYS), issue(client, world.teachers[1])):
        assert '<script>"x"' not in page.content.decode()


@pytest.mark.parametrize(
    ("host", "warned"), [("127.0.0.1:8000", True), ("localhost", True), ("192.168.1.9:8000", False)]
)
def test_the_keys_page_warns_before_links_that_no_phone_can_open(
    world: World, host: str, warned: bool
) -> None:
    page = world.client(Role.SECRETARY).get(f"/g/{world.group.code}/kunci/", headers={"host": host})
    assert bool(page_of(page).notices) == warned


def test_the_link_of_who_left_is_withdrawn_by_the_group_that_kept_them(world: World) -> None:
    """A phone that was lost afterwards still opens their own data."""
    gone = world.teachers[1]
    link, _pin = teacher_with_keys(gone)
    Teacher.objects.filter(pk=gone.pk).update(active=False, left_on=world.today)
    client = world.client(Role.SECRETARY)
    address = reverse("accounts:keys_withdraw", args=["rekaan-1", gone.pk])
    listed = page_of(client.get(KEYS))
    assert listed.says("Sudah keluar, tautannya masih ada") and listed.leads_to(address)
    assert "tidak dapat lagi mengunduh" in page_of(client.get(address))
    client.post(address)
    assert Client().get(reverse("accounts:sign_in_link", args=[link])).status_code == 404
    assert "tautannya masih ada" not in page_of(client.get(KEYS))


def test_the_link_of_who_left_is_no_second_groups_to_withdraw(world: World) -> None:
    gone = world.teachers[1]
    teacher_with_keys(gone)
    Membership.objects.create(teacher=gone, group=world.other, until=world.today)
    Teacher.objects.filter(pk=gone.pk).update(active=False, left_on=world.today)
    client, address = client_of(world.outsider), ["seberang-1", gone.pk]
    assert client.post(reverse("accounts:keys_withdraw", args=address)).status_code == 404
    listed = client.get(reverse("accounts:keys", args=["seberang-1"]))
    assert "tautannya masih ada" not in page_of(listed)
    assert PersonalKey.objects.filter(withdrawn_at=None).count() == 2
