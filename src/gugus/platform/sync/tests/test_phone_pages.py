"""What a phone is served before it can work without signal."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from gugus.platform.foundation.models import User
from gugus.platform.sync import pages
from tests.support.html import whole_page_of
from tests.support.world import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create_user("rekaan", "Bu Rekaan Pemegang HP")


def test_the_worker_comes_from_the_root_and_is_asked_for_anew(client: Client) -> None:
    answer = client.get("/sw.js")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    shell = json.loads(re.search(r"self\.SHELL = (.*);\n", answer.content.decode())[1])  # type: ignore[index]
    assert shell["page"] == "/di-hp/"
    assert shell["version"]


def test_the_worker_changes_exactly_when_its_files_do(monkeypatch: pytest.MonkeyPatch) -> None:
    before = pages.worker_script()
    assert pages.worker_script() == before
    monkeypatch.setattr(pages, "static", lambda name: f"/static/{name}?other")
    assert pages.worker_script() != before


def test_everything_in_the_shell_exists() -> None:
    for name in (*pages.WORKER_FILES, *pages.SHELL_FILES):
        assert finders.find(name), name


def test_what_every_page_loads_for_the_outbox_is_in_the_shell() -> None:
    folder = Path(pages.__file__).parent / "templates" / "sync"
    loaded = set()
    for name in ("scripts.html", "on_phone.html"):
        loaded |= set(re.findall(r"{% static '(.+?)' %}", (folder / name).read_text()))
    assert loaded <= set(pages.SHELL_FILES)


def test_the_card_can_be_put_on_a_home_screen(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    card = answer.json()
    assert (card["start_url"], card["scope"], card["display"]) == ("/", "/", "standalone")
    assert {icon["sizes"] for icon in card["icons"]} == {"192x192", "512x512"}
    assert {icon["purpose"] for icon in card["icons"]} == {"any", "maskable"}


def test_on_this_phone_holds_nobodys_name_even_for_its_person(user: User) -> None:
    mine = client_of(user).get("/di-hp/").content.decode()
    strangers = Client().get("/di-hp/").content.decode()
    made = re.compile(r'data-made="[^"]*"|X-CSRFToken[^>]*')
    assert made.sub("", mine) == made.sub("", strangers)
    assert user.name not in mine


def test_strangers_load_no_outbox(client: Client) -> None:
    assert "sync/outbox" not in client.get("/masuk/kata-sandi/").content.decode()


def test_what_is_told_to_one_person_is_not_on_the_page_that_phones_keep(
    user: User,
) -> None:
    client = Client()
    client.post("/saya/kata-sandi/")
    assert not whole_page_of(client.get("/di-hp/")).has(data_once=True)
    # It waits for a page of the person's own.
    assert whole_page_of(client.get("/masuk/kata-sandi/")).has(data_once=True)
