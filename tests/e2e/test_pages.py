"""Every main page: no violation of WCAG 2.2 AA, nothing sideways at 320 px, both schemes."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import (
    Opener,
    faults_of,
    picture,
    served_example,
)
from tests.support.server import Server, python

_IDS = """
import json
from datetime import time, timedelta
from django.utils import timezone
from gugus.competence.models import Round
from gugus.meetings.models import (
    Attendance, Certificate, CertificateRun, Meeting, Problem, Reflection, SheetPhoto, Step)
from gugus.meetings.rules.certificate_facts import plan_of
from gugus.meetings.services.certificates.planning import draft_run
from gugus.meetings.services.sheets import printed_sheet
from gugus.people.access import load_actor
from gugus.people.models import Teacher
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.models import User
from gugus.programme.models import Line, Programme
now = timezone.now()
secretary = User.objects.get(username="sekretaris")
called = Meeting.objects.filter(state="called").last()
# A meeting that is on, in a time zone where it is the middle of the day.
off = 13 - now.hour
called.group.time_zone = f"Etc/GMT{'-' if off >= 0 else '+'}{abs(off)}"
called.group.save()
called.date = (now + timedelta(hours=off)).date()
called.starts_at, called.ends_at = time(8), time(18)
called.save()
printed_sheet(now=now, meeting=called)
picture = Attachment.objects.create(
    kind="image/jpeg", content=b"x", size=1, sha256="0" * 64, made_at=now, made_by=secretary)
