"""A meeting where nobody has signal, from the evening before to a certificate a stranger checks."""

import base64
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from gugus.cores.credentials import InvalidProof, verify_document
from tests.support.browser import LAPTOP, picture, violations
from tests.support.cutting import Door
from tests.support.stage import Stage
from tests.support.walking import GROUP, submit
from tests.support.without_signal import (
    KEPT,
    WAITS,
    Phone,
    Place,
    all_sent,
    prepare,
    submit_and_keep,
)

DECISION = "Setiap guru mencoba waktu tunggu lima detik"
# The called meeting is on now, in a time zone where it is the middle of the day.
_PREPARE = """
import json
from datetime import time, timedelta
from django.utils import timezone
from gugus.attendance.models import Attendance
from gugus.meetings.models import Meeting
from gugus.steps.models import Step
from gugus.attendance.papers.sheets import sheet_order
from gugus.platform.foundation.models import User
now = timezone.now()
meeting = Meeting.objects.filter(state="called").order_by("-date").first()
off = 13 - now.hour
meeting.group.time_zone = f"Etc/GMT{'-' if off >= 0 else '+'}{abs(off)}"
meeting.group.save()
meeting.date = (now + timedelta(hours=off)).date()
meeting.starts_at, meeting.ends_at = time(8), time(18)
meeting.save()
Attendance.objects.filter(meeting=meeting).delete()
free = [teacher for teacher in sheet_order(meeting) if teacher.user is None]
people = {}
for who, teacher in zip(("kode", "absen", "telat", "kartu", "kertas", "satu", "dua"), free):
    people[who] = [teacher.pk, teacher.name]
    if who in ("kode", "absen"):
        teacher.user = User.objects.create_user(f"uji-{who}", teacher.name)
        teacher.save()
step = Step.objects.filter(teacher__user__username="guru", state="open").first()
people["guru"] = [step.teacher_id, step.teacher.name]
print(json.dumps({"meeting": meeting.pk, "people": people, "step": step.pk}))
"""
_FOUND = """
import json
from gugus.attendance.models import Attendance
from gugus.minutes.models import Minutes
from gugus.catchup.models import PacketReading
from gugus.problems.models import Problem
from gugus.steps.models import Step
from gugus.platform.sync.models import CommandRecord
rows = Attendance.objects.filter(meeting=MEETING).exclude(how="rest").exclude(status="")
minutes = Minutes.objects.filter(meeting=MEETING).first()
commands = {}
for row in CommandRecord.objects.order_by("received_at", "seq"):
    commands.setdefault(row.user.username, []).append([row.kind, row.seq, row.state])
print(json.dumps({
    "attendance": {row.teacher_id: [row.status, row.how] for row in rows},
    "decisions": minutes.decisions if minutes else "",
    "state": minutes.state if minutes else "",
    "steps": sorted(Step.objects.filter(meeting=MEETING).values_list("teacher_id", "what")),
    "report": Step.objects.get(pk=STEP).report,
    "problems": Problem.objects.filter(words__startswith="Uji:").count(),
    "packet": list(PacketReading.objects.filter(meeting=MEETING).values_list("teacher_id", "answer")),
    "commands": commands,
}))
"""
# Reads a picture of a code as the phone's camera application does.
_READ_CODE = """async ([reader, data]) => {
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const points = pen.getImageData(0, 0, image.width, image.height);
    const worker = (await import(reader)).createWorker();
    return new Promise((done) => {
        worker.onmessage = ({ data }) => { if (data.type === "qrResult") done(data.data); };
        worker.postMessage({ id: 1, type: "decode", data: points }, [points.data.buffer]);
    });
}"""


