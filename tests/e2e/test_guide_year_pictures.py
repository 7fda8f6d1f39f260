"""The guide's pictures of a year: opened, scheduled, shared with speakers, paid for and closed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Opener
from tests.support.guide import shoot
from tests.support.server import Server
from tests.support.stage import Stage
from tests.support.walking import GROUP

# The coming meeting of the example loses its day.
_LOST = """
from datetime import timedelta
from django.utils import timezone
from gugus.meetings.models import Meeting
from gugus.calendar.models import CalendarEvent
from gugus.platform.foundation.models import User
meeting = Meeting.objects.get(pk=4)
CalendarEvent.objects.create(group=meeting.group, kind="district", title="Lomba guru kecamatan",
    first_day=meeting.date, last_day=meeting.date, made_at=timezone.now(),
    made_by=User.objects.get(username="sekretaris"))
"""
_CASH_BOOK = """Tanggal;No. Bukti;Uraian;Penerima;Sumber Dana;Masuk;Keluar
03/{month};N-1;Konsumsi rapat pengurus;Warung Contoh;Iuran anggota;;60.000
05/{month};N-2;Fotokopi undangan;Fotokopi Contoh;Iuran anggota;;25.000
99/{month};N-3;Spidol;Toko Contoh;Iuran anggota;;15.000
"""
_TO_COUNT = """
from django.utils import timezone
print((timezone.localdate().replace(day=1) - timezone.timedelta(days=1)).strftime("%Y-%m"))
"""


@pytest.fixture
def last_month(stage: Stage, example: Server) -> str:
    """The month that the example has not counted yet, as its address has it."""
    return stage.python(_TO_COUNT).split()[-1]


@pytest.mark.pictures
def test_pictures_of_planning(stage: Stage, example: Server, open_page: Opener) -> None:
    chair = open_page(example, "1280", "Ketua")
    for name, address in (
        ("pembukaan-tahun", "pembukaan/"),
        ("kalender", "kalender/"),
        ("jarak-tuan-rumah", "jarak/"),
        ("aturan-jadwal", "jadwal/aturan/"),
        ("prota-prosem", "prota/semester-2/"),
        ("syarat-pertemuan", "prota/minimum/"),
        ("narasumber", "narasumber/"),
    ):
        chair.goto(GROUP + address)
        shoot(chair, name)
    _forum(open_page(example, "360", "Ketua"))
    _findings(open_page(example, "360", "Pengawas"))
    _poll(chair, open_page(example, "360", "Guru"))
    stage.python(_LOST)
    chair.goto(f"{GROUP}jadwal/hilang/")
    chair.get_by_role("link", name="Cari gantinya").first.click()
    expect(chair.get_by_role("group", name="Gantinya")).to_be_visible()
    shoot(chair, "tergusur")
    _schedule(chair)
    office = open_page(example, "1280", "Pengelola aplikasi")
    office.goto("/jadwal-wilayah/32.01/")
    shoot(office, "jadwal-wilayah")


def _forum(page: Page) -> None:
    page.goto(f"{GROUP}program/")
    page.get_by_role("link", name="Catat kesepakatan forum").click()
    page.locator("button:text('Semua wakil setuju')").click()
    page.locator(".seg label", has_text="Setuju dengan catatan").nth(1).click()
    shoot(page, "kesepakatan", at="h2:text('Wakil sekolah')")


def _findings(page: Page) -> None:
    page.goto(f"{GROUP}program/temuan/tulis/")
    page.locator("[name=text]").fill("Sudut baca ada di tiga sekolah saja.")
    shoot(page, "temuan")


def _poll(officer: Page, teacher: Page) -> None:
    officer.goto(f"{GROUP}kalender/hari/tanya/")
    officer.get_by_role("button", name="Tanyakan kepada guru").click()
    officer.wait_for_url(re.compile(r"/kalender/hari/$"))
    teacher.goto(f"{GROUP}kalender/hari/")
    for place, word in enumerate(("Tidak bisa", "Kalau perlu", "Bisa")):
        row = teacher.locator("fieldset.rate").nth(place)
        row.get_by_text(word, exact=True).click()
    shoot(teacher, "hari-belajar")
    teacher.goto(f"{GROUP}membantu/")
    shoot(teacher, "membantu")
    teacher.goto(f"{GROUP}kalender-hp/")
    teacher.locator("main form button").first.click()
    expect(teacher.get_by_role("link", name="Pasang di iPhone")).to_be_visible()
    shoot(teacher, "kalender-hp", at="section.block")


def _schedule(page: Page) -> None:
    """Next year's whole schedule, from last year's programme: the same on every day of a year."""
    page.goto(f"{GROUP}program/")
    page.locator("nav.pick a").first.click()
    page.get_by_role("button", name="Mulai program").click()
    page.get_by_role("link", name="Salin dari tahun lalu").click()
    page.get_by_role("button", name="Salin").click()
    page.goto(f"{GROUP}jadwal/")
    page.locator("nav.pick a").first.click()
    page.get_by_role("button", name="Susun jadwal").click()
    page.get_by_role("link", name="Mengapa?").first.wait_for()
    shoot(page, "susun-jadwal")
    page.get_by_role("link", name="Mengapa?").nth(3).click()
    expect(page.get_by_text("Dihitung dengan perubahan")).to_be_visible()
    shoot(page, "mengapa")


@pytest.mark.pictures
def test_pictures_of_money(example: Server, open_page: Opener, last_month: str) -> None:
    desk = open_page(example, "1280", "Bendahara")
    for name, address in (
        ("sumber-dana", "anggaran/sumber/"),
        ("anggaran", "anggaran/"),
        ("laporan-keuangan", "laporan-keuangan/"),
    ):
        desk.goto(GROUP + address)
        shoot(desk, name)
    _cash(open_page(example, "360", "Bendahara"))
    _import(desk, last_month)
    _count(desk, f"{GROUP}kas/periksa/{last_month}/")
    _revise(desk)


def _cash(page: Page) -> None:
    page.goto(f"{GROUP}kas/catat/")
    page.locator("[name=amount]").fill("48.000")
    page.locator("[name=description]").fill("Fotokopi bahan pertemuan")
    page.locator("[name=item]").select_option(index=1)
    shoot(page, "buku-kas")


def _import(page: Page, month: str) -> None:
    page.goto(f"{GROUP}kas/impor/")
    year, number = month.split("-")
    text = _CASH_BOOK.format(month=f"{number}/{year}")
    file = {"name": "buku-kas-lama.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Baca berkas").click()
    page.get_by_role("heading", name="Pratinjau impor").wait_for()
    shoot(page, "impor-kas")


def _count(page: Page, address: str) -> None:
    page.goto(address)
    for piece, number in ((100000, 5), (50000, 1), (20000, 2)):
        page.locator(f"[name=p{piece}]").fill(str(number))
    page.locator("[name=at_bank]").fill("1.000.000")
    expect(page.locator("[data-said]")).to_contain_text("Terhitung Rp1.590.000")
    shoot(page, "tutup-bulan", at="label:text('Rp20.000')")


def _revise(page: Page) -> None:
    page.goto(f"{GROUP}anggaran/")
    page.get_by_role("button", name="Mulai revisi").click()
    page.locator("table a.hit", has_text="Honor narasumber").first.click()
    page.locator("[name=price]").fill("300.000")
    page.get_by_role("button", name="Simpan perubahan").click()
    expect(page.get_by_role("link", name="Ajukan revisi")).to_be_visible()
    shoot(page, "revisi-anggaran")
