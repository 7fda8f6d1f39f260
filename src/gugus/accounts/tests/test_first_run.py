"""An empty installation becomes a group with its secretary, once."""

import pytest
from django.test import Client
from django.urls import reverse

from gugus.people.access import load_actor
from gugus.people.clock import year_here
from gugus.people.models import Group, GroupSchool, School
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import User
from gugus.platform.foundation.services import new_setup_code
from tests.support.html import page_of
from tests.support.world import World

START = reverse("accounts:first_run")


def answers(**more: str) -> dict[str, str]:
    return {
        "setup_code": new_setup_code(),
        "group_name": "Gugus Rekaan I",
        "code": "Rekaan 1",
        "kecamatan": "",
        "npsn": "99991001",
        "school_name": "SD Negeri Rekaan 01",
        "name": "Bu Contoh Sekretaris",
        "username": "Sekre.Taris",
        "new": "tujuh kuda biru",
        "again": "tujuh kuda biru",
        **more,
    }


def test_everything_is_made_at_once_and_the_secretary_is_in(db: None, client: Client) -> None:
    assert client.get(reverse("accounts:sign_in"))["Location"] == START
    assert client.get(START).status_code == 200
    assert client.post(START, answers(kecamatan="32.01.24")).status_code == 302
    group, school, user = Group.objects.get(), School.objects.get(), User.objects.get()
    assert (group.code, group.core_school, group.place_id) == ("rekaan-1", school, "32.01.24")
    assert (school.kind, school.status) == ("sd", "negeri")
    assert GroupSchool.objects.get().first_year == year_here()
    assert user.username == "sekre.taris"
    assert not user.must_change_password
    assert load_actor(user).roles_in(group.pk) == (Role.SECRETARY, Role.SITE_ADMIN)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_it_can_be_done_once(db: None, client: Client) -> None:
    data = answers()
    client.post(START, data)
    for visitor in (client, Client()):
        assert visitor.get(START).status_code == 404
        assert visitor.post(START, data).status_code == 404
    assert Group.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("setup_code", "ABCD-EFGH-JKMN"),
        ("setup_code", ""),
        ("group_name", " "),
        ("code", "…"),
        ("kecamatan", "Negeri Dongeng"),
        ("kecamatan", "32.01"),
        ("npsn", "1234567"),
        ("npsn", "１２３４５６７８"),
        ("school_name", ""),
        ("username", "dua kata"),
        ("username", "ab"),
        ("new", "pendek"),
        ("new", "1234567890123"),
        ("again", "lain sekali"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field_and_nothing_is_made(
    db: None, client: Client, field: str, value: str
) -> None:
    response = client.post(START, answers(**{field: value}))
    assert response.status_code == 422
    page = page_of(response)
    assert field in page.errors and set(page.errors) <= {field, "again"}
    assert page.value("name") == "Bu Contoh Sekretaris"
    assert not (User.objects.exists() or Group.objects.exists() or School.objects.exists())


def test_a_name_borne_by_two_kecamatan_is_answered_by_a_tap(db: None, client: Client) -> None:
    response = client.post(START, answers(kecamatan="ciawi"))
    assert "kecamatan" in page_of(response).errors
    html = response.content.decode()
    assert 'name="kecamatan-pilihan" value="32.01.24"> Ciawi, Kabupaten Bogor, Jawa Barat' in html
    tapped = answers(kecamatan="ciawi", **{"kecamatan-pilihan": "32.01.24"})
    assert client.post(START, tapped).status_code == 302
    assert Group.objects.get().place_id == "32.01.24"


def test_all_faults_are_told_at_once_and_all_but_the_passwords_is_kept(
    db: None, client: Client
) -> None:
    wrong = answers(
        setup_code="ABCD-EFGH-JKMN", npsn="12", username="a b", kecamatan="Negeri Dongeng"
    )
    response = client.post(START, wrong)
    html = response.content.decode()
    for name in ("setup_code", "npsn", "username", "kecamatan"):
        assert f'href="#id_{name}"' in html and f'id="id_{name}"' in html
    assert 'id="yang-salah" role="alert" tabindex="-1" autofocus' in html
    page = page_of(response)
    assert page.value("npsn") == "12" and page.value("kecamatan") == "Negeri Dongeng"
    assert wrong["new"] not in html
    assert "Perlu ditulis lagi: Kata sandi baru, Tulis sekali lagi." in html


def test_with_people_in_it_the_page_is_not_there(world: World, client: Client) -> None:
    assert client.get(START).status_code == 404
    assert client.post(START, answers()).status_code == 404
    assert Group.objects.count() == 2
