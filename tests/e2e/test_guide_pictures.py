"""The guide's pictures come from the running product, and its links lead somewhere.

`pictures/guide/` (ignored) gets fresh ones; docs/guide/pictures keeps them with fewer colours:
`convert FRESH.png -strip -colors 64 png8:docs/guide/pictures/NAME.png`.
"""

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.dapodik import grid, teacher, xlsx
from tests.e2e.conftest import PICTURES, Opener
from tests.server import ROOT, Server, gugus, start_server

GUIDE = ROOT / "docs" / "guide"
FRESH = PICTURES / "guide"
_LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)#\s]*)(?:#[^)]*)?\)")
_G = "/g/ciawi-1/"


def _pages() -> list[Path]:
    return sorted(GUIDE.glob("*.md"))


def _links(file: Path) -> list[tuple[bool, str]]:
    """Whether it is a picture, and the address."""
    return [(bang == "!", address) for bang, address in _LINK.findall(file.read_text())]


@pytest.mark.parametrize("file", [*_pages(), ROOT / "README.md"], ids=lambda file: file.name)
def test_every_link_and_picture_of_the_guide_is_there(file: Path) -> None:
    lost = [
        address
        for _, address in _links(file)
        if address and "://" not in address and not (file.parent / address).exists()
    ]
    assert not lost


def test_the_contents_list_every_page_and_every_page_has_a_picture() -> None:
    listed = {address for _, address in _links(GUIDE / "README.md")}
    for file in _pages():
        if file.name == "README.md":
            continue
        assert file.name in listed
        assert any(is_picture for is_picture, _ in _links(file)), file.name


def test_no_picture_is_left_over_or_heavy() -> None:
    used = {Path(a).name for file in _pages() for is_picture, a in _links(file) if is_picture}
    kept = {file.name: file.stat().st_size for file in (GUIDE / "pictures").glob("*.png")}
    assert set(kept) == used
    assert max(kept.values()) <= 60_000


def _shoot(page: Page, name: str, *, at: str = "", within: str = "") -> None:
    FRESH.mkdir(parents=True, exist_ok=True)
    if at:
        page.locator(at).first.evaluate("e => window.scrollTo(0, e.offsetTop - 90)")
    page.wait_for_timeout(100)
    shown = page.locator(within) if within else page
    shown.screenshot(path=str(FRESH / f"{name}.png"))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Server]:
    """An installation that nobody has set up."""
    server = start_server(tmp_path)
    yield server
    server.stop()


def test_pictures_of_the_first_evening(empty: Server, open_page: Opener) -> None:
    page = open_page(empty, "1280")
    page.goto("/")
    _shoot(page, "mulai")
    code = re.search(r"Kode pemasangan:\s+(\S+)", (empty.data / "server.log").read_text())
    assert code
    for name, value in {
        "setup_code": code[1],
        "group_name": "KKG Gugus Contoh",
        "kecamatan": "32.01.24",
        "npsn": "99900001",
        "school_name": "SDN Rekaan 01",
        "name": "Bu Contoh Satu",
        "username": "contoh.satu",
        "new": "melati putih di pagar",
        "again": "melati putih di pagar",
    }.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Buat kelompok dan masuk").click()
    page.wait_for_url("**/g/**")
    _roster(page, page.url)
    phone = open_page(empty, "360")
    phone.goto("/masuk/")
    _shoot(phone, "masuk")
    saved = gugus("backup", str(empty.data / "gugus-cadangan.zip"), data=empty.data)
    assert saved.returncode == 0, saved.stderr
    _terminal(page, saved.stdout.splitlines()[-1].replace(f"{empty.data}/", ""))


def _roster(page: Page, home: str) -> None:
    page.goto(f"{home}anggota/impor/")
    page.get_by_label("Sekolah").select_option(label="SDN Rekaan 01")
    rows = [teacher(f"Bu Contoh {name}") for name in ("Dua", "Tiga", "Empat", "Lima")]
    file = {"name": "daftar-guru.xlsx", "mimeType": "", "buffer": xlsx(grid(rows))}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Baca berkas").click()
    page.get_by_role("heading", name="Pratinjau impor").wait_for()
    _shoot(page, "impor-guru")


