"""What strangers and odd requests meet: sessions that ended, hostile targets, absurd numbers."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from gugus.people.models import School
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import Installation, User
from gugus.platform.interchange.forms import decisions_from
from tests.support.html import page_of
from tests.support.world import World

HUGE = ("9" * 20, "9" * 5000, "\u0663", "\u00b2", "-1")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "after"),
    [
        ("https://gugus.contoh/g/rekaan-1/pertemuan/4/?a=1", "/g/rekaan-1/pertemuan/4/%3Fa%3D1"),
        ("https://jahat.contoh/g/x/", "/g/x/"),
        ("", "/"),
    ],
)
def test_a_tap_after_the_session_ended_sends_the_browser_to_the_door(page: str, after: str) -> None:
    for path in ("/g/rekaan-1/pertemuan/4/hadir/", "/saya/"):
        headers = {"HX-Request": "true", "HX-Current-URL": page}
        answer = Client().post(path, headers=headers)
        assert answer.status_code == 204 and not answer.content
        assert answer["HX-Redirect"] == f"{reverse('accounts:sign_in')}?next={after}"


@pytest.mark.parametrize(
    "wanted", ["x:y", "accounts:account", "%0d%0aX: y", "https://jahat.contoh/"]
)
def test_after_signing_in_only_our_own_addresses_are_followed(wanted: str, world: World) -> None:
    Installation.objects.update_or_create(pk=1, defaults={"is_example": True})
    user = world.users[Role.TEACHER]
    User.objects.filter(pk=user.pk).update(is_example=True)
    sent = {"person": user.pk, "next": wanted}
    assert Client().post(reverse("accounts:sign_in_example"), sent)["Location"] == "/"


@pytest.mark.parametrize("number", ["٩٩٩٩١٠٠١", "9999100", "9999100a"])
def test_an_npsn_is_eight_plain_digits(number: str, world: World) -> None:
    with pytest.raises(ValidationError):
        School(npsn=number, name="SDN Rekaan").full_clean()


@pytest.mark.parametrize("number", HUGE)
def test_numbers_that_no_record_has_are_answered_in_words(number: str, world: World) -> None:
    keys, client = reverse("accounts:keys", args=["rekaan-1"]), world.client(Role.SECRETARY)
    assert client.get(keys, {"sekolah": number}).status_code == 200
    answer = client.post(keys, {"teacher": [number], "wanted": "both"})
    assert answer.status_code == 422 and page_of(answer).alerts


@pytest.mark.parametrize("number", HUGE)
def test_decisions_about_rows_that_cannot_be_are_passed_over(number: str) -> None:
    posted = QueryDict(mutable=True)
    posted.update({f"baris-{number}": "same", "baris-7": "skip"})
    assert decisions_from(posted) == {7: "skip"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "after"),
    [
        ("http://testserver/g/rekaan-1/pertemuan/4/", "/g/rekaan-1/pertemuan/4/"),
        ("https://jahat.contoh/g/x/", "/g/x/"),
        ("", "/g/rekaan-1/pertemuan/4/undang/"),
    ],
)
def test_a_form_after_the_session_ended_says_it_was_not_kept_and_leads_back_to_its_page(
    page: str, after: str
) -> None:
    address = "/g/rekaan-1/pertemuan/4/undang/"
    answer = Client().post(address, {"x": "1"}, headers={"Referer": page}, follow=True)
    assert answer.redirect_chain == [
        (f"{reverse('accounts:sign_in')}?next={after}", 302),
        *answer.redirect_chain[1:],
    ]
    told = str(answer.client.cookies.get("messages")) + answer.content.decode()
    assert "belum tersimpan" in told


def test_an_address_that_only_takes_a_form_still_shows_a_page(world: World) -> None:
    answer = world.client(Role.SECRETARY).get("/g/rekaan-1/program/mulai/")
    assert answer.status_code == 405 and answer["Allow"] == "POST"
    assert page_of(answer).leads_to(reverse("home:start"))


def test_a_form_with_a_stale_token_is_answered_in_indonesian(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.users[Role.SECRETARY])
    answer = client.post("/g/rekaan-1/program/mulai/", {"csrfmiddlewaretoken": "x" * 64})
    assert answer.status_code == 403 and "belum disimpan" in page_of(answer)
