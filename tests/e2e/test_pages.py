"""Every main page: no violation of WCAG 2.2 AA, nothing sideways at 320 px, both schemes."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Opener, faults_of, of_role, picture
from tests.support.pages import MAIN, full, is_named
from tests.support.stage import Stage
from tests.support.walking import GROUP, submit

_IDS = """
import json
from datetime import time, timedelta
from django.utils import timezone
from gugus.competence.models import Round
from gugus.attendance.models import Attendance, SheetPhoto
from gugus.catchup.models import Reflection
from gugus.certificates.models import Certificate, CertificateRun
from gugus.meetings.models import Meeting
from gugus.problems.models import Problem
from gugus.steps.models import Step
from gugus.certificates.rules.facts import certificate_plan_of
from gugus.certificates.services.runs import draft_run
from gugus.attendance.services.paper_sheets import ensure_printed_sheet
from gugus.people.access import load_actor
from gugus.people.models import Teacher
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.models import User
from gugus.programme.models.line import Line
from gugus.programme.models.programme import Programme
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
ensure_printed_sheet(now=now, meeting=called)
picture = Attachment.objects.create(
    kind="image/jpeg", content=b"x", size=1, sha256="0" * 64, made_at=now, made_by=secretary)
SheetPhoto.objects.create(meeting=called, attachment=picture, made_at=now, made_by=secretary)
guru = Teacher.objects.get(user__username="guru")
held = list(Meeting.objects.filter(state="held").order_by("date"))
# The example's teacher was away once.
Attendance.objects.filter(meeting=held[1], teacher=guru).update(status="sakit")
run = CertificateRun.objects.first()
draft = draft_run(actor=load_actor(secretary), now=now, group=run.group, plan=certificate_plan_of(run.plan))
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
_STATUS = {"/tidak-ada/": 404, "/s/salah/": 404, "/h/{called}/1.0123456789abcdef/": 422}


@pytest.fixture
def ids(stage: Stage) -> dict[str, int | str]:
    """Numbers of the example, in which a meeting is on."""
    found: dict[str, int | str] = stage.show_code(_IDS)
    return found


@pytest.fixture
def open_as(stage: Stage, open_page: Opener) -> Callable[..., Page]:
    """A page of somebody, on a phone."""

    def opened(who: str | None, **options: object) -> Page:
        return open_page(stage.server, "360", who, **options)

    return opened


def _name(who: str | None, path: str) -> str:
    return f"{who or 'tamu'}-{path}".replace("/", "_").replace("{", "").replace("}", "").lower()


@pytest.mark.parametrize("who", list(MAIN), ids=str)
def test_pages_are_accessible_and_fit(
    who: str | None, ids: dict[str, int | str], open_as: Callable[..., Page]
) -> None:
    page = open_as(who)
    faults = []
    for path in MAIN[who]:
        address = full(path)
        answer = page.goto(address.format(**ids))
        assert answer is not None
        if answer.status != _STATUS.get(address, 200):
            faults.append(f"{address}: {answer.status}")
            continue
        picture(page, _name(who, path), "360", "1280")
        faults += faults_of(page, address)
    assert not faults, "\n".join(faults)


def test_one_tap_on_a_role_opens_the_example_as_that_person(
    stage: Stage, ids: dict[str, int | str], open_as: Callable[..., Page]
) -> None:
    page = open_as(None)
    for who in filter(None, MAIN):
        page.context.clear_cookies()
        page.goto("/masuk/")
        button = page.locator("form.persons button").filter(has_text=of_role(who)).first
        submit(page, button)
        assert "/masuk/" not in page.url, who
        assert page.locator("html").get_attribute("data-person"), who


def test_english_pages_hold_no_indonesian_frame(stage: Stage, open_as: Callable[..., Page]) -> None:
    stage.show()
    name = stage.python("from django.conf import settings; print(settings.LANGUAGE_COOKIE_NAME)")
    page = open_as("Sekretaris")
    page.context.add_cookies([{"name": name.strip(), "value": "en", "url": stage.server.url}])
    page.goto(GROUP)
    assert page.locator("html").get_attribute("lang") == "en"
    assert "Apa sekarang" not in page.content()
    picture(page, "english-home", "1280")


def test_a_whole_form_works_without_javascript(
    ids: dict[str, int | str], open_as: Callable[..., Page]
) -> None:
    page = open_as("Sekretaris", javascript=False)
    page.goto(f"{GROUP}pertemuan/{ids['called']}/hadir/")
    page.locator("ul.roll > li").nth(2).locator("label", has_text="Sakit").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Simpan kehadiran").click()
    page.goto(f"{GROUP}pertemuan/{ids['called']}/hadir/")
    expect(page.locator("ul.roll > li").nth(2).locator("input[value=sakit]")).to_be_checked()


def test_offline_is_said_and_what_was_saved_is_kept(
    ids: dict[str, int | str], open_as: Callable[..., Page]
) -> None:
    page = open_as("Sekretaris")
    page.goto(f"{GROUP}pertemuan/{ids['called']}/hadir/")
    page.context.set_offline(True)
    row = page.locator("ul.roll > li").nth(4)
    row.locator("label", has_text="Dinas").click()
    expect(page.locator("#offline-note")).to_be_visible()
    expect(row.locator(".state")).to_have_text("tersimpan di HP")
    picture(page, "tanpa-sinyal")
    page.context.set_offline(False)
    expect(row.locator(".state")).to_have_text("terkirim")
    page.reload()
    expect(row.locator("input[value=dinas]")).to_be_checked()


_FILE = re.compile(
    r"/cetak/|/unduh/|/berkas/|/pdf/|/lencana/|/kartu/|/suara/|/foto/\d+/|/kunci/\d+/|/bukti/\d+/"
    r"|/impor/templat/|/saya/data/semua/|\.(pdf|docx|csv|xlsx|json|ics)$|program-kerja\."
)
_ROLES = ("Sekretaris", "Ketua", "Guru", "Kepala sekolah", "Pengawas", "Pengelola aplikasi")


def _shape(address: str) -> str:
    return re.sub(r"\d+", "N", address.split("?")[0])


_HREF = re.compile(r"<a\s[^>]*?href=\"(/[^/\"][^\"]*|/)\"")


def _links(html: str) -> list[str]:
    return [unescape(href).split("#")[0] for href in _HREF.findall(html)]


def _look(stage: Stage, page: Page, path: str) -> tuple[list[str], list[str]]:
    """Where a page leads, and what is wrong with it; what a list names is not drawn again."""
    answer = page.request.get(path)
    if answer.status != 200:
        return [], [f"{path}: {answer.status}"]
    if _FILE.search(path.split("?")[0]):
        return [], []
    if is_named(answer.url.removeprefix(stage.server.url)):
        return _links(answer.text()), []
    page.goto(path)
    return _links(answer.text()), faults_of(page, path)


def test_every_page_that_a_link_reaches_is_accessible_and_fits(
    stage: Stage, ids: dict[str, int | str], open_as: Callable[..., Page]
) -> None:
    """From each role's home along every link, one page of each kind that no list above names."""
    seen: set[str] = set()
    faults: list[str] = []
    for who in _ROLES:
        page = open_as(who)
        # Every role begins at its own home, and goes on to what nobody before it saw.
        seen.discard("/")
        waiting = ["/"]
        while waiting:
            path = waiting.pop(0)
            if _shape(path) in seen:
                continue
            seen.add(_shape(path))
            links, fault = _look(stage, page, path)
            waiting += links
            faults += [f"{who} {one}" for one in fault]
    assert len(seen) > 75, sorted(seen)
    assert not faults, "\n".join(faults)
