"""Every main page: no violation of WCAG 2.2 AA, nothing sideways at 320 px, both schemes."""

import json
import re

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import SIZES, Opener, picture, violations
from tests.server import Server, python

_IDS = """
import json
import re
from gugus.competence.models import Round
from gugus.meetings.models import Meeting, Step
from gugus.people.models import Teacher
from gugus.programme.models import Line, Programme
print(json.dumps({
    "held": Meeting.objects.filter(state="held").last().pk,
    "called": Meeting.objects.filter(state="called").last().pk,
    "round": Round.objects.get(kind="individual").pk,
    "summary": Round.objects.get(kind="summary").pk,
    "line": Line.objects.first().pk,
    "programme": Programme.objects.first().pk,
    "teacher": Teacher.objects.get(user__username="guru").pk,
    "other": Teacher.objects.order_by("id")[10].pk,
}))
"""
# Who looks at what; {held} and the like are numbers of the example.
PAGES = {
    None: ["/masuk/", "/masuk/kata-sandi/", "/tidak-ada/"],
    "Sekretaris": [
        "",
        "lainnya/",
        "anggota/",
        "anggota/impor/",
        "anggota/guru/{other}/",
        "anggota/guru/{other}/ubah/",
        "anggota/guru/baru/",
        "anggota/pengurus/",
        "anggota/kelompok-belajar/",
        "anggota/narasumber/",
        "kunci/",
        "pengurus-akun/",
        "kelompok/",
        "kebutuhan/",
        "kebutuhan/{round}/",
        "kebutuhan/{round}/antarpenilai/",
        "kebutuhan/ukur/",
        "kebutuhan/ukur/buka/",
        "kebutuhan/ukur/{round}/",
        "program/",
        "program/cakupan/",
        "program/baris/{line}/",
        "program/{programme}/tambah/",
        "pertemuan/",
        "pertemuan/baru/",
        "pertemuan/{called}/",
        "pertemuan/{called}/hadir/",
        "pertemuan/{called}/notulen/",
        "pertemuan/{called}/undangan/",
        "pertemuan/{held}/langkah/",
    ],
    "Guru": [
        "",
        "langkah-saya/",
        "kebutuhan/nilai/",
        "pertemuan/{held}/notulen/",
        "/saya/",
        "/saya/data/",
    ],
    "Kepala sekolah": ["", "kebutuhan/nilai/", "anggota/"],
    "Pengawas": ["", "kebutuhan/nilai/"],
    "Petugas dinas": ["/wilayah/"],
    "Pengelola aplikasi": ["/pengelola/"],
}


@pytest.fixture(scope="module")
def ids(example: Server) -> dict[str, int]:
    found: dict[str, int] = json.loads(python(_IDS, data=example.data))
    return found


def _name(who: str | None, path: str) -> str:
    return f"{who or 'tamu'}-{path}".replace("/", "_").replace("{", "").replace("}", "").lower()


@pytest.mark.parametrize("size", ["360", "1280"])
@pytest.mark.parametrize("who", list(PAGES), ids=str)
def test_pages_are_accessible_and_fit(
    who: str | None, size: str, example: Server, ids: dict[str, int], open_page: Opener
) -> None:
    page = open_page(example, size, who)
    faults = []
    for path in PAGES[who]:
        address = path if path.startswith("/") else f"/g/ciawi-1/{path}"
        answer = page.goto(address.format(**ids))
        assert answer is not None
        if answer.status not in ({404} if address == "/tidak-ada/" else {200}):
            faults.append(f"{address}: {answer.status}")
            continue
        picture(page, f"{_name(who, path)}-{size}")
        # A target under the fixed bottom bar is no fault: one scrolls. So the page is shown whole.
        width, height = SIZES[size]
        whole = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, whole + 80)})
        faults += [f"{address}: {row}" for row in violations(page)]
        page.emulate_media(color_scheme="dark")
        faults += [
            f"{address} dark: {row}" for row in violations(page) if row.startswith("color-contrast")
        ]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": width, "height": height})
        if size == "360":
            faults += _sideways(page, address)
    assert not faults, "\n".join(faults)


