"""A teacher's page is the hub of that person, each row for those who may follow it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gugus.people.rules.numbers import wa_address
from gugus.people.rules.roles import Role
from tests.support.html import Part, page_of
from tests.support.meetings import give, make_meeting
from tests.support.world import World


def _page(world: World, role: Role, n: int = 0) -> Part:
    address = reverse("people:teacher", args=[world.group.code, world.teachers[n].pk])
    return page_of(world.client(role).get(address))


@pytest.fixture
def known(world: World) -> World:
    teacher = world.teachers[1]
    teacher.phone = "0812-3456-7890"
    teacher.save()
    meeting = make_meeting(world, state="held", date=world.today - timedelta(days=7))
    give(meeting, teacher, due_on=world.today - timedelta(days=1))
    return world


def test_the_secretary_reaches_attendance_steps_keys_and_the_phone(known: World) -> None:
    page, teacher = _page(known, Role.SECRETARY, 1), known.teachers[1]
    code = known.group.code
    assert page.leads_to(reverse("participation:teacher", args=[code, teacher.pk]))
    assert [href for href in page.links if "/langkah/" in href]
    assert [href for href in page.links if href.startswith(reverse("accounts:keys", args=[code]))]
    assert page.leads_to("https://wa.me/6281234567890")
    assert [href for href in page.links if href.startswith("tel:")]


def test_a_colleague_reaches_none_of_it(known: World) -> None:
    links = _page(known, Role.TEACHER, 1).links
    assert not [href for href in links if "keikutsertaan" in href or "/langkah/" in href]
    assert not [href for href in links if "kunci" in href or href.startswith(("tel:", "https:"))]


def test_every_row_of_the_page_opens(known: World) -> None:
    for role in (Role.SECRETARY, Role.CHAIR, Role.SUPERVISOR, Role.SCHOOL_HEAD):
        client = known.client(role)
        for n in range(2):
            for href in _page(known, role, n).links:
                if href.startswith("/"):
                    assert client.get(href).status_code == 200, (role, href)


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("0812-3456-7890", "https://wa.me/6281234567890"),
        ("+62 812 3456 7890", "https://wa.me/6281234567890"),
        ("81234567890", "https://wa.me/6281234567890"),
        ("0251 8240000", ""),
        ("", ""),
        ("belum ada", ""),
    ],
)
def test_a_chat_has_the_number_in_the_form_of_all_countries(phone: str, address: str) -> None:
    assert wa_address(phone) == address
