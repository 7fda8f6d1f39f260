"""Without signal, in real Chromium: what was written arrives once, what was kept can be read."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import LAPTOP, picture, until, violations
from tests.support.cutting import Door
from tests.support.stage import Stage
from tests.support.walking import GROUP
from tests.support.without_signal import (
    KEPT,
    Phone,
    Place,
    all_sent,
    wait_until_known,
    wait_until_prepared,
    waits_in,
)

FORM = 'form[data-command="step.report"]'
_PREPARE = """
import json
from datetime import timedelta
from django.utils import timezone
from gugus.steps.models import Step
first = Step.objects.filter(teacher__user__username="guru").first()
step = Step.objects.create(meeting=first.meeting, teacher=first.teacher, what="Langkah uji",
    due_on=timezone.localdate() - timedelta(days=400))
print(json.dumps(step.pk))
"""
# Asks for the next version, and tells when its worker is the one that answers.
_UPDATE = """async () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => { self.isNewer = true; });
    await (await navigator.serviceWorker.getRegistration()).update();
}"""
_NO_FORM_IS_BUSY = "() => !document.querySelector('form[data-sending]')"
_SLOW = {
    "offline": False,
    "latency": 600,
    "downloadThroughput": 35_000 / 8,
    "uploadThroughput": 20_000 / 8,
}


@pytest.fixture
def place(stage: Stage, gate: Door) -> Place:
    """A server behind its door, and a step that waits to be reported on."""

    def prepare() -> tuple[int, dict[str, dict[str, str]]]:
        step = stage.found(_PREPARE)
        # One session each for somebody who signs out and in again meanwhile.
        people = {"guru": "guru", "keluar": "guru", "lagi": "guru", "sekretaris": "sekretaris"}
        return step, {name: stage.cookies(who) for name, who in people.items()}

    step, sessions = stage.show("a step to report on", prepare)
    return Place(stage.server, gate, sessions, step)


def _page_of(place: Place) -> str:
    return f"{GROUP}langkah/{place.step}/"


def _report(page: Page, words: str) -> None:
    _write(page, words)
    page.locator(f"{FORM} button[type=submit]").click()


def _write(page: Page, words: str) -> None:
    page.locator(f"{FORM} input[name=state][value=tried]").check()
    page.locator(f"{FORM} textarea[name=report]").fill(words)


def _arrived_once(place: Place, words: str) -> None:
    reports, commands = place.reports()
    assert (reports[str(place.step)], commands) == (words, 1)


def _nothing_arrived(place: Place) -> None:
    assert place.reports()[1] == 0, "sent while there was no signal"


def _stop_the_clock(page: Page) -> None:
    """From here on the page tries again only when it is told to, and no patience ends."""
    page.clock.install()
    page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))


def test_kept_pages_and_kept_writes_outlive_a_killed_browser(
    place: Place, phone: Callable[..., Phone]
) -> None:
    one = phone(place, mortal=True)
    page = one.on()
    page.goto(GROUP)
    wait_until_prepared(page)
    page.goto(_page_of(place))
    one.offline()
    # A browser that starts again may let its worker out before it is told that it is offline.
    place.door.shut = True
    _report(page, "Dicoba di kelas empat.")
    waits_in(page.locator(FORM))
    expect(page.locator("#sync")).to_contain_text("1 belum terkirim")
    page.reload()
    waits_in(page.locator(FORM))

    page = one.restart()
    page.clock.install(time=datetime.now(UTC) + timedelta(hours=2))
    page.goto("/")
    assert page.evaluate("Date.now()") > datetime.now(UTC).timestamp() * 1000 + 7_000_000
    page.wait_for_url(f"**{GROUP}")
    expect(page.locator("#age-note")).to_contain_text("2 jam yang lalu")
    expect(page.locator("#sync")).to_contain_text("Tanpa sinyal")
    picture(page, "tanpa-sinyal-beranda")
    page.goto(f"{GROUP}anggota/")
    expect(page.locator("#limits")).to_contain_text("belum disimpan di HP ini")
    page.goto("/di-hp/")
    expect(page.locator("#waiting > li")).to_contain_text("tersimpan di HP")
    picture(page, "di-hp")
    assert violations(page) == []
    _nothing_arrived(place)

    place.door.shut = False
    one.online()
    expect(page.locator("#nothing-waits")).to_be_visible()
    expect(page.locator("#sync")).to_be_hidden()
    _arrived_once(place, "Dicoba di kelas empat.")


def test_an_answer_lost_on_the_way_makes_nothing_twice(
    place: Place, phone: Callable[..., Phone]
) -> None:
    page = phone(place).on()
    page.goto(_page_of(place))
    place.door.swallow, before = True, place.door.batches
    with place.door.holding():
        _report(page, "Sekali saja.")
        expect(page.locator(f"{FORM} [data-outbox-line]")).to_contain_text(KEPT)
    # Either the browser itself asks again on a connection that broke, and the page goes on, or the
    # form says that it waits; then the person is impatient and wants it sent now.
    until(page, _NO_FORM_IS_BUSY)
    page.wait_for_load_state()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    all_sent(page)
    expect(page.locator("#nothing-waits")).to_be_visible()
    assert place.door.batches - before >= 2
    _arrived_once(place, "Sekali saja.")


def test_two_taps_make_one_command_and_2g_is_enough(
    place: Place, phone: Callable[..., Phone]
) -> None:
    one = phone(place)
    page = one.on()
    page.goto(_page_of(place))
    assert one.context
    one.context.new_cdp_session(page).send("Network.emulateNetworkConditions", _SLOW)
    # The form waits for its answer as long as it takes.
    _stop_the_clock(page)
    _write(page, "Lewat 2G.")
    with place.door.holding():
        page.locator(f"{FORM} button[type=submit]").dblclick(force=True)
        expect(page.locator(f"{FORM} [data-outbox-line]")).to_contain_text("sedang dikirim")
        expect(page.locator(f"{FORM} button[type=submit]")).to_be_disabled()
    page.wait_for_url(lambda url: "langkah-saya" in url)
    expect(page.locator("main").get_by_role("status").first).to_be_visible()
    _arrived_once(place, "Lewat 2G.")


def test_a_form_that_is_sent_for_long_is_free_again(
    place: Place, phone: Callable[..., Phone]
) -> None:
    page = phone(place).on()
    page.goto(_page_of(place))
    page.clock.install()
    with place.door.holding():
        _report(page, "Lama di jalan.")
        expect(page.locator(f"{FORM} [data-outbox-line]")).to_contain_text("sedang dikirim")
        page.clock.fast_forward(8_000)
        waits_in(page.locator(FORM))
        expect(page.locator(f"{FORM} button[type=submit]")).to_be_enabled()
    all_sent(page)
    _arrived_once(place, "Lama di jalan.")


def test_the_button_sends_at_once_and_says_how_it_went(
    place: Place, phone: Callable[..., Phone]
) -> None:
    page = phone(place).on()
    page.goto(_page_of(place))
    place.door.down = True
    _report(page, "Dengan tombol.")
    expect(page.locator(f"{FORM} [data-outbox-line]")).to_contain_text(KEPT)
    _stop_the_clock(page)
    page.goto("/di-hp/")
    button, before = page.locator("#send-now"), place.door.batches
    expect(page.locator("#told")).not_to_be_empty()
    button.click()
    until(page, "() => document.getElementById('told').textContent !== ''")
    assert place.door.batches > before
    _nothing_arrived(place)
    place.door.down = False
    button.click()
    expect(page.locator("#nothing-waits")).to_be_visible()
    expect(button).to_be_hidden()
    _arrived_once(place, "Dengan tombol.")


def test_a_new_worker_loses_neither_writes_nor_pages(
    place: Place, phone: Callable[..., Phone]
) -> None:
    page = phone(place).on()
    page.goto(GROUP)
    wait_until_prepared(page)
    page.goto(_page_of(place))
    place.door.down = True
    _report(page, "Sebelum versi baru.")
    expect(page.locator(f"{FORM} [data-outbox-line]")).to_contain_text(KEPT)
    place.door.newer = "baru-"
    page.evaluate(_UPDATE)
    until(page, "() => self.isNewer")
    page.goto("/di-hp/")
    expect(page.locator("#waiting > li")).to_have_count(1)
    expect(page.locator("#copies > li").nth(3)).to_be_visible()
    _nothing_arrived(place)
    # Whoever sends first, this page, the page before it or the worker: it arrives once.
    place.door.down = False
    all_sent(page)
    expect(page.locator("#nothing-waits")).to_be_visible()
    _arrived_once(place, "Sebelum versi baru.")


def test_a_browser_that_keeps_nothing_sends_the_form_itself(
    place: Place, phone: Callable[..., Phone]
) -> None:
    breaks = "indexedDB.open = () => { throw new DOMException('no', 'InvalidStateError'); };"
    one = phone(place, script=breaks)
    page = one.on()
    page.clock.install()
    page.goto(_page_of(place))
    one.offline()
    _report(page, "Tanpa kotak kirim.")
    expect(page.locator(f"{FORM} [role=alert]")).to_contain_text("Belum tersimpan")
    one.online()
    # A second tap within a moment would count as the same one.
    page.clock.fast_forward(2_000)
    page.locator(f"{FORM} button[type=submit]").click()
    page.wait_for_url(lambda url: "langkah-saya" in url)
    page.goto("/di-hp/")
    expect(page.locator("#limits")).to_contain_text("tidak dapat menyimpan apa pun")
    reports, commands = place.reports()
    assert (reports[str(place.step)], commands) == ("Tanpa kotak kirim.", 0)


def test_signing_out_warns_and_what_waits_is_its_persons_own(
    place: Place, phone: Callable[..., Phone]
) -> None:
    one = phone(place, "keluar")
    page = one.on()
    page.goto(GROUP)
    wait_until_prepared(page)
    page.goto(_page_of(place))
    place.door.down = True
    _report(page, "Menunggu orangnya.")
    expect(page.locator(f"{FORM} [data-outbox-line]")).to_contain_text(KEPT)
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
    wait_until_known(page)
    page.goto("/di-hp/")
    expect(page.locator("#others")).to_contain_text("1 kiriman milik orang lain")
    expect(page.locator("#waiting > li")).to_have_count(0)
    assert "Langkah uji" not in page.locator("main").inner_text()
    _nothing_arrived(place)

    one.sign_in("lagi")
    page.goto(GROUP)
    wait_until_known(page)
    all_sent(page)
    _arrived_once(place, "Menunggu orangnya.")


def test_a_refusal_keeps_the_words_until_the_person_decides(
    place: Place, phone: Callable[..., Phone]
) -> None:
    page = phone(place).on()
    page.goto(_page_of(place))
    page.locator(f"{FORM} input[name=state][value=tried]").check()
    page.locator(f"{FORM} button[type=submit]").click()
    expect(page.locator(f"{FORM} [role=alert]")).not_to_be_empty()
    page.goto("/di-hp/")
    row = page.locator("#waiting > li")
    expect(row).to_contain_text("ditolak")
    picture(page, "di-hp-ditolak")
    row.get_by_role("link", name="Buka halamannya").click()
    page.wait_for_url(f"**{_page_of(place)}")
    expect(page.locator(f"{FORM} [role=alert]")).not_to_be_empty()
    _stop_the_clock(page)
    _report(page, "Kini dengan kendalanya.")
    page.wait_for_url(lambda url: "langkah-saya" in url)
    all_sent(page)
    expect(page.locator("#nothing-waits")).to_be_visible()
    assert place.reports()[0][str(place.step)] == "Kini dengan kendalanya."


def test_a_paper_is_kept_by_its_button(place: Place, phone: Callable[..., Phone]) -> None:
    one = phone(place, "sekretaris")
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
    one.offline()
    size = page.evaluate(
        """async (href) => {
            const who = Number(document.documentElement.dataset.person);
            return (await (await self.gugus.copies.find(who, href)).blob()).size;
        }""",
        href,
    )
    assert size > 1000


def test_pictures_are_made_small_before_they_are_kept(
    place: Place, phone: Callable[..., Phone]
) -> None:
    page = phone(place).on()
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
    one = phone(place, mortal=True, host=LAPTOP)
    page = one.on()
    page.goto(_page_of(place))
    assert not page.evaluate("self.isSecureContext")
    one.offline()
    _report(page, "Wi-Fi laptop putus sebentar.")
    waits_in(page.locator(FORM))
    one.kill()
    page = one.on()
    all_sent(page)
    expect(page.locator("#limits")).to_contain_text("tanpa HTTPS")
    assert violations(page) == []
    picture(page, "di-hp-tanpa-https")
    _arrived_once(place, "Wi-Fi laptop putus sebentar.")


def test_a_private_window_and_a_full_phone_are_told_in_words(
    place: Place, phone: Callable[..., Phone]
) -> None:
    little = "if (navigator.storage) navigator.storage.estimate = async () => ({ quota: 1e8, usage: 9e7 });"
    page = phone(place, script=f"delete Navigator.prototype.serviceWorker; {little}").on()
    page.goto("/di-hp/")
    expect(page.locator("#limits")).to_contain_text("Tampaknya ini jendela penyamaran")
    expect(page.locator("#limits")).to_contain_text("hampir penuh")
