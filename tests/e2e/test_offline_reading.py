"""Without signal, in real Chromium: answering a measurement, catching up, keeping a journal."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.cutting import Door
from tests.support.stage import Stage
from tests.support.walking import GROUP
from tests.support.without_signal import (
    KEPT,
    Phone,
    Place,
    all_sent,
    prepared_by_itself,
)

_PREPARE = """
import json
from gugus.competence.models import Assessment, Round
from gugus.attendance.models import Attendance
from gugus.meetings.models import Meeting
from gugus.people.models import Teacher
guru = Teacher.objects.get(user__username="guru")
Assessment.objects.filter(teacher=guru, rater="self").delete()
last = Meeting.objects.filter(state="held").order_by("-date").first()
Attendance.objects.filter(meeting=last, teacher=guru).update(status="izin")
is_open = Round.objects.get(state="open", kind="individual")
print(json.dumps({"teacher": guru.pk, "meeting": last.pk, "round": is_open.pk}))
"""
_STATE = """
import json
from gugus.competence.models import Assessment
from gugus.catchup.models import PacketReading, Reflection
rating = Assessment.objects.filter(teacher__user__username="guru", rater="self").first()
reading = PacketReading.objects.filter(teacher__user__username="guru").first()
print(json.dumps({
    "answers": rating.answers.count() if rating else 0,
    "sent": bool(rating and rating.submitted_at),
    "answer": reading.answer if reading else "",
    "journal": sorted(Reflection.objects.filter(learnt__startswith="Uji").values_list(
        "learnt", flat=True)),
}))
"""


@pytest.fixture
def known(stage: Stage) -> dict[str, Any]:
    """Numbers of the example, and a session of the teacher it is about."""

    def prepare() -> dict[str, Any]:
        return {**stage.found(_PREPARE), "sessions": {"guru": stage.cookies("guru")}}

    found: dict[str, Any] = stage.show("nothing rated, one meeting missed", prepare)
    return found


@pytest.fixture
def place(stage: Stage, gate: Door, known: dict[str, Any]) -> Place:
    """The server behind its door."""
    return Place(stage.server, gate, known["sessions"])


def test_a_whole_self_assessment_is_tapped_and_sent_without_signal(
    place: Place, phone: Callable[..., Phone], known: dict[str, Any], stage: Stage
) -> None:
    one = phone(place)
    page = prepared_by_itself(one)
    overview = f"{GROUP}kebutuhan/nilai/{known['round']}/self/{known['teacher']}/"
    page.goto(overview)
    screens = page.locator("#kompetensi li").count()
    with page.expect_navigation():
        page.locator("a.btn").first.click()
    asked = 0
    for number in range(screens):
        questions = page.locator("fieldset.rate")
        for place_ in range(questions.count()):
            questions.nth(place_).locator("label").nth(1).click()
        asked += questions.count()
        expect(page.locator("#kept")).to_contain_text(f"{questions.count()} dari")
        if number == 0:
            # What was tapped lies over the copy from before.
            page.reload()
            expect(questions.nth(0).locator("input").nth(1)).to_be_checked()
        page.locator("#jawaban button[type=submit]").click()
        page.wait_for_url(f"**/{number + 2}/" if number + 1 < screens else f"**{overview}penting/")
    # Importance is asked once, at the end, and no page warns of losing what is safe.
    page.locator("fieldset.rate").first.locator("label").nth(4).click()
    expect(page.locator("#kept")).to_contain_text("1 dari")
    expect(page.locator("#offline-note")).to_contain_text("disimpan di HP dan terkirim sendiri")
    page.locator("#jawaban button[type=submit]").click()
    page.wait_for_url(f"**{overview}")
    expect(page.locator("#dijawab")).to_have_text(str(asked))
    expect(page.locator("#kata")).to_contain_text("semua terjawab")
    expect(page.locator("#menunggu")).to_be_visible()
    page.locator("#kirim-lengkap button").click()
    expect(page.locator("#kirim-lengkap [data-outbox-line]")).to_contain_text(KEPT)
    one.online()
    all_sent(page)
    state = stage.found(_STATE)
    assert (state["answers"], state["sent"]) == (asked, True)


def test_the_packet_is_answered_and_a_page_is_written_and_changed_without_signal(
    place: Place, phone: Callable[..., Phone], known: dict[str, Any], stage: Stage
) -> None:
    one = phone(place)
    page = prepared_by_itself(one)
    page.goto(f"{GROUP}pertemuan/{known['meeting']}/susulan/")
    form = page.locator('form[data-command="packet.answer"]')
    form.locator("textarea").fill("Kartu tanya di kelas empat.")
    form.locator("button").click()
    expect(form.locator("[data-outbox-line]")).to_contain_text(KEPT)
    page.goto(f"{GROUP}jurnal/tulis/")
    page.locator("textarea[name=learnt]").fill("Uji: pelan-pelan")
    page.locator("#catatan button[type=submit]").click()
    expect(page.locator("#catatan [data-outbox-line]")).to_contain_text(KEPT)
    page.goto(f"{GROUP}jurnal/")
    waiting = page.locator("#belum-terkirim li")
    expect(waiting).to_contain_text("Uji: pelan-pelan")
    waiting.locator("a").click()
    expect(page.locator("textarea[name=learnt]")).to_have_value("Uji: pelan-pelan")
    page.locator("textarea[name=learnt]").fill("Uji: lebih pelan")
    page.locator("#catatan button[type=submit]").click()
    expect(page.locator("#catatan [data-outbox-line]")).to_contain_text(KEPT)
    page.goto(f"{GROUP}jurnal/")
    expect(waiting).to_have_count(1)
    expect(waiting).to_contain_text("Uji: lebih pelan")
    one.online()
    all_sent(page)
    state = stage.found(_STATE)
    assert state["answer"] == "Kartu tanya di kelas empat."
    assert state["journal"] == ["Uji: lebih pelan"]
