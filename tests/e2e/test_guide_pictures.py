"""The guide's pictures come from the running product, and its links lead somewhere.

`make pictures` puts fresh ones into `pictures/guide/` (ignored); docs/guide/pictures keeps them with fewer colours:
`convert FRESH.png -strip +dither -colors 64 png8:docs/guide/pictures/NAME.png`.
"""

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.browser import Opener
from tests.support.dapodik import grid, teacher, xlsx
from tests.support.guide import shoot, terminal
from tests.support.server import ROOT, Server, gugus, start_server
from tests.support.walking import GROUP, submit

GUIDE = ROOT / "docs" / "guide"
_LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)#\s]*)(?:#[^)]*)?\)")


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
    kept = {file.name: file.stat().st_size for file in (GUIDE / "pictures").iterdir()}
    assert set(kept) == used
    assert max(kept.values()) <= 60_000


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Server]:
    """An installation that nobody has set up."""
    server = start_server(tmp_path)
    yield server
    server.stop()


@pytest.mark.pictures
def test_pictures_of_the_first_evening(empty: Server, open_page: Opener) -> None:
    page = open_page(empty, "1280")
    page.goto("/")
    shoot(page, "mulai")
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
    shoot(phone, "masuk")
    saved = gugus("backup", str(empty.data / "gugus-cadangan.zip"), data=empty.data)
    assert saved.returncode == 0, saved.stderr
    said = saved.stdout.splitlines()[-1].replace(f"{empty.data}/", "")
    answer = f"Backing up  [##########]  100%\n{said}\ngugus$ _"
    terminal(page, "cadangan", ".venv/bin/gugus backup gugus-cadangan.zip", answer)


def _roster(page: Page, home: str) -> None:
    page.goto(f"{home}anggota/impor/")
    page.get_by_label("Sekolah", exact=True).select_option(label="SDN Rekaan 01")
    rows = [teacher(f"Bu Contoh {name}") for name in ("Dua", "Tiga", "Empat", "Lima")]
    file = {"name": "daftar-guru.xlsx", "mimeType": "", "buffer": xlsx(grid(rows))}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Baca berkas").click()
    page.get_by_role("heading", name="Pratinjau impor").wait_for()
    shoot(page, "impor-guru")


@pytest.mark.pictures
def test_pictures_of_the_example(example: Server, open_page: Opener) -> None:
    desk = open_page(example, "1280", "Sekretaris")
    guru = open_page(example, "360", "Guru")
    _front_page(desk, guru)
    _at_the_desk(desk)
    _on_the_phone(open_page(example, "360", "Sekretaris"))
    _of_a_teacher(guru)
    head = open_page(example, "360", "Kepala sekolah")
    head.goto(f"{GROUP}kebutuhan/nilai/")
    shoot(head, "untuk-pengawas-kepala")


def _at_the_desk(page: Page) -> None:
    for name, address in (
        ("anggota", "anggota/"),
        ("kelompok-kop-surat", "kelompok/"),
        ("program", "program/cakupan/"),
    ):
        page.goto(GROUP + address)
        shoot(page, name)
    page.goto(f"{GROUP}program/")
    shoot(page, "cetak-program", at="h2:text('Naskah dan cetakan')")
    page.goto(f"{GROUP}kunci/")
    school = page.locator("details.fold", has_text="SD Amaliah")
    school.locator("summary").click()
    school.get_by_role("button", name="Buat untuk yang dicentang").click()
    page.get_by_role("heading", name="Kartu masuk SD Amaliah").wait_for()
    shoot(page, "tautan-pin", at=".slips .qr-box")


def _on_the_phone(page: Page) -> None:
    page.goto(f"{GROUP}kebutuhan/")
    shoot(page, "kebutuhan")
    page.goto(f"{GROUP}pertemuan/4/undangan/")
    shoot(page, "pertemuan")


def _of_a_teacher(page: Page) -> None:
    page.goto(f"{GROUP}kebutuhan/nilai/")
    submit(page, page.locator("main .list a").first)
    submit(page, page.get_by_role("link", name="Mulai"))
    for place in range(2):
        page.locator("fieldset.rate label").nth(3 * place + 1).click()
    shoot(page, "mengukur", at="h1")


def _front_page(desk: Page, phone: Page) -> None:
    desk.goto(f"{GROUP}program/cakupan/")
    phone.goto(GROUP)
    seen = "".join(
        f"<img src='data:image/png;base64,{base64.b64encode(page.screenshot()).decode()}' "
        "style='height:800px;border:1px solid #c9cfc9;border-radius:10px'>"
        for page in (desk, phone)
    )
    desk.goto("about:blank")
    desk.set_viewport_size({"width": 1760, "height": 860})
    desk.set_content(f"<div style='display:flex;gap:24px;padding:16px'>{seen}</div>")
    shoot(desk, "gugus")
    desk.set_viewport_size({"width": 1280, "height": 800})
