"""Without signal, in real Chromium: what was written arrives once, what was kept can be read."""

import json
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import picture, violations
from tests.e2e.cutting import Door, door
from tests.support.server import Server, cookies_for, example_installation, python, start_server

GROUP = "/g/ciawi-1/"
# Several seconds are nothing on a machine that does other work.
expect.set_options(timeout=30_000)
FORM = 'form[data-command="step.report"]'
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-component-update"]
STEPS = 14
_PREPARE = f"""
import json
from datetime import timedelta
from django.utils import timezone
from gugus.meetings.models import Step
from gugus.people.models import Teacher
first = Step.objects.filter(teacher__user__username="guru").first()
made = []
for n in range({STEPS}):
    made.append(Step.objects.create(
        meeting=first.meeting, teacher=first.teacher, what=f"Langkah uji {{n}}",
        due_on=timezone.localdate() - timedelta(days=400 - n)).pk)
print(json.dumps(made))
"""
_REPORTS = "SELECT id, report FROM meetings_step WHERE what LIKE 'Langkah uji%'"
_COMMANDS = "SELECT count(*) FROM sync_commandrecord WHERE kind = 'step.report'"


@dataclass
class Place:
    """A server behind its door, and steps that wait to be reported on."""

    server: Server
    door: Door
    sessions: dict[str, dict[str, str]]
    steps: "Iterator[int]"
    seen: int = 0

    def reports(self) -> tuple[dict[str, str], int]:
        """What every step says on the server, and how many commands came since the last look."""
        file = self.server.data / "gugus.sqlite3"
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            reports = {str(pk): said for pk, said in database.execute(_REPORTS)}
            commands = int(database.execute(_COMMANDS).fetchone()[0])
        fresh, self.seen = commands - self.seen, commands
        return reports, fresh


@dataclass
class Phone:
    """A browser with a profile on the disk, signed in as one person."""

    place: Place
    browser: Browser
    profile: Path
    who: str = "guru"
    script: str = ""
    # Another name than localhost, without HTTPS, is what a laptop's Wi-Fi looks like to a phone.
    host: str = "127.0.0.1"
    context: BrowserContext | None = None

    @property
    def url(self) -> str:
        """The address that this phone knows."""
        return f"http://{self.host}:{self.place.door.port}"

    def on(self, *, offline: bool = False) -> Page:
        """Start the browser with this profile."""
        self.context = self.browser.browser_type.launch_persistent_context(
            self.profile,
            executable_path="/usr/bin/chromium",
            args=[*FLAGS, "--host-resolver-rules=MAP sekolah.test 127.0.0.1"],
            viewport={"width": 360, "height": 740},
            base_url=self.url,
            locale="id",
        )
        self.context.set_default_timeout(30_000)
        self.context.set_offline(offline)
        if self.script:
            self.context.add_init_script(self.script)
        self.sign_in(self.who)
        page = self.context.pages[0]
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        return page

    def sign_in(self, who: str) -> None:
        """Become somebody, without the sign-in page."""
        assert self.context
        for name, value in self.place.sessions[who].items():
            self.context.add_cookies([{"name": name, "value": value, "url": self.url}])

    def kill(self) -> None:
        """The battery dies."""
        assert self.context
        lock = (self.profile / "SingletonLock").readlink()
        os.kill(int(str(lock).rpartition("-")[2]), signal.SIGKILL)
        with suppress(Exception):
            self.context.close()
        self.context = None

    def off(self) -> None:
        """Close the browser as people do."""
        if self.context:
            self.context.close()
            self.context = None


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with ExitStack() as stack:
        data = stack.enter_context(example_installation())
        server = start_server(data)
        stack.callback(server.stop)
        made = json.loads(python(_PREPARE, data=data))
        # One session each for somebody who signs out and in again meanwhile.
        names = {"guru": "guru", "keluar": "guru", "lagi": "guru", "sekretaris": "sekretaris"}
        sessions = dict(zip(names, cookies_for([*names.values()], data=data), strict=True))
        yield Place(server, stack.enter_context(door(server.port)), sessions, iter(made))