@dataclass
class Day:
    """The day of the meeting: where it is kept, and who is who."""

    stage: Stage
    place: Place
    meeting: int
    step: int
    people: dict[str, tuple[int, str]]

    @property
    def here(self) -> str:
        """The meeting's own page."""
        return f"{GROUP}pertemuan/{self.meeting}/"

    def teacher(self, who: str) -> int:
        """The number of a teacher."""
        return self.people[who][0]

    def found(self) -> dict[str, Any]:
        """What the server holds."""
        code = _FOUND.replace("MEETING", str(self.meeting)).replace("STEP", str(self.step))
        answer: dict[str, Any] = self.stage.found(code)
        return answer


@pytest.fixture
def day(stage: Stage, gate: Door) -> Day:
    """The meeting goes on, and nobody is recorded yet."""
    names = ["sekretaris", "ketua", "guru", "uji-kode", "uji-absen"]

    def prepared() -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
        return stage.found(_PREPARE), {name: stage.cookies(name) for name in names}

    made, sessions = stage.show("a meeting that goes on", prepared)
    people = {who: (pk, name) for who, (pk, name) in made["people"].items()}
    place = Place(stage.server, gate, sessions)
    return Day(stage, place, made["meeting"], made["step"], people)


def _row(page: Page, teacher: int) -> Locator:
    return page.locator(".roll.sheet > li").filter(has=page.locator(f"#w{teacher}"))


def _tick(page: Page, teacher: int, words: str) -> None:
    row = _row(page, teacher)
    row.get_by_text(words, exact=True).click()
    expect(row.locator(".state")).to_have_text("tersimpan di HP")


def _minutes_state(page: Page, field: str) -> None:
    expect(page.locator("[name=decisions]")).to_have_value(field)
    expect(page.locator("[data-autosave-state]")).to_contain_text(KEPT)


# ---- the secretary ----


def _opens_the_kept_meeting(page: Page, day: Day) -> None:
    page.goto("/")
    page.wait_for_url(f"**{GROUP}")
    expect(page.locator("#sync")).to_contain_text("Tanpa sinyal")
    page.get_by_role("link", name="Buka pertemuan").first.click()
    page.wait_for_url(f"**{day.here}")
    expect(page.locator("main")).to_contain_text("Langkah dari pertemuan lalu")


def _records(page: Page, day: Day) -> None:
    page.goto(f"{day.here}hadir/")
    _tick(page, day.teacher("satu"), "Hadir")
    _tick(page, day.teacher("telat"), "Terlambat")
    _tick(page, day.teacher("absen"), "Izin")
    page.goto(f"{day.here}pindai/")
    one = page.locator(f"#dikenal li[data-id='{day.teacher('kartu')}']")
    page.get_by_label("Kode kartu").fill((one.get_attribute("data-card") or "").lower())
    page.get_by_role("button", name="Catat hadir").click()
    expect(page.locator(".scan-said")).to_contain_text("tercatat hadir")
    expect(one.locator(".state")).to_have_text("tersimpan di HP")
    page.goto(f"{day.here}notulen/")
    for name in ("problems", "discussion"):
        page.locator(f"[name={name}]").fill("Murid diam saat ditanya")
    page.locator("[name=decisions]").fill(DECISION)
    page.locator("[name=decisions]").blur()
    _minutes_state(page, DECISION)
    page.goto(f"{day.here}langkah/")
    form = page.locator("form[data-command='step.give']")
    form.locator("[name=what]").fill("Menunggu lima detik")
    submit_and_keep(form)
    page.goto(f"{day.here}hadir/lembar/")
    row = page.locator("#baris li", has_text=day.people["kertas"][1])
    page.locator("textarea").fill(row.get_attribute("data-number") or "")
    expect(page.locator("#terbaca")).to_contain_text("1 guru akan dicatat")
    submit_and_keep(page.locator("form[data-command='attendance.numbers']"))