def _sideways(page: Page, address: str) -> list[str]:
    page.set_viewport_size({"width": 320, "height": 740})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 360, "height": 740})
    return [f"{address}: {wide} px wide at 320"] if wide > 320 else []


def test_english_pages_hold_no_indonesian_frame(example: Server, open_page: Opener) -> None:
    page = open_page(example, "1280", "Sekretaris")
    page.context.add_cookies(
        [{"name": _language_cookie(example), "value": "en", "url": example.url}]
    )
    page.goto("/g/ciawi-1/")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "Apa sekarang" not in page.content()
    picture(page, "english-home-1280")


def _language_cookie(example: Server) -> str:
    return python(
        "from django.conf import settings; print(settings.LANGUAGE_COOKIE_NAME)", data=example.data
    ).strip()


def test_a_whole_form_works_without_javascript(
    example: Server, ids: dict[str, int], open_page: Opener
) -> None:
    page = open_page(example, "360", "Sekretaris", javascript=False)
    page.goto(f"/g/ciawi-1/pertemuan/{ids['called']}/hadir/")
    page.locator("ul.roll > li").nth(2).locator("label", has_text="Sakit").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Simpan kehadiran").click()
    page.goto(f"/g/ciawi-1/pertemuan/{ids['called']}/hadir/")
    assert page.locator("ul.roll > li").nth(2).locator("input[value=sakit]").is_checked()


def test_offline_is_said_and_what_was_saved_is_kept(
    example: Server, ids: dict[str, int], open_page: Opener
) -> None:
    page = open_page(example, "360", "Sekretaris")
    page.goto(f"/g/ciawi-1/pertemuan/{ids['called']}/hadir/")
    page.context.set_offline(True)
    page.locator("ul.roll > li").nth(4).locator("label", has_text="Dinas").click()
    page.locator("#offline-note").wait_for(state="visible")
    picture(page, "tanpa-sinyal-360")
    page.context.set_offline(False)


_FILE = re.compile(r"/cetak/|/unduh/|\.(pdf|docx|csv|xlsx|json)$|program-kerja\.")
_ROLES = ("Sekretaris", "Ketua", "Guru", "Kepala sekolah", "Pengawas", "Pengelola aplikasi")


def _shape(address: str) -> str:
    return re.sub(r"\d+", "N", address.split("?")[0])


def _links(page: Page) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    return [href for href in found if href.startswith("/") and not href.startswith("//")]


def _faults_of(page: Page, path: str) -> list[str]:
    whole = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": 360, "height": max(740, whole + 80)})
    found = [f"{path}: {row}" for row in violations(page)]
    page.set_viewport_size({"width": 360, "height": 740})
    return found + _sideways(page, path)


def test_every_page_that_a_link_reaches_is_accessible_and_fits(
    example: Server, open_page: Opener
) -> None:
    """From each role's home along every link, one page of each kind."""
    seen: set[str] = set()
    faults: list[str] = []
    for who in _ROLES:
        page = open_page(example, "360", who)
        waiting = [page.url.removeprefix(example.url)]
        while waiting:
            path = waiting.pop(0)
            if _shape(path) in seen:
                continue
            seen.add(_shape(path))
            if _FILE.search(path.split("?")[0]):
                status = page.request.get(path).status
                faults += [f"{who} {path}: {status}"] if status != 200 else []
                continue
            answer = page.goto(path)
            if answer is None or answer.status != 200:
                faults.append(f"{who} {path}: {answer and answer.status}")
                continue
            waiting += _links(page)
            faults += _faults_of(page, f"{who} {path}")
    assert len(seen) > 75, sorted(seen)
    assert not faults, "\n".join(faults)