@pytest.fixture
def phone(place: Place, browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Phone]]:
    with ExitStack() as stack:
        numbers = count()

        def make(**options: str) -> Phone:
            made = Phone(place, browser, tmp_path / f"profile-{next(numbers)}", **options)
            stack.callback(made.off)
            return made

        yield make
        place.door.down = place.door.swallow = place.door.shut = False


def _step(pk: int) -> str:
    return f"{GROUP}langkah/{pk}/"


def _report(page: Page, words: str) -> None:
    page.locator(f"{FORM} input[name=state][value=tried]").check()
    page.locator(f"{FORM} textarea[name=report]").fill(words)
    page.locator(f"{FORM} button[type=submit]").click()


def _kept(page: Page) -> None:
    expect(page.locator(f"{FORM} [data-outbox-line]")).to_contain_text("Tersimpan di HP")


def _until(page: Page, script: str) -> None:
    """Ask the page until its answer is yes."""
    for _ in range(150):
        if page.evaluate(script):
            return
        page.wait_for_timeout(200)
    pytest.fail(f"never came true: {script}")


def _wait_until_prepared(page: Page) -> None:
    _until(
        page,
        """async () => {
            const who = document.documentElement.dataset.person;
            return Boolean(await self.gugus.store.fact(`prepared-${who}`));
        }""",
    )


def _all_sent(page: Page) -> None:
    page.goto("/di-hp/")
    _until(
        page,
        """async () => !(await self.gugus.store.commands()).some((row) => row.state !== "sent")""",
    )


def test_kept_pages_and_kept_writes_outlive_a_killed_browser(
    place: Place, phone: Callable[..., Phone]
) -> None:
    one, pk = phone(), next(place.steps)
    page = one.on()
    page.goto(GROUP)
    _wait_until_prepared(page)
    page.goto(_step(pk))
    one.context.set_offline(True)
    # A browser that starts again may let its worker out before it is told that it is offline.
    place.door.shut = True
    _report(page, "Dicoba di kelas empat.")
    _kept(page)
    expect(page.locator("#sync")).to_contain_text("1 belum terkirim")
    page.reload()
    _kept(page)
    one.kill()

    page = one.on(offline=True)
    page.clock.install(time=datetime.now(UTC) + timedelta(hours=2))
    page.goto("/")
    assert page.evaluate("Date.now()") > datetime.now(UTC).timestamp() * 1000 + 7_000_000
    expect(page.locator("h1")).to_have_text("Apa sekarang?")
    expect(page.locator("#age-note")).to_contain_text("2 jam yang lalu")
    expect(page.locator("#sync")).to_contain_text("Tanpa sinyal")
    picture(page, "tanpa-sinyal-beranda-360")
    page.goto(f"{GROUP}anggota/")
    expect(page.locator("#limits")).to_contain_text("belum disimpan di HP ini")
    page.goto("/di-hp/")
    row = page.locator("#waiting > li")
    expect(row).to_contain_text("tersimpan di HP")
    picture(page, "di-hp-360")
    assert violations(page) == []
    assert place.reports()[1] == 0, "sent while there was no signal"

    place.door.shut = False
    one.context.set_offline(False)
    expect(page.locator("#nothing-waits")).to_be_visible()
    expect(page.locator("#sync")).to_be_hidden()
    reports, commands = place.reports()
    assert (reports[str(pk)], commands) == ("Dicoba di kelas empat.", 1)


def test_an_answer_lost_on_the_way_makes_nothing_twice(
    place: Place, phone: Callable[..., Phone]
) -> None:
    page, pk = phone().on(), next(place.steps)
    page.goto(_step(pk))
    place.reports()
    place.door.swallow, before = True, place.door.batches
    _report(page, "Sekali saja.")
    _kept(page)
    # The person is impatient, and taps again on what already waits.
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_url(lambda url: "langkah-saya" in url)
    expect(page.locator("main .notice").first).to_be_visible()
    _all_sent(page)
    assert place.door.batches - before >= 2
    reports, commands = place.reports()
    assert (reports[str(pk)], commands) == ("Sekali saja.", 1)