def _terminal(page: Page, answer: str) -> None:
    page.set_content(
        "<pre style='margin:0;padding:24px;background:#1c2622;color:#e8efe9;font:22px monospace'>"
        f"gugus$ .venv/bin/gugus backup gugus-cadangan.zip\nBacking up  [##########]  100%\n{answer}\n"
        "gugus$ _</pre>"
    )
    _shoot(page, "cadangan", within="pre")


def test_pictures_of_the_example(fresh_example: Server, open_page: Opener) -> None:
    desk = open_page(fresh_example, "1280", "Sekretaris")
    guru = open_page(fresh_example, "360", "Guru")
    _front_page(desk, guru)
    _at_the_desk(desk)
    _on_the_phone(open_page(fresh_example, "360", "Sekretaris"))
    _of_a_teacher(guru)
    head = open_page(fresh_example, "360", "Kepala sekolah")
    head.goto(f"{_G}kebutuhan/nilai/")
    _shoot(head, "untuk-pengawas-kepala")


def _at_the_desk(page: Page) -> None:
    for name, address in (
        ("anggota", "anggota/"),
        ("kelompok-kop-surat", "kelompok/"),
        ("program", "program/cakupan/"),
    ):
        page.goto(_G + address)
        _shoot(page, name)
    page.goto(f"{_G}program/")
    _shoot(page, "cetak-program", at="h2:text('Naskah dan cetakan')")
    page.goto(f"{_G}kunci/")
    school = page.locator("details.fold", has_text="SD Amaliah")
    school.locator("summary").click()
    school.get_by_role("button", name="Buat untuk yang dicentang").click()
    page.get_by_role("heading", name="Kartu masuk SD Amaliah").wait_for()
    _shoot(page, "tautan-pin", at=".slips .qr-box")


def _on_the_phone(page: Page) -> None:
    page.goto(f"{_G}kebutuhan/")
    _shoot(page, "kebutuhan")
    page.goto(f"{_G}pertemuan/4/undangan/")
    _shoot(page, "pertemuan")
    page.goto(f"{_G}pertemuan/4/hadir/")
    for place, word in enumerate(("Hadir", "Hadir", "Izin")):
        row = page.locator("ul.roll > li").nth(place)
        with page.expect_response(lambda r: "/hadir/" in r.url and r.request.method == "POST"):
            row.locator("label", has_text=word).click()
    _shoot(page, "kehadiran", at="form.find")
    page.goto(f"{_G}pertemuan/4/langkah/")
    _shoot(page, "notulen-langkah")


def _of_a_teacher(page: Page) -> None:
    page.goto(f"{_G}langkah-saya/")
    page.locator("main .list a").first.click()
    _shoot(page, "langkah-saya")
    _rate(page)


def _rate(page: Page) -> None:
    page.goto(f"{_G}kebutuhan/nilai/")
    page.locator("main .list a").first.click()
    page.get_by_role("link", name="Mulai").click()
    for place in range(2):
        page.locator("fieldset.rate label").nth(3 * place + 1).click()
    _shoot(page, "mengukur", at="h1")


def _front_page(desk: Page, phone: Page) -> None:
    desk.goto(f"{_G}program/cakupan/")
    phone.goto(_G)
    seen = "".join(
        f"<img src='data:image/png;base64,{base64.b64encode(page.screenshot()).decode()}' "
        "style='height:800px;border:1px solid #c9cfc9;border-radius:10px'>"
        for page in (desk, phone)
    )
    desk.set_viewport_size({"width": 1760, "height": 860})
    desk.set_content(f"<div style='display:flex;gap:24px;padding:16px'>{seen}</div>")
    _shoot(desk, "gugus")
    desk.set_viewport_size({"width": 1280, "height": 800})
