"""One state for each record of a phone, on the page it was written on: what is said, what gives way."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.browser import Opener, picture, violations
from tests.support.stage import Stage
from tests.support.walking import GROUP

# A meeting that is on now, in a time zone where it is the middle of the day; another that was missed.
_PREPARE = """
import json
from datetime import time, timedelta
from django.utils import timezone
from gugus.attendance.models import Attendance
from gugus.competence.models import Assessment, Round
from gugus.meetings.models import Meeting
from gugus.people.models import Teacher
from gugus.problems.models import Problem
from gugus.steps.models import Step
now = timezone.now()
guru = Teacher.objects.get(user__username="guru")
meeting = Meeting.objects.filter(state="called").order_by("-date").first()
off = 13 - now.hour
meeting.group.time_zone = f"Etc/GMT{'-' if off >= 0 else '+'}{abs(off)}"
meeting.group.save()
meeting.date = (now + timedelta(hours=off)).date()
meeting.starts_at, meeting.ends_at = time(8), time(18)
meeting.save()
Attendance.objects.filter(meeting=meeting).delete()
held = list(Meeting.objects.filter(state="held").order_by("-date"))
Attendance.objects.filter(meeting=held[0], teacher=guru).update(status="izin")
Assessment.objects.filter(teacher=guru, rater="self").delete()
step = Step.objects.filter(teacher=guru, state="open").first()
print(json.dumps({
    "meeting": meeting.pk, "missed": held[0].pk, "step": step.pk, "teacher": guru.pk,
    "round": Round.objects.get(state="open", kind="individual").pk,
    "problem": Problem.objects.filter(group=meeting.group).first().pk,
}))
"""
LOST = "Yang berlaku: izin, dari pencatat pertemuan."
BAD = "Pertemuan ini dibatalkan."


@dataclass(frozen=True)
class Kind:
    """One kind of record: where it is written, by which form, with what."""

    path: str
    form: str
    fills: dict[str, str]
    said: str
    many: bool = False
    ticks: tuple[str, ...] = ()


KINDS = {
    "hadir": Kind("pertemuan/{meeting}/", "attendance.self", {}, "Saya hadir"),
    "beranda": Kind("", "attendance.self", {}, "Saya hadir"),
    "halangan": Kind(
        "pertemuan/{meeting}/berhalangan/",
        "attendance.excuse",
        {"note": "Demam"},
        "Demam",
        ticks=("status=sakit",),
    ),
    "langkah": Kind(
        "langkah/{step}/",
        "step.report",
        {"report": "Murid berani bertanya"},
        "Murid berani bertanya",
        ticks=("state=tried",),
    ),
    "masalah": Kind(
        "masalah/{problem}/",
        "problem.propose",
        {"words": "Tunggu lima detik"},
        "Tunggu lima detik",
        many=True,
    ),
    "susulan": Kind(
        "pertemuan/{missed}/susulan/",
        "packet.answer",
        {"answer": "Kartu tanya"},
        "Kartu tanya",
    ),
    "umpan-balik": Kind(
        "pertemuan/{meeting}/umpan-balik/",
        "feedback.give",
        {"sentence": "Contohnya jelas"},
        "Contohnya jelas",
        ticks=("useful=3", "clear=3", "usable=3", "time=3"),
    ),
    "jurnal": Kind(
        "jurnal/tulis/", "journal.write", {"learnt": "Pelan-pelan"}, "Pelan-pelan", many=True
    ),
}
SAYS = {
    "kept": "Tersimpan di HP. Terkirim sendiri setelah ada sinyal.",
    "refused": f"Ditolak: {BAD}",
    "superseded": f"Kalah dari catatan lain. {LOST}",
    "sent": "Terkirim.",
}


@pytest.fixture
def known(stage: Stage) -> dict[str, Any]:
    """Numbers of the example."""
    found: dict[str, Any] = stage.show_code(_PREPARE)
    return found


class Answers:
    """A server that says the same to every command, or nothing at all."""

    state = "kept"

    def __call__(self, route: Route) -> None:
        """Answer one batch."""
        if self.state == "kept":
            route.abort()
            return
        commands = json.loads(route.request.post_data or "{}")["commands"]
        reason = {"refused": BAD, "superseded": LOST}.get(self.state, "")
        state = "applied" if self.state == "sent" else self.state
        answers = [{"id": one["id"], "state": state, "reason": reason} for one in commands]
        told = {"server_time": datetime.now(UTC).isoformat(), "answers": answers}
        route.fulfill(json=told)


@contextmanager
def _answering(page: Page) -> Iterator[Answers]:
    answers = Answers()
    page.context.route("**/sinkron/", answers)
    yield answers


def _write(page: Page, kind: Kind) -> None:
    form = page.locator(f'form[data-command="{kind.form}"]').first
    for tick in kind.ticks:
        name, value = tick.split("=")
        form.locator(f'input[name="{name}"][value="{value}"]').check(force=True)
    for name, text in kind.fills.items():
        form.locator(f'[name="{name}"]').fill(text)
    form.locator("button[type=submit]").first.click()


def _says(page: Page, kind: Kind, state: str) -> None:
    card = page.locator(f'form[data-command="{kind.form}"] [data-record="{state}"]').first
    expect(card).to_contain_text(SAYS[state])
    expect(card).to_be_visible()
    # While a form waits for its first answer, one that comes leads on to the next page.
    expect(page.locator("form[data-sending]")).to_have_count(0)
    form = page.locator(f'form[data-command="{kind.form}"]').first
    button = form.locator("button[type=submit]").first
    if state == "refused":
        expect(button).to_be_visible()
        for name, text in kind.fills.items():
            expect(form.locator(f'[name="{name}"]')).to_have_value(text)
        return
    expect(card).to_contain_text(kind.said)
    expect(button).to_be_visible(visible=kind.many)
    if kind.many:
        for name in kind.fills:
            expect(form.locator(f'[name="{name}"]')).to_have_value("")


@pytest.mark.parametrize("name", KINDS)
def test_each_record_says_its_one_state_and_its_button_gives_way(
    stage: Stage, open_page: Opener, known: dict[str, Any], name: str
) -> None:
    kind = KINDS[name]
    page = open_page(stage.server, "360", "guru")
    with _answering(page) as server:
        page.goto(GROUP + kind.path.format(**known))
        _write(page, kind)
        _says(page, kind, "kept")
        picture(page, f"catatan-{name}-kept")
        assert violations(page) == []
        # What waits lies over the page as it is opened again.
        page.reload()
        _says(page, kind, "kept")
        for state in ("refused", "superseded"):
            server.state = state
            page.evaluate("document.dispatchEvent(new CustomEvent('gugus:send'))")
            _says(page, kind, state)
            picture(page, f"catatan-{name}-{state}")
            if state == "refused":
                server.state = "kept"
                page.locator(f'form[data-command="{kind.form}"] button[type=submit]').first.click(
                    delay=1600
                )
                expect(
                    page.locator(f'form[data-command="{kind.form}"] [data-record="kept"]')
                ).to_have_count(1)
                expect(page.locator('[data-record="refused"]')).to_have_count(0)
        expect(page.locator("#sync")).to_contain_text("1 kalah")
        page.get_by_role("button", name="Mengerti").first.click()
        expect(page.locator('[data-record="superseded"]')).to_have_count(0)
        server.state = "kept"
        page.reload()
        _write(page, kind)
        _says(page, kind, "kept")
        server.state = "sent"
        page.evaluate("document.dispatchEvent(new CustomEvent('gugus:send'))")
        _says(page, kind, "sent")
        assert "setelah ada sinyal" not in page.locator("main").inner_text()
        picture(page, f"catatan-{name}-sent")


def test_di_hp_ini_shows_what_was_written_and_looks_before_it_says_none(
    stage: Stage, open_page: Opener, known: dict[str, Any]
) -> None:
    kind = KINDS["langkah"]
    page = open_page(stage.server, "360", "guru")
    with _answering(page) as server:
        page.goto(GROUP + kind.path.format(**known))
        # Beside the step stands what was written, and not what it said before.
        _write(page, kind)
        _says(page, kind, "kept")
        before = page.locator(f'[data-older-of="step:{known["step"]}"]')
        expect(before).to_be_hidden()
        stands = page.locator(f'[data-state-of="step:{known["step"]}"]')
        expect(stands).to_have_text("Dicoba, ada kendala · Murid berani bertanya · tersimpan di HP")
        page.goto("/di-hp/")
        expect(page.locator("#waiting > li")).to_contain_text("Murid berani bertanya")
        server.state = "superseded"
        page.evaluate("document.dispatchEvent(new CustomEvent('gugus:send'))")
        lost = page.locator("#lost > li")
        expect(lost).to_contain_text(LOST)
        expect(lost).to_contain_text("Murid berani bertanya")
        expect(page.locator("#nothing-waits")).to_be_visible()
        picture(page, "di-hp-kalah")
        assert violations(page) == []
        lost.get_by_role("button", name="Mengerti").click()
        expect(page.locator("#lost-part")).to_be_hidden()
    without = open_page(stage.server, "360", "guru", javascript=False)
    without.goto("/di-hp/")
    for said in ("#nothing-waits", "#no-copies"):
        expect(without.locator(said)).to_be_hidden()


def test_a_rating_says_how_long_it_takes_and_warns_of_nothing_that_is_safe(
    stage: Stage, open_page: Opener, known: dict[str, Any]
) -> None:
    page = open_page(stage.server, "360", "guru")
    rating = f"{GROUP}kebutuhan/nilai/{known['round']}/self/{known['teacher']}/"
    with _answering(page) as server:
        page.goto(rating)
        expect(page.locator("main")).to_contain_text("dari 14 kompetensi, sekitar 26 menit lagi")
        picture(page, "penilaian", "360", "1280")
        page.goto(f"{rating}1/")
        for question in page.locator("fieldset.rate").all():
            question.locator("label").nth(1).click()
        expect(page.locator("#kept")).to_contain_text("Tersimpan di HP. Terkirim sendiri")
        page.context.set_offline(True)
        expect(page.locator("#offline-note")).to_contain_text("terkirim sendiri setelah tersambung")
        expect(page.locator("#offline-note")).not_to_contain_text("jangan tutup")
        picture(page, "penilaian-layar")
        page.context.set_offline(False)
        page.goto(f"{rating}penting/")
        page.locator("fieldset.rate").first.locator("label").nth(3).click()
        expect(page.locator("#kept")).to_contain_text("1 dari 14")
        picture(page, "penilaian-penting")
        assert violations(page) == []
        page.goto(rating)
        expect(page.locator("#selesai")).to_have_text("1")
        expect(page.locator("#menunggu")).to_be_visible()
        server.state = "superseded"
        page.goto(f"{rating}1/")
        expect(page.locator("#kept")).to_contain_text("Kalah dari catatan lain.")


def test_every_page_of_a_rating_is_kept_as_soon_as_one_is_opened(
    stage: Stage, open_page: Opener, known: dict[str, Any]
) -> None:
    page = open_page(stage.server, "360", "guru")
    rating = f"{GROUP}kebutuhan/nilai/{known['round']}/self/{known['teacher']}/"
    page.goto(f"{rating}3/")
    pages = [rating, *(f"{rating}{n}/" for n in range(1, 15)), f"{rating}penting/"]
    page.wait_for_function(
        """async ([who, pages]) => {
            const kept = new Set((await self.gugus.copies.list(who)).map((one) => one.href));
            return pages.every((href) => kept.has(href));
        }""",
        arg=[int(page.evaluate("document.documentElement.dataset.person")), pages],
    )
    # The very first visit: the worker has just been installed.
    page.wait_for_function("() => navigator.serviceWorker.controller")
    page.context.set_offline(True)
    for href in (f"{rating}4/", f"{rating}penting/", rating):
        page.goto(href)
        expect(page.locator("#sync")).to_contain_text("Tanpa sinyal")
        assert page.url.endswith(href)