def _shows_what_waits(page: Page, day: Day) -> None:
    """Every record's state is visible, on its own page and in one list."""
    page.goto(f"{day.here}hadir/")
    for who, value in (("satu", "hadir"), ("telat", "terlambat"), ("absen", "izin")):
        row = _row(page, day.teacher(who))
        expect(row.locator(".state")).to_have_text("tersimpan di HP")
        expect(row.locator(f"input[value={value}]")).to_be_checked()
    page.goto(f"{day.here}notulen/")
    _minutes_state(page, DECISION)
    page.goto(f"{day.here}langkah/")
    expect(page.locator("form[data-command='step.give'] [data-outbox-line]")).to_contain_text(WAITS)
    page.goto("/di-hp/")
    rows = page.locator("#waiting > li")
    expect(rows.first).to_be_visible()
    expect(rows.filter(has_not_text="tersimpan di HP")).to_have_count(0)
    # Three ticks, one card, the minutes, the steps, the sheet. What was typed while the phone tried
    # to send may stand beside the typing before it.
    assert len(set(rows.locator("[data-title]").all_inner_texts())) == 7


def _wall(page: Page, day: Day) -> tuple[str, str]:
    """What the wall shows without any server: the digits, and the address in the picture."""
    page.goto(f"{day.here}kode/")
    expect(page.locator("[data-alone]")).to_be_visible()
    digits = page.locator(".wall-digits").inner_text().replace(" ", "")
    shown = base64.b64encode(page.locator("#dinding svg").screenshot()).decode()
    picture(page, "tanpa-sinyal-dinding")
    page.goto(f"{day.here}pindai/")
    reader = page.locator("#pindai").get_attribute("data-reader")
    address = str(page.evaluate(_READ_CODE, [reader, shown]))
    return digits, address


# ---- the teachers ----


def _types_the_digits(page: Page, day: Day, digits: str) -> None:
    page.goto(day.here)
    page.locator("summary", has_text="Ketik kode di dinding").click()
    form = page.locator("form[data-command='attendance.code']")
    form.locator("[name=code]").fill(digits)
    submit_and_keep(form)
    page.goto(f"{GROUP}masalah/baru/")
    page.locator("[name=words]").fill("Uji: murid tidak membawa buku")
    submit_and_keep(page.locator("form[data-command='problem.raise']"))
    page.goto(f"{GROUP}langkah/{day.step}/")
    form = page.locator("form[data-command='step.report']")
    form.locator("input[name=state][value=done]").check()
    form.locator("[name=report]").fill("Sudah, murid lebih berani.")
    submit_and_keep(form)
    page.reload()
    expect(form.locator("[data-outbox-line]")).to_contain_text(WAITS)


def _scans_the_wall(page: Page, day: Day, address: str) -> None:
    # The camera application opens the address; there is no network.
    page.goto(address)
    page.wait_for_url(f"**{day.here}#*")
    form = page.locator("form[data-command='attendance.code']")
    expect(form.locator("[data-scanned]")).to_be_visible()
    assert violations(page) == []
    picture(page, "tanpa-sinyal-dipindai")
    submit_and_keep(form)


# ---- afterwards ----


def _finishes(page: Page, day: Day) -> None:
    page.goto(f"{day.here}hadir/")
    page.get_by_text("Tandai sisanya sekaligus").click()
    submit(page, page.get_by_role("button", name="Sisanya alpa"))
    expect(page.locator("main").get_by_role("status").first).to_contain_text("ditandai")
    page.goto(f"{day.here}notulen/")
    page.get_by_text("Selesai, pertemuan terlaksana").click()
    submit(page, page.get_by_role("button", name="Ya, notulen selesai"))
    expect(page.get_by_text("Terlaksana").first).to_be_visible()


def _catches_up(one: Phone, day: Day) -> None:
    page = prepare(one)
    page.goto(f"{day.here}susulan/")
    expect(page.locator("main")).to_contain_text(DECISION)
    picture(page, "tanpa-sinyal-susulan")
    form = page.locator("form[data-command='packet.answer']")
    form.locator("textarea").fill("Saya coba mulai Senin.")
    submit_and_keep(form)
    one.online()
    all_sent(page)


