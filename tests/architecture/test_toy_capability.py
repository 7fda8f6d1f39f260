"""A new app and one central line, `INSTALLED_APPS`: everything else is composed of what it declares."""

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module, reload
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client, override_settings
from django.urls import clear_url_caches, reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from gugus.config import urls
from gugus.config.example import demo_parts
from gugus.config.example.people import CODE
from gugus.people.models import RoleAssignment
from gugus.people.rules.roles import TABLE, May, Role
from gugus.platform.foundation.models import User
from tests.support.access_walk import walking, wrong_by_role, wrong_for_another_group
from tests.support.addresses import addresses
from tests.support.html import Part, page_of, whole_page_of
from tests.support.world import World

APP = "tests.support.toy_capability"
RECORDERS = {role for role in Role if May.RECORD_MEETING in TABLE[role]}
_TABLE = (
    "CREATE TABLE toy_capability_loan (code varchar(20) PRIMARY KEY, group_id bigint NOT NULL,"
    " thing varchar(80) NOT NULL, returned boolean NOT NULL)"
)


def _read_addresses_anew() -> None:
    reload(urls)
    clear_url_caches()
    addresses.cache_clear()


@pytest.fixture
def toy(world: World) -> Iterator[World]:
    """The product with one app more, in a world whose group has lent one thing."""
    with override_settings(INSTALLED_APPS=[*settings.INSTALLED_APPS, APP]):
        _read_addresses_anew()
        with connection.cursor() as cursor:
            cursor.execute(_TABLE)
        loans = import_module(f"{APP}.models").Loan.objects
        loans.create(code="1", group=world.group, thing="Proyektor rekaan")
        loans.create(code="2", group=world.other, thing="Pengeras seberang")
        yield world
    _read_addresses_anew()


def _home(world: World, role: Role) -> Part:
    return page_of(world.client(role).get(f"/g/{world.group.code}/"))


def test_its_tab_stands_in_its_place_for_those_who_may_with_what_waits(toy: World) -> None:
    href = reverse("toy_capability:loans", args=[toy.group.code])
    for role in (Role.SECRETARY, Role.TREASURER):
        page = whole_page_of(toy.client(role).get(f"/g/{toy.group.code}/anggota/"))
        assert page.leads_to(href) == (role in RECORDERS)
    page = whole_page_of(toy.client(Role.SECRETARY).get(f"/g/{toy.group.code}/anggota/"))
    for nav in ("side", "tabs places"):
        assert [one for one in page.only("nav", class_=nav).all("a") if one.text == "Pinjaman 1"]


def test_it_waits_on_beranda_and_stands_in_the_thread(toy: World) -> None:
    assert _home(toy, Role.SECRETARY).entry("1 barang belum kembali")
    teacher = _home(toy, Role.TEACHER)
    assert "barang belum kembali" not in teacher
    assert [bead for bead in teacher.only("ol", class_="thread").items if bead.says("Pinjaman")]


def test_its_page_is_kept_on_phones(toy: World) -> None:
    kept = toy.client(Role.TEACHER).get(f"/g/{toy.group.code}/bekal/").json()["pages"]
    href = reverse("toy_capability:loans", args=[toy.group.code])
    assert {"href": href, "title": "Pinjaman"} in kept


def test_its_records_are_read_and_taken_along(toy: World) -> None:
    client, here = toy.client(Role.TEACHER), f"/g/{toy.group.code}/saya/catatan/"
    kinds = page_of(client.get(here)).all("details")
    assert [kind for kind in kinds if kind.says("Pinjaman") and kind.says("Proyektor rekaan")]
    taken = client.get(f"{here}unduh/").json()["loans"]
    assert taken == [{"code": "1", "thing": "Proyektor rekaan"}]


def test_its_addresses_are_walked_with_its_own_samples(toy: World) -> None:
    own = [one for name, one in addresses().items() if name.startswith("toy_capability:")]
    assert len(own) == 3
    with walking(toy) as walker:
        for address in own:
            assert wrong_by_role(address, walker) == {}
            if address.scope == "group":
                assert wrong_for_another_group(address, walker) == ""


def test_another_groups_thing_is_not_found(toy: World) -> None:
    client = toy.client(Role.SECRETARY)
    here, there = (
        reverse("toy_capability:loan", args=[toy.group.code, code]) for code in ("1", "2")
    )
    assert (client.get(here).status_code, client.get(there).status_code) == (200, 404)