def test_two_taps_make_one_command_and_2g_is_enough(
    place: Place, phone: Callable[..., Phone]
) -> None:
    one, pk = phone(), next(place.steps)
    page = one.on()
    page.goto(_step(pk))
    place.reports()
    one.context.new_cdp_session(page).send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 600,
            "downloadThroughput": 35_000 / 8,
            "uploadThroughput": 20_000 / 8,
        },
    )
    page.locator(f"{FORM} input[name=state][value=done]").check()
    page.locator(f"{FORM} textarea[name=report]").fill("Lewat 2G.")
    page.locator(f"{FORM} button[type=submit]").dblclick(force=True)
    expect(page.locator(f"{FORM} [data-outbox-line]")).to_contain_text("sedang dikirim")
    page.wait_for_url(lambda url: "langkah-saya" in url)
    reports, commands = place.reports()
    assert (reports[str(pk)], commands) == ("Lewat 2G.", 1)


def test_a_new_worker_loses_neither_writes_nor_pages(
    place: Place, phone: Callable[..., Phone]
) -> None:
    page, pk = phone().on(), next(place.steps)
    page.goto(GROUP)
    _wait_until_prepared(page)
    page.goto(_step(pk))
    place.reports()
    place.door.down = True
    _report(page, "Sebelum versi baru.")
    _kept(page)
    place.door.newer = "baru-"
    page.evaluate(
        """async () => {
            const changed = new Promise((done) => {
                navigator.serviceWorker.addEventListener("controllerchange", done);
            });
            await (await navigator.serviceWorker.getRegistration()).update();
            await Promise.race([changed, new Promise((_, late) => setTimeout(late, 15000))]);
        }"""
    )
    page.goto("/di-hp/")
    expect(page.locator("#waiting > li")).to_have_count(1)
    expect(page.locator("#copies > li").nth(3)).to_be_visible()
    place.door.down = False
    page.locator("#send-now").click()
    expect(page.locator("#nothing-waits")).to_be_visible()
    reports, commands = place.reports()
    assert (reports[str(pk)], commands) == ("Sebelum versi baru.", 1)


def test_a_browser_that_keeps_nothing_sends_the_form_itself(
    place: Place, phone: Callable[..., Phone]
) -> None:
    breaks = "indexedDB.open = () => { throw new DOMException('no', 'InvalidStateError'); };"
    one, pk = phone(script=breaks), next(place.steps)
    page = one.on()
    page.goto(_step(pk))
    place.reports()
    one.context.set_offline(True)
    _report(page, "Tanpa kotak kirim.")
    expect(page.locator(f"{FORM} [role=alert]")).to_contain_text("Belum tersimpan")
    one.context.set_offline(False)
    # A second tap within a moment would count as the same one.
    page.wait_for_timeout(1600)
    page.locator(f"{FORM} button[type=submit]").click()
    page.wait_for_url(lambda url: "langkah-saya" in url)
    page.goto("/di-hp/")
    expect(page.locator("#limits")).to_contain_text("tidak dapat menyimpan apa pun")
    reports, commands = place.reports()
    assert (reports[str(pk)], commands) == ("Tanpa kotak kirim.", 0)


def test_signing_out_warns_and_what_waits_is_its_persons_own(
    place: Place, phone: Callable[..., Phone]
) -> None:
    one, pk = phone(who="keluar"), next(place.steps)
    page = one.on()
    page.goto(GROUP)
    _wait_until_prepared(page)
    page.goto(_step(pk))
    place.reports()
    place.door.down = True
    _report(page, "Menunggu orangnya.")
    _kept(page)
    page.goto("/saya/")
    page.get_by_role("button", name="Keluar", exact=True).click()
    dialog = page.locator("dialog#leaving")
    expect(dialog).to_contain_text("1 kiriman Anda")
    assert violations(page) == []
    dialog.get_by_role("button", name="Kirim dulu").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Belum berhasil")
    dialog.get_by_role("button", name="Tetap keluar").click()
    page.wait_for_url(lambda url: "/masuk/" in url)
    assert not [name for name in page.evaluate("caches.keys()") if "pages" in name]
    place.door.down = False

    one.sign_in("sekretaris")
    page.goto(GROUP)
    page.goto("/di-hp/")
    expect(page.locator("#others")).to_contain_text("1 kiriman milik orang lain")
    expect(page.locator("#waiting > li")).to_have_count(0)
    assert "Langkah uji" not in page.locator("main").inner_text()
    assert place.reports()[1] == 0, "sent while there was no signal"

    one.sign_in("lagi")
    page.goto(GROUP)
    _all_sent(page)
    reports, commands = place.reports()
    assert (reports[str(pk)], commands) == ("Menunggu orangnya.", 1)


