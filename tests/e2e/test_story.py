"""The product's main job, walked by a newcomer who signs in as the secretary: need to step."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Opener, picture
from tests.support.server import Server

HEADERS = ("No", "Nama", "NUPTK", "JK", "NIP", "Status Kepegawaian", "Jenis PTK", "HP", "NIK")


def _dapodik_file(folder: Path) -> Path:
    """A small export: one teacher is there already, two are new, one row cannot be stored."""
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["A3"] = "Daftar Guru", "SDN CIAWI 01", "Kec. Ciawi"
    sheet["A4"], sheet["C4"] = "Tanggal Unduh: 2026-11-20 08:00:00", "Pengunduh: Contoh"
    sheet.append(HEADERS)
    guru = ("PPPK", "Guru Kelas", "080000000001", "3201000000000001")
    sheet.append(("1", "Bu Contoh Tujuh Puluh", "9000000000000070", "P", "-", *guru))
    sheet.append(("2", "Pak Contoh Tujuh Puluh Satu", "-", "L", "-", *guru))
    sheet.append(("3", "Bu Contoh Enam", "-", "P", "-", *guru))
    sheet.append(("4", "Pak Contoh Nomor Rusak", "-", "L", "12345", *guru))
    file = folder / "daftar-guru.xlsx"
    book.save(file)
    return file


def _press(page: Page, words: str) -> None:
    _submit(page, page.get_by_role("button", name=words, exact=True).first)


def _submit(page: Page, button: Locator) -> None:
    # The next step must not overtake the form that is on its way.
    with page.expect_navigation():
        button.click()


def _import_roster(page: Page, folder: Path, size: str) -> None:
    page.goto("/g/ciawi-1/anggota/")
    page.get_by_role("link", name=re.compile("Impor")).first.click()
    page.get_by_label("Sekolah").select_option(label="SDN Ciawi 01")
    page.locator("input[type=file]").set_input_files(_dapodik_file(folder))
    _press(page, "Baca berkas")
    expect(page.get_by_role("heading", name="Pratinjau impor")).to_be_visible()
    expect(page.get_by_text("Belum ada yang disimpan.").first).to_be_visible()
    picture(page, f"cerita-impor-{size}")
    assert "3201000000000001" not in page.content()
    _submit(page, page.locator("a.btn, button.btn", has_text="Terapkan").first)
    _submit(page, page.locator("main button.btn", has_text=re.compile("Terapkan|Ya")).first)
    page.goto("/g/ciawi-1/anggota/?nama=Tujuh+Puluh")
    expect(page.get_by_text("Bu Contoh Tujuh Puluh").first).to_be_visible()


def _see_and_serve_a_need(page: Page, size: str) -> None:
    page.goto("/g/ciawi-1/")
    page.get_by_role("link", name=re.compile("belum punya program")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Empat kebutuhan terbesar belum punya program"
    )
    lead = page.locator("p.lead").first.inner_text()
    assert all(f"({figure})" in lead for figure in (64, 65, 68, 70)), lead
    assert "82" in lead and "jumlah guru" in lead
    picture(page, f"cerita-cakupan-{size}")
    page.get_by_role("link", name=re.compile("kebutuhan ini.*Komunikasi dengan peserta")).click()
    page.get_by_label("Nama program").fill("Komunikasi yang membuka kelas")
    page.locator("select[name=kind], input[name=kind][value=pengembangan]").first.wait_for()
    if page.locator("select[name=kind]").count():
        page.locator("select[name=kind]").select_option("pengembangan")
    else:
        page.locator("input[name=kind][value=pengembangan]").check()
    for name, text in (
        ("objective", "Guru membuka ruang bagi murid untuk bicara"),
        ("activities", "Latihan bertanya"),
    ):
        page.locator(f"[name={name}]").fill(text)
    strategy = page.locator("select[name=strategy]")
    if strategy.count():
        strategy.select_option("simulasi")
    else:
        page.locator("input[name=strategy][value=simulasi]").check()
    _submit(page, page.locator("main form button.btn").first)
    page.goto("/g/ciawi-1/program/cakupan/")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(
        "Empat kebutuhan terbesar belum punya program"
    )
    assert "(64)" not in page.locator("p.lead").first.inner_text().split("Penilaian")[0]


def _plan_and_call(page: Page, size: str, title: str, day: date) -> str:
    page.goto("/g/ciawi-1/pertemuan/baru/")
    page.get_by_label("Judul pertemuan").fill(title)
    page.locator("[name=date]").fill(day.isoformat())
    page.locator("[name=starts_at]").fill("08:00")
    page.locator("[name=ends_at]").fill("10:15")
    page.locator("[name=agenda]").fill("Langkah lalu\nLatihan bertanya\nLangkah baru")
    _submit(page, page.locator("main form button.btn").first)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    address = page.url
    _press(page, "Undang guru")
    expect(page.get_by_text("Nomor surat")).to_be_visible()
    picture(page, f"cerita-undangan-{size}")
    return address


def _print(page: Page, link: str, start: bytes) -> None:
    href = page.locator("a", has_text=link).first.get_attribute("href")
    assert href
    answer = page.request.get(href)
    assert answer.status == 200
    assert answer.body().startswith(start)


def _record(page: Page, address: str, size: str) -> int:
    page.goto(f"{address}hadir/")
    for place, status in enumerate(("Izin", "Telat")):
        row = page.locator("ul.roll.sheet > li").nth(place)
        row.locator("label", has_text=status).click()
        expect(row.locator(".state")).to_have_text("terkirim", timeout=30_000)
    expect(page.locator("#hitung")).to_contain_text("1 berhalangan")
    picture(page, f"cerita-hadir-{size}")
    page.get_by_text("Tandai sisanya sekaligus").click()
    _press(page, "Sisanya hadir")
    page.reload()
    _print(page, "PDF", b"%PDF-")
    page.goto(f"{address}langkah/")
    picture(page, f"cerita-beri-langkah-{size}")
    page.locator("#semua_what").fill("Bertanya terbuka tiga kali sehari")
    _press(page, "Beri langkah")
    expect(page.locator("ul.roll.write > li").first).to_be_visible()
    rows = page.locator("ul.roll.write > li").count()
    picture(page, f"cerita-langkah-{size}")
    page.goto(f"{address}notulen/")
    for name in ("problems", "discussion", "decisions"):
        page.locator(f"[name={name}]").fill("Murid diam saat ditanya\nWaktu tunggu terlalu pendek")
    _press(page, "Simpan notulen")
    page.get_by_text("Selesai, pertemuan terlaksana").click()
    _press(page, "Ya, notulen selesai")
    expect(page.get_by_text("Terlaksana").first).to_be_visible()
    _print(page, "PDF", b"%PDF-")
    _print(page, "Word", b"PK")
    picture(page, f"cerita-notulen-{size}")
    return rows


@pytest.mark.parametrize("size", ["360", "1280"])
def test_from_roster_to_the_steps_that_open_the_next_meeting(
    fresh_example: Server, open_page: Opener, tmp_path: Path, size: str
) -> None:
    page = open_page(fresh_example, size, "Sekretaris")
    _import_roster(page, tmp_path, size)
    _see_and_serve_a_need(page, size)
    today = datetime.now(tz=ZoneInfo("Asia/Jakarta")).date()
    address = _plan_and_call(page, size, "Latihan bertanya", today)
    _invitation_prints(page)
    given = _record(page, address, size)
    assert given >= 60
    following = _plan_and_call(page, size, "Kabar dari kelas", today + timedelta(days=14))
    page.goto(following)
    top = page.locator("main")
    expect(top).to_contain_text("Langkah dari pertemuan lalu")
    expect(page.get_by_text("Bertanya terbuka tiga kali sehari").first).to_be_visible()
    assert top.inner_text().count("Bertanya terbuka tiga kali sehari") == given
    picture(page, f"cerita-pertemuan-berikutnya-{size}")


def _invitation_prints(page: Page) -> None:
    _print(page, "PDF", b"%PDF-")
    _print(page, "Word", b"PK")
