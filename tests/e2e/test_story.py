"""The product's main job, walked by a newcomer who signs in as the secretary: need to step."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.support.browser import Opener, picture
from tests.support.server import Server
from tests.support.walking import GROUP, fetched, press, submit

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


def _import_roster(page: Page, folder: Path) -> None:
    page.goto(f"{GROUP}anggota/")
    submit(page, page.get_by_role("link", name=re.compile("Impor")).first)
    page.get_by_label("Sekolah", exact=True).select_option(label="SDN Ciawi 01")
    page.locator("input[type=file]").set_input_files(_dapodik_file(folder))
    press(page, "Baca berkas")
    expect(page.get_by_role("heading", name="Pratinjau impor")).to_be_visible()
    expect(page.get_by_text("Belum ada yang disimpan.").first).to_be_visible()
    picture(page, "cerita-impor", "360", "1280")
    assert "3201000000000001" not in page.content()
    submit(page, page.locator("a.btn, button.btn", has_text="Terapkan").first)
    submit(page, page.locator("main button.btn", has_text=re.compile("Terapkan|Ya")).first)
    page.goto(f"{GROUP}anggota/?nama=Tujuh+Puluh")
    expect(page.get_by_text("Bu Contoh Tujuh Puluh").first).to_be_visible()


def _choose(page: Page, name: str, value: str) -> None:
    """Of a list, or of buttons that show all at once."""
    field = page.locator(f"select[name={name}], input[name={name}][value={value}]").first
    if field.evaluate("(field) => field.localName") == "select":
        field.select_option(value)
    else:
        field.check()


def _see_and_serve_a_need(page: Page) -> None:
    page.goto(GROUP)
    submit(page, page.get_by_role("link", name=re.compile("belum punya program")))
    assert page.url.endswith("/program/cakupan/")
    lead = page.locator("p.lead").first.inner_text()
    assert all(f"({figure})" in lead for figure in (64, 65, 68, 70)), lead
    assert "82" in lead and "jumlah guru" in lead
    picture(page, "cerita-cakupan", "360", "1280")
    need = page.get_by_role("link", name=re.compile("kebutuhan ini.*Komunikasi dengan peserta"))
    submit(page, need)
    page.get_by_label("Nama program").fill("Komunikasi yang membuka kelas")
    _choose(page, "kind", "pengembangan")
    for name, text in (
        ("objective", "Guru membuka ruang bagi murid untuk bicara"),
        ("activities", "Latihan bertanya"),
    ):
        page.locator(f"[name={name}]").fill(text)
    _choose(page, "strategy", "simulasi")
    submit(page, page.locator("main form button.btn").first)
    page.goto(f"{GROUP}program/cakupan/")
    assert "(64)" not in page.locator("p.lead").first.inner_text().split("Penilaian")[0]


def _plan_and_call(page: Page, title: str, day: date) -> str:
    page.goto(f"{GROUP}pertemuan/baru/")
    page.get_by_label("Judul pertemuan").fill(title)
    page.locator("[name=date]").fill(day.isoformat())
    page.locator("[name=starts_at]").fill("08:00")
    page.locator("[name=ends_at]").fill("10:15")
    page.locator("[name=agenda]").fill("Langkah lalu\nLatihan bertanya\nLangkah baru")
    submit(page, page.locator("main form button.btn").first)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    address = page.url
    press(page, "Undang guru")
    expect(page.get_by_text("Nomor surat")).to_be_visible()
    picture(page, "cerita-undangan", "360", "1280")
    return address


def _record(page: Page, address: str) -> int:
    page.goto(f"{address}hadir/")
    for place, status in enumerate(("Izin", "Terlambat")):
        row = page.locator("ul.roll.sheet > li").nth(place)
        row.locator("label", has_text=status).click()
        expect(row.locator(".state")).to_have_text("terkirim")
    expect(page.locator("#hitung")).to_contain_text("1 berhalangan")
    picture(page, "cerita-hadir", "360", "1280")
    page.get_by_text("Tandai sisanya sekaligus").click()
    press(page, "Sisanya hadir")
    fetched(page, "PDF", b"%PDF-")
    page.goto(f"{address}langkah/")
    picture(page, "cerita-beri-langkah", "360", "1280")
    page.locator("#semua_what").fill("Bertanya terbuka tiga kali sehari")
    press(page, "Beri langkah")
    expect(page.locator("ul.roll.write > li").first).to_be_visible()
    rows = page.locator("ul.roll.write > li").count()
    picture(page, "cerita-langkah", "360", "1280")
    page.goto(f"{address}notulen/")
    for name in ("problems", "discussion", "decisions"):
        page.locator(f"[name={name}]").fill("Murid diam saat ditanya\nWaktu tunggu terlalu pendek")
    press(page, "Simpan notulen")
    page.get_by_text("Selesai, pertemuan terlaksana").click()
    press(page, "Ya, notulen selesai")
    expect(page.get_by_text("Terlaksana").first).to_be_visible()
    fetched(page, "PDF", b"%PDF-")
    fetched(page, "Word", b"PK")
    picture(page, "cerita-notulen", "360", "1280")
    return rows


def test_from_roster_to_the_steps_that_open_the_next_meeting(
    example: Server, open_page: Opener, tmp_path: Path
) -> None:
    page = open_page(example, "360", "Sekretaris")
    _import_roster(page, tmp_path)
    _see_and_serve_a_need(page)
    today = datetime.now(tz=ZoneInfo("Asia/Jakarta")).date()
    address = _plan_and_call(page, "Latihan bertanya", today)
    fetched(page, "PDF", b"%PDF-")
    fetched(page, "Word", b"PK")
    given = _record(page, address)
    assert given >= 60
    following = _plan_and_call(page, "Kabar dari kelas", today + timedelta(days=14))
    page.goto(following)
    top = page.locator("main")
    expect(top).to_contain_text("Langkah dari pertemuan lalu")
    expect(page.get_by_text("Bertanya terbuka tiga kali sehari").first).to_be_visible()
    assert top.inner_text().count("Bertanya terbuka tiga kali sehari") == given
    picture(page, "cerita-pertemuan-berikutnya", "360", "1280")