def test_a_refusal_keeps_the_words_until_the_person_decides(
    place: Place, phone: Callable[..., Phone]
) -> None:
    page, pk = phone().on(), next(place.steps)
    page.goto(_step(pk))
    page.locator(f"{FORM} input[name=state][value=tried]").check()
    page.locator(f"{FORM} button[type=submit]").click()
    expect(page.locator(f"{FORM} [role=alert]")).not_to_be_empty()
    page.goto("/di-hp/")
    row = page.locator("#waiting > li")
    expect(row).to_contain_text("ditolak")
    picture(page, "di-hp-ditolak-360")
    row.get_by_role("link", name="Buka halamannya").click()
    expect(page.locator(f"{FORM} [role=alert]")).not_to_be_empty()
    _report(page, "Kini dengan kendalanya.")
    page.wait_for_url(lambda url: "langkah-saya" in url)
    page.goto("/di-hp/")
    expect(page.locator("#nothing-waits")).to_be_visible()
    assert place.reports()[0][str(pk)] == "Kini dengan kendalanya."


def test_a_paper_is_kept_by_its_button(phone: Callable[..., Phone]) -> None:
    one = phone(who="sekretaris")
    page = one.on()
    page.goto(GROUP)
    page.get_by_role("link", name="Buka pertemuan").click()
    page.get_by_role("link", name="Undangan", exact=True).click()
    button = page.locator("[data-keep-href]").first
    expect(button).to_have_text("Simpan di HP")
    button.click()
    expect(button).to_have_text("Hapus dari HP")
    expect(page.locator("[data-keep-href] + [role=status]").first).to_have_text("Tersimpan di HP.")
    href = button.get_attribute("data-keep-href")
    one.context.set_offline(True)
    size = page.evaluate(
        """async (href) => {
            const who = Number(document.documentElement.dataset.person);
            return (await (await self.gugus.copies.find(who, href)).blob()).size;
        }""",
        href,
    )
    assert size > 1000


def test_pictures_are_made_small_before_they_are_kept(phone: Callable[..., Phone]) -> None:
    page = phone().on()
    page.goto(GROUP)
    found = page.evaluate(
        """async () => {
            const canvas = Object.assign(document.createElement("canvas"), { width: 4000, height: 3000 });
            canvas.getContext("2d").fillRect(0, 0, 2000, 3000);
            const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
            const file = new File([blob], "papan.png", { type: "image/png" });
            const { foto } = await self.gugus.pack([["foto", file]]);
            const image = new Image();
            image.src = `data:${foto.type};base64,${foto.data}`;
            await image.decode();
            return [foto.name, foto.type, image.naturalWidth, image.naturalHeight];
        }"""
    )
    assert found == ["papan.jpg", "image/jpeg", 1280, 960]


def test_on_a_laptops_wifi_without_https_writes_are_kept_all_the_same(
    place: Place, phone: Callable[..., Phone]
) -> None:
    one, pk = phone(host="sekolah.test"), next(place.steps)
    page = one.on()
    page.goto(_step(pk))
    place.reports()
    assert not page.evaluate("self.isSecureContext")
    one.context.set_offline(True)
    _report(page, "Wi-Fi laptop putus sebentar.")
    _kept(page)
    one.kill()
    page = one.on()
    _all_sent(page)
    expect(page.locator("#limits")).to_contain_text("tanpa HTTPS")
    assert violations(page) == []
    picture(page, "di-hp-tanpa-https-360")
    reports, commands = place.reports()
    assert (reports[str(pk)], commands) == ("Wi-Fi laptop putus sebentar.", 1)


def test_a_private_window_and_a_full_phone_are_told_in_words(phone: Callable[..., Phone]) -> None:
    little = "navigator.storage.estimate = async () => ({ quota: 1e8, usage: 9e7 });"
    page = phone(script=f"delete Navigator.prototype.serviceWorker; {little}").on()
    page.goto("/di-hp/")
    expect(page.locator("#limits")).to_contain_text("Tampaknya ini jendela penyamaran")
    expect(page.locator("#limits")).to_contain_text("hampir penuh")