def test_its_part_of_the_example_is_built_after_the_group(toy: World) -> None:
    parts = [part.name for part in demo_parts()]
    assert parts.index("people") < parts.index("loans")
    toy.group.code = CODE
    toy.group.save()
    build = next(part.build for part in demo_parts() if part.name == "loans")
    import_module(f"{APP}.models").Loan.objects.all().delete()
    import_string(build)(timezone.now())
    assert _home(toy, Role.SECRETARY).entry("1 barang belum kembali")


def test_without_it_nothing_of_it_is_left(world: World) -> None:
    assert not [name for name in addresses() if name.startswith("toy_capability:")]
    assert "Pinjaman" not in whole_page_of(
        world.client(Role.SECRETARY).get(f"/g/{world.group.code}/anggota/")
    )


def _invite(world: World, **changes: str) -> Any:
    until = (world.today + timedelta(days=7)).isoformat()
    data = {"name": "Bu Penilai Rekaan", "subject": "loan/1", "until": until, **changes}
    address = reverse("accounts:evaluators_invite", args=[world.group.code])
    return world.client(Role.SECRETARY).post(address, data)


def _link(answer: Any) -> str:
    return urlsplit(page_of(answer).only("textarea").text.strip()).path


def _come_in(answer: Any) -> Client:
    """The evaluator's browser, after the link was tapped."""
    link, client = _link(answer), Client()
    assert "Halo" in page_of(client.get(link))
    client.post(link)
    return client


def test_an_evaluator_sees_what_the_invitation_names_and_nothing_else(toy: World) -> None:
    client = _come_in(_invite(toy))
    home = client.get("/", follow=True)
    assert page_of(home).says("Bu Penilai Rekaan", "Pinjaman: Proyektor rekaan")
    own, foreign = (reverse("toy_capability:invited_loan", args=[key]) for key in ("1", "2"))
    assert page_of(home).leads_to(own)
    assert client.get(own).content == b"Proyektor rekaan"
    assert client.get(foreign).status_code == 404
    for address in ("", "anggota/", "pinjaman/", "pinjaman/1/", "kebutuhan/", "pemegang-peran/"):
        assert client.get(f"/g/{toy.group.code}/{address}").status_code == 404, address


def test_an_invitation_ends_with_its_last_day_and_before_when_it_is_ended(toy: World) -> None:
    answer = _invite(toy)
    client, own = _come_in(answer), reverse("toy_capability:invited_loan", args=["1"])
    row = RoleAssignment.objects.get(user__name="Bu Penilai Rekaan")
    RoleAssignment.objects.filter(pk=row.pk).update(until=toy.today)
    assert client.get(own).status_code == 200
    RoleAssignment.objects.filter(pk=row.pk).update(until=toy.today - timedelta(days=1))
    assert client.get(own).status_code == 404
    link = urlsplit(page_of(answer).only("textarea").text.strip()).path
    assert Client().get(link).status_code == 404
    RoleAssignment.objects.filter(pk=row.pk).update(until=toy.today)
    end = reverse("accounts:evaluators_end", args=[toy.group.code, row.pk])
    toy.client(Role.CHAIR).post(end)
    assert client.get(own).status_code == 302, "signed out"


@pytest.mark.parametrize(
    "changes",
    [
        {"until": ""},
        {"until": "2020-01-01"},
        {"until": "2099-01-01"},
        {"subject": "loan/2"},
        {"subject": "study/1"},
        {"subject": ""},
        {"name": "Contoh secretary, S.Pd"},
    ],
)
def test_an_invitation_has_a_subject_of_the_group_and_a_last_day(
    toy: World, changes: dict[str, str]
) -> None:
    before = RoleAssignment.objects.count()
    assert _invite(toy, **changes).status_code == 422
    assert RoleAssignment.objects.count() == before


def test_the_database_keeps_no_evaluator_without_subject_or_end(world: World) -> None:
    rows = RoleAssignment.objects.filter(role=Role.EVALUATOR)
    for change in ({"until": None}, {"subject_key": ""}, {"subject_kind": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


def test_a_second_invitation_is_added_to_the_first(toy: World) -> None:
    import_module(f"{APP}.models").Loan.objects.create(code="3", group=toy.group, thing="Tenda")
    first = _link(_invite(toy))
    client = _come_in(_invite(toy, name="Penilai Rekaan", subject="loan/3"))
    page = page_of(client.get("/", follow=True))
    assert page.says("Proyektor rekaan") and page.says("Tenda")
    assert User.objects.filter(name="Bu Penilai Rekaan").count() == 1
    assert "Halo" not in page_of(Client().get(first))