SheetPhoto.objects.create(meeting=called, attachment=picture, made_at=now, made_by=secretary)
guru = Teacher.objects.get(user__username="guru")
held = list(Meeting.objects.filter(state="held").order_by("date"))
# The example's teacher was away once.
Attendance.objects.filter(meeting=held[1], teacher=guru).update(status="sakit")
run = CertificateRun.objects.first()
draft = draft_run(actor=load_actor(secretary), now=now, group=run.group, plan=plan_of(run.plan))
print(json.dumps({
    "held": held[-1].pk,
    "missed": held[1].pk,
    "called": called.pk,
    "round": Round.objects.get(kind="individual").pk,
    "summary": Round.objects.get(kind="summary").pk,
    "line": Line.objects.first().pk,
    "programme": Programme.objects.first().pk,
    "teacher": guru.pk,
    "other": Teacher.objects.order_by("id")[10].pk,
    "open_step": Step.objects.filter(teacher=guru, state="open").first().pk,
    "waiting": Problem.objects.filter(state="waiting").first().pk,
    "adopted": Problem.objects.filter(state="adopted").first().pk,
    "solved": Problem.objects.filter(state="solved", raised_by__username="guru").first().pk,
    "page": str(Reflection.objects.filter(teacher=guru).first().key),
    "run": run.pk,
    "draft": draft.pk,
    "certificate": Certificate.objects.exclude(teacher=guru).first().pk,
    "code": Certificate.objects.first().code,
}))
"""
# Who looks at what; {held} and the like are numbers of the example.
PAGES = {
    None: ["/masuk/", "/masuk/kata-sandi/", "/tidak-ada/", "/s/", "/s/{code}/", "/s/salah/"],
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
        "pertemuan/{called}/ubah/",
        "pertemuan/{called}/jadwal/",
        "pertemuan/{called}/langkah/",
        "pertemuan/{called}/kode/",
        "pertemuan/{called}/pindai/",
        "pertemuan/{called}/hadir/lembar/",
        "pertemuan/{called}/hadir/tanda-tangan/",
        "pertemuan/{held}/",
        "pertemuan/{held}/hadir/",
        "pertemuan/{held}/notulen/",
        "pertemuan/{held}/langkah/",
        "pertemuan/{held}/susulan/",
        "masalah/",
        "masalah/baru/",
        "masalah/{waiting}/",
        "masalah/{adopted}/",
        "masalah/{solved}/",
        "keikutsertaan/",
        "keikutsertaan/guru/{teacher}/",
        "aturan-pertemuan/",
        "catatan-guru/",
        "langkah-lewat/",
        "langkah-lewat/aturan/",
        "langkah/{open_step}/",
        "langkah/{open_step}/hapus/",
        "sertifikat/",
        "sertifikat/baru/",
        "sertifikat/kunci/",
        "sertifikat/{draft}/",
        "sertifikat/{draft}/ubah/",
        "sertifikat/{run}/",
        "sertifikat/satu/{certificate}/",
        "sertifikat/satu/{certificate}/ganti/",
        "sertifikat/satu/{certificate}/tarik/",
        "/di-hp/",
    ],
    "Guru": [
        "",
        "langkah-saya/",
        "kebutuhan/nilai/",
        "pertemuan/{held}/notulen/",
        "/saya/",
        "/saya/data/",
        "saya/catatan/",
        "kartu-saya/",
        "/h/{called}/1.0123456789abcdef/",
        "pertemuan/{called}/",
        "pertemuan/{called}/tanda-tangan-saya/",
        "pertemuan/{missed}/",
        "pertemuan/{missed}/susulan/",
        "pertemuan/{held}/umpan-balik/",
        "langkah/{open_step}/",
        "masalah/",
        "masalah/baru/",
        "masalah/{waiting}/",
        "masalah/{solved}/",
        "masalah/{solved}/ubah/",
        "masalah/{solved}/tarik/",
        "jurnal/",
        "jurnal/tulis/",
        "jurnal/{page}/",
        "jurnal/{page}/hapus/",
        "keikutsertaan/",
        "keikutsertaan/guru/{teacher}/",
        "sertifikat/",
        "/di-hp/",
    ],
    "Kepala sekolah": ["", "kebutuhan/nilai/", "anggota/", "keikutsertaan/", "langkah-lewat/"],
    "Pengawas": ["", "kebutuhan/nilai/", "keikutsertaan/", "langkah-lewat/", "masalah/"],
    "Petugas dinas": ["/wilayah/"],
    "Pengelola aplikasi": ["/pengelola/"],
}
_STATUS = {"/tidak-ada/": 404, "/s/salah/": 404, "/h/{called}/1.0123456789abcdef/": 422}


@pytest.fixture(scope="module")
def example() -> Iterator[Server]:
    """The example with a meeting that is on: not for other tests."""
    yield from served_example()


@pytest.fixture(scope="module")
def ids(example: Server) -> dict[str, int | str]:
    found: dict[str, int | str] = json.loads(python(_IDS, data=example.data))
    return found


def _name(who: str | None, path: str) -> str:
    return f"{who or 'tamu'}-{path}".replace("/", "_").replace("{", "").replace("}", "").lower()


@pytest.mark.parametrize("size", ["360", "1280"])
@pytest.mark.parametrize("who", list(PAGES), ids=str)
def test_pages_are_accessible_and_fit(
    who: str | None, size: str, example: Server, ids: dict[str, int | str], open_page: Opener
) -> None:
    page = open_page(example, size, who)
    faults = []
    for path in PAGES[who]:
        address = path if path.startswith("/") else f"/g/ciawi-1/{path}"
        answer = page.goto(address.format(**ids))
        assert answer is not None
        if answer.status != _STATUS.get(address, 200):
            faults.append(f"{address}: {answer.status}")
            continue
        picture(page, f"{_name(who, path)}-{size}")
        faults += faults_of(page, address, size)
    assert not faults, "\n".join(faults)


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
    example: Server, ids: dict[str, int | str], open_page: Opener
) -> None:
    page = open_page(example, "360", "Sekretaris", javascript=False)
    page.goto(f"/g/ciawi-1/pertemuan/{ids['called']}/hadir/")
    page.locator("ul.roll > li").nth(2).locator("label", has_text="Sakit").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Simpan kehadiran").click()
    page.goto(f"/g/ciawi-1/pertemuan/{ids['called']}/hadir/")
    assert page.locator("ul.roll > li").nth(2).locator("input[value=sakit]").is_checked()


def test_offline_is_said_and_what_was_saved_is_kept(
    example: Server, ids: dict[str, int | str], open_page: Opener
) -> None:
    page = open_page(example, "360", "Sekretaris")
    page.goto(f"/g/ciawi-1/pertemuan/{ids['called']}/hadir/")
    page.context.set_offline(True)
    page.locator("ul.roll > li").nth(4).locator("label", has_text="Dinas").click()
    page.locator("#offline-note").wait_for(state="visible")
    picture(page, "tanpa-sinyal-360")
    page.context.set_offline(False)


_FILE = re.compile(
    r"/cetak/|/unduh/|/berkas/|/pdf/|/lencana/|/kartu/|/suara/|/foto/\d+/|/kunci/\d+/|/bukti/\d+/"
    r"|/impor/templat/|\.(pdf|docx|csv|xlsx|json|ics)$|program-kerja\."
)
_ROLES = ("Sekretaris", "Ketua", "Guru", "Kepala sekolah", "Pengawas", "Pengelola aplikasi")


def _shape(address: str) -> str:
    return re.sub(r"\d+", "N", address.split("?")[0])


def _kinds(ids: dict[str, int | str]) -> set[str]:
    """The kinds of pages that `PAGES` names."""
    paths = (path for one in PAGES.values() for path in one)
    full = (path if path.startswith("/") else f"/g/ciawi-1/{path}" for path in paths)
    return {_shape(path.format(**ids)) for path in full}


def _links(page: Page) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    return [href for href in found if href.startswith("/") and not href.startswith("//")]


def test_every_page_that_a_link_reaches_is_accessible_and_fits(
    example: Server, ids: dict[str, int | str], open_page: Opener
) -> None:
    """From each role's home along every link, one page of each kind that no list above names."""
    seen: set[str] = set()
    named = _kinds(ids)
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
            if _shape(path) not in named:
                faults += faults_of(page, f"{who} {path}", "360")
    assert len(seen) > 75, sorted(seen)
    assert not faults, "\n".join(faults)
