"""The guide's pictures of a meeting: at the door, without signal, afterwards, certificates."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Opener
from tests.support.guide import shoot, terminal
from tests.support.server import Server
from tests.support.stage import Stage
from tests.support.walking import GROUP

# The coming meeting and the one before it, in the example.
COMING, LAST = f"{GROUP}pertemuan/4/", f"{GROUP}pertemuan/3/"
_TODAY = """
from datetime import date, time
from gugus.meetings.models import Meeting
Meeting.objects.filter(pk=4).update(date=date.fromisoformat("{day}"),
    starts_at=time.fromisoformat("{starts}"), ends_at=time.fromisoformat("{ends}"))
"""
_LATE = """
from datetime import timedelta
from django.utils import timezone
from gugus.steps.models import Step
first = Step.objects.filter(meeting=1).exclude(teacher__user__username="guru")
for days, step in zip((4, 5, 8, 10, 12), first[:5]):
    step.reports.all().delete()
    step.state, step.report = "open", ""
    step.due_on = timezone.localdate() - timedelta(days=days)
    step.save(update_fields=["state", "report", "due_on"])
"""
_AWAY = """
from gugus.attendance.models import Attendance
Attendance.objects.filter(meeting=3, teacher__user__username="guru").update(status="izin")
"""
_CODE = "from gugus.meetings.models import Certificate; print(Certificate.objects.first().code)"
_ANNOUNCE = """
from gugus.config.command import addresses, serve_verb
addresses.addresses_for_phones = lambda: ["10.42.0.1"]
serve_verb._announce("0.0.0.0", 8000)
"""


@pytest.fixture
def open_meeting(stage: Stage, example: Server) -> Server:
    """The example, whose coming meeting goes on at this moment."""
    now = datetime.now(ZoneInfo("Asia/Jakarta"))
    first, last = now.replace(hour=0, minute=0), now.replace(hour=23, minute=59)
    starts, ends = max(first, now - timedelta(minutes=20)), min(last, now + timedelta(minutes=115))
    times = {"starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}
    stage.python(_TODAY.format(day=now.date().isoformat(), **times))
    return example


@pytest.mark.pictures
def test_pictures_at_the_door(open_meeting: Server, open_page: Opener) -> None:
    guru = open_page(open_meeting, "360", "Guru")
    guru.goto(COMING)
    shoot(guru, "hadir-sendiri")
    desk = open_page(open_meeting, "1280", "Sekretaris")
    desk.goto(f"{COMING}kode/")
    expect(desk.locator(".wall-digits")).to_be_visible()
    desk.set_viewport_size({"width": 1280, "height": 1000})
    shoot(desk, "kode-dan-kartu")
    phone = open_page(open_meeting, "360", "Sekretaris")
    _names(phone)
    _numbers(phone)
    _minutes(phone)


def _names(page: Page) -> None:
    page.goto(f"{COMING}hadir/")
    rows = page.locator("ul.roll.sheet > li")
    for place, word in enumerate(("Hadir", "Terlambat", "Izin")):
        rows.nth(place).get_by_text(word, exact=True).click()
        expect(rows.nth(place).locator(".state")).to_contain_text("terkirim")
    shoot(page, "kehadiran", at="form.find")


def _numbers(page: Page) -> None:
    assert page.request.get(f"{COMING}cetak/hadir-kosong/pdf/").ok
    page.goto(f"{COMING}hadir/lembar/")
    page.locator("[name=numbers]").press_sequentially("1-4 6 8t 9i")
    expect(page.locator("#terbaca")).to_contain_text("7 guru")
    shoot(page, "lembar-hadir")


def _minutes(page: Page) -> None:
    page.goto(f"{COMING}notulen/")
    page.locator("[name=discussion]").fill("Tiga guru bercerita; dua cara dipilih untuk dicoba.")
    page.locator("[name=decisions]").fill("Mencoba kesepakatan jam HP dengan orang tua kelas 6")
    expect(page.locator("[data-autosave-state]")).to_contain_text("Terkirim")
    shoot(page, "notulen-langkah", at="[name=problems]")


@pytest.mark.pictures
def test_pictures_of_what_happens_between_meetings(
    stage: Stage, example: Server, open_page: Opener
) -> None:
    guru = open_page(example, "360", "Guru")
    guru.goto(f"{LAST}umpan-balik/")
    shoot(guru, "umpan-balik")
    stage.python(_AWAY + _LATE)
    guru.goto(f"{LAST}susulan/")
    shoot(guru, "susulan", at="h2:text('Langkah Anda')")
    guru.goto(f"{GROUP}jurnal/")
    shoot(guru, "jurnal")
    _problem(guru)
    lead = open_page(example, "360", "Guru pemandu")
    lead.goto(f"{GROUP}langkah-lewat/")
    lead.locator("li[data-message] summary").first.click()
    shoot(lead, "langkah-lewat")
    _own_step(guru)
    shoot(guru, "langkah-saya")
    _without_signal(guru)


def _problem(page: Page) -> None:
    page.goto(f"{GROUP}masalah/baru/")
    page.locator("[name=words]").press_sequentially("Beberapa murid belum lancar membaca")
    expect(page.locator("#serupa")).to_contain_text("Mungkin sudah pernah dibahas")
    shoot(page, "masalah-kelas")


def _own_step(page: Page) -> None:
    """The report of one step, filled in and not yet sent."""
    page.goto(f"{GROUP}langkah-saya/")
    step = page.locator("main details").first
    step.locator("summary").click()
    step.get_by_text("Dicoba, ada kendala").click()
    step.locator("[name=report]").fill("Dua orang tua belum punya nomor HP.")


def _without_signal(page: Page) -> None:
    """Two records wait on a phone that has all pages of the coming meeting."""
    page.goto("/di-hp/")
    page.get_by_role("button", name="Siapkan untuk tanpa sinyal").click()
    expect(page.locator("#prepared")).to_contain_text("Siap:")
    page.context.set_offline(True)
    _own_step(page)
    page.locator("main details[open] form button[type=submit]").click()
    expect(page.locator("[data-outbox-line]").first).to_contain_text("Tersimpan di HP")
    page.goto(f"{GROUP}masalah/baru/")
    page.locator("[name=words]").fill("Perkalian tujuh selalu tertukar.")
    page.get_by_role("button", name="Ajukan", exact=True).click()
    expect(page.locator("[data-outbox-line]").first).to_contain_text("Tersimpan di HP")
    page.goto("/di-hp/")
    expect(page.locator("#waiting > li")).to_have_count(2)
    shoot(page, "tanpa-sinyal")


@pytest.mark.pictures
def test_pictures_of_the_year(stage: Stage, example: Server, open_page: Opener) -> None:
    desk = open_page(example, "1280", "Sekretaris")
    desk.goto(f"{GROUP}keikutsertaan/")
    shoot(desk, "keikutsertaan")
    desk.goto(f"{GROUP}sertifikat/baru/")
    desk.locator("[name=title]").fill("Diskusi kelompok semester ini")
    desk.locator("[name=address]").fill("https://gugus.contoh.id")
    desk.get_by_role("button", name="Simpan dan lihat daftarnya").click()
    desk.wait_for_url(re.compile(r"/sertifikat/\d+/$"))
    shoot(desk, "sertifikat")
    code = stage.python(_CODE).split()[-1]
    stranger = open_page(example, "360")
    stranger.goto(f"/s/{code}/")
    shoot(stranger, "periksa-sertifikat")
    told = stage.python(_ANNOUNCE).splitlines()
    said = [line for line in told if "http://" in line or "Ctrl" in line]
    terminal(desk, "laptop-tanpa-internet", ".venv/bin/gugus serve --lan", "\n".join(said))