def _certificate(page: Page) -> tuple[str, str, str]:
    """Issue for the year; one certificate's holder, its code, its credential."""
    page.goto(f"{GROUP}sertifikat/baru/")
    page.locator("[name=title]").fill("Pertemuan setahun")
    submit(page, page.locator("main form button.btn").first)
    page.locator("summary", has_text=re.compile(r"Terbitkan \d+ sertifikat")).click()
    submit(page, page.locator("details.confirm form button.btn").first)
    one = page.locator("ul.list a[href*='/sertifikat/satu/']").first
    expect(one).to_be_visible()
    submit(page, one)
    holder = page.locator("h1").inner_text()
    check = page.locator("a[href*='/s/']").inner_text()
    badge = page.locator("a[href$='/lencana/']").get_attribute("href") or ""
    return holder, check.rstrip("/").rsplit("/", 1)[1], page.request.get(badge).text()


def _a_stranger_checks(page: Page, holder: str, code: str) -> None:
    answer = page.goto(f"/s/{code}/")
    assert answer is not None
    assert len(answer.body()) < 10_000
    expect(page.locator("main")).to_contain_text(holder)
    wrong = page.goto(f"/s/{code[:-1]}{'A' if code[-1] != 'A' else 'B'}/")
    assert wrong is not None
    expect(page.locator("main")).to_contain_text("Kode ini tidak ada")


def test_from_the_evening_before_to_the_certificate(
    day: Day, phone: Callable[..., Phone], browser: Browser
) -> None:
    office = phone(day.place, "sekretaris").on()
    assert office.request.get(f"{day.here}cetak/hadir-kosong/pdf/").ok
    secretary = phone(day.place, "sekretaris", mortal=True)
    guru, kode = phone(day.place, "guru", mortal=True), phone(day.place, "uji-kode")
    prepare(secretary)
    one, two = prepare(guru), prepare(kode)
    # A browser that starts may wake its worker before a test can take the network away from it.
    day.place.door.shut = True
    desk = secretary.restart()
    _opens_the_kept_meeting(desk, day)
    _records(desk, day)
    digits, address = _wall(desk, day)
    _types_the_digits(one, day, digits)
    _scans_the_wall(two, day, address)
    _shows_what_waits(desk, day)
    one, desk = guru.restart(), secretary.restart()
    _shows_what_waits(desk, day)
    assert day.found()["commands"] == {}

    day.place.door.shut = False
    for person, page in ((kode, two), (secretary, desk), (guru, one)):
        person.online()
        all_sent(page)
        expect(page.locator("#nothing-waits")).to_be_visible()
    _everything_once_and_in_order(day)
    _finishes(desk, day)
    _catches_up(phone(day.place, "uji-absen"), day)
    found = day.found()
    assert found["state"] == "final"
    assert found["packet"] == [[day.teacher("absen"), "Saya coba mulai Senin."]]
    holder, code, badge = _certificate(desk)
    stranger = browser.new_context(
        base_url=day.place.door.url, viewport={"width": 360, "height": 740}
    )
    _a_stranger_checks(stranger.new_page(), holder, code)
    stranger.close()
    verify_document(json.loads(badge))
    with pytest.raises(InvalidProof):
        verify_document(json.loads(badge.replace("Pertemuan setahun", "Pertemuan setahus")))


