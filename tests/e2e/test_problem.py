"""A problem is raised in two taps, with a voice note and without signal, and is found again."""

from playwright.sync_api import Page, expect

from tests.support.browser import Opener, violations
from tests.support.server import Server
from tests.support.without_signal import WAITS

# A microphone that hears one tone: the browser's own needs a flag for the whole of it.
_MICROPHONE = """
navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext();
  await context.resume();
  const [tone, out] = [context.createOscillator(), context.createMediaStreamDestination()];
  tone.connect(out);
  tone.start();
  return out.stream;
};
"""
LIST = "/g/ciawi-1/masalah/"


def _record(page: Page) -> None:
    page.locator("summary", has_text="Tambah suara atau foto").click()
    page.get_by_role("button", name="Rekam suara").click()
    expect(page.locator("[data-time]")).to_contain_text("/ 1:00")
    expect(page.locator("[data-time]")).to_contain_text("0:01")
    page.get_by_role("button", name="Berhenti").click()
    expect(page.locator("[data-play]")).to_be_visible()


def test_two_taps_and_a_voice_without_signal(example: Server, open_page: Opener) -> None:
    page = open_page(example, "360", "Guru")
    page.add_init_script(_MICROPHONE)
    page.goto("/")
    page.get_by_role("link", name="Ajukan masalah kelas").click()
    expect(page.get_by_role("radio", name="5", exact=True)).to_be_checked()
    words = page.get_by_label("Apa masalahnya?")
    words.press_sequentially("siswa kesulitan bacaan")
    expect(page.locator("#serupa")).to_contain_text("belum lancar membaca")
    assert violations(page) == []
    words.fill("Anak-anak belum bisa membaca jam dinding")
    page.context.set_offline(True)
    _record(page)
    page.get_by_role("button", name="Ajukan", exact=True).click()
    expect(page.locator("form [data-outbox-line]")).to_contain_text(WAITS)
    expect(words).to_have_value("")
    expect(page.locator("[data-play]")).to_be_hidden()
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator('[data-state-of="problem:new"]')).to_contain_text("terkirim")
    page.goto(f"{LIST}?cari=jam+dinding")
    page.get_by_role("link", name="membaca jam dinding").click()
    expect(page.locator("main audio")).to_have_count(1)
    assert violations(page) == []


def test_without_javascript_similar_problems_are_shown_before_it_is_kept(
    example: Server, open_page: Opener
) -> None:
    page = open_page(example, "360", "Guru", javascript=False)
    page.goto(f"{LIST}baru/")
    page.get_by_label("Apa masalahnya?").fill("siswa kesulitan bacaan")
    page.get_by_role("button", name="Ajukan", exact=True).click()
    expect(page.get_by_text("Mungkin sudah pernah dibahas")).to_be_visible()
    page.get_by_role("button", name="Masalah saya lain, ajukan").click()
    expect(page.get_by_text("siswa kesulitan bacaan")).to_be_visible()
    expect(page.get_by_text("Belum ada usul.", exact=False)).to_be_visible()