def _everything_once_and_in_order(day: Day) -> None:
    found = day.found()
    expected = {
        "satu": ["hadir", "list"],
        "telat": ["terlambat", "list"],
        "absen": ["izin", "list"],
        "kartu": ["hadir", "card"],
        "kertas": ["hadir", "sheet"],
        "guru": ["hadir", "code"],
        "kode": ["hadir", "code"],
    }
    assert found["attendance"] == {str(day.teacher(who)): row for who, row in expected.items()}
    assert found["decisions"] == DECISION
    came = sorted(day.teacher(who) for who, row in expected.items() if row[0] != "izin")
    assert found["steps"] == [[teacher, "Menunggu lima detik"] for teacher in came]
    assert (found["report"], found["problems"]) == ("Sudah, murid lebih berani.", 1)
    kinds = {who: [kind for kind, _seq, _state in rows] for who, rows in found["commands"].items()}
    once = [kind for kind in kinds["sekretaris"] if kind != "minutes.save"]
    assert once == [*["attendance.mark"] * 4, "step.give", "attendance.numbers"]
    assert kinds["guru"] == ["attendance.code", "problem.raise", "step.report"]
    assert kinds["uji-kode"] == ["attendance.code"]
    for rows in found["commands"].values():
        assert [seq for _kind, seq, _state in rows] == sorted(seq for _kind, seq, _state in rows)
        assert {state for _kind, _seq, state in rows} == {"applied"}


@pytest.mark.parametrize(
    ("first", "names"), [("sekretaris", ("satu", "dua")), ("ketua", ("telat", "kartu"))]
)
def test_two_phones_that_recorded_one_meeting_agree_in_any_order(
    day: Day, phone: Callable[..., Phone], first: str, names: tuple[str, str]
) -> None:
    now, phones = datetime.now(UTC), {}
    # The chair taps on the same two names ten minutes after the secretary.
    for who, ago, words in (
        ("sekretaris", 20, ("Hadir", "Izin")),
        ("ketua", 10, ("Sakit", "Terlambat")),
    ):
        one = phone(day.place, who)
        page = one.on()
        page.goto(f"{day.here}hadir/")
        one.offline()
        page.clock.set_system_time(now - timedelta(minutes=ago))
        for name, word in zip(names, words, strict=True):
            _tick(page, day.teacher(name), word)
        phones[who] = (one, page)
    for who in sorted(phones, key=lambda who: who != first):
        one, page = phones[who]
        page.clock.set_system_time(datetime.now(UTC))
        one.online()
        all_sent(page)
    found = day.found()["attendance"]
    assert [found[str(day.teacher(name))][0] for name in names] == ["sakit", "terlambat"]
    for _one, page in phones.values():
        page.goto(f"{day.here}hadir/")
        for name, value in zip(names, ("sakit", "terlambat"), strict=True):
            row = _row(page, day.teacher(name))
            expect(row.locator(f"input[value={value}]")).to_be_checked()


def test_on_a_laptops_wifi_a_teacher_checks_in_and_cards_are_photographed(
    day: Day, phone: Callable[..., Phone]
) -> None:
    guru, secretary = (phone(day.place, who, host=LAPTOP) for who in ("guru", "sekretaris"))
    page = guru.on()
    page.goto(day.here)
    assert not page.evaluate("self.isSecureContext")
    guru.offline()
    submit_and_keep(page.locator("form[data-command='attendance.self']").first)
    guru.online()
    all_sent(page)
    page.goto(day.here)
    expect(page.get_by_text("Kehadiran Anda sudah tercatat: hadir")).to_be_visible()
    page = secretary.on()
    page.goto(f"{day.here}pindai/")
    expect(page.get_by_label("Atau foto kartunya")).to_be_visible()
    expect(page.get_by_role("button", name="Buka kamera")).to_be_hidden()
    assert violations(page) == []
    one = page.locator(f"#dikenal li[data-id='{day.teacher('kertas')}']")
    page.get_by_label("Kode kartu").fill(one.get_attribute("data-card") or "")
    page.get_by_role("button", name="Catat hadir").click()
    expect(one.locator(".state")).to_have_text("terkirim")
    found = day.found()["attendance"]
    assert found[str(day.teacher("guru"))] == ["hadir", "self"]
    assert found[str(day.teacher("kertas"))] == ["hadir", "card"]
