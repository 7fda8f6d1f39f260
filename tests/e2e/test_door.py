"""At the door in real Chromium: the wall without a server, cards, taps, numbers, a signature."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
import segno
from playwright.sync_api import Page, expect

from gugus.attendance.rules.wall_codes import code_at_step, time_step
from tests.support.browser import Opener, violations
from tests.support.stage import Stage
from tests.support.walking import GROUP

_TODAY = """
import json
from datetime import time
from django.utils import timezone
from gugus.meetings.models import Meeting
meeting = Meeting.objects.filter(state="called").order_by("-date").first()
with timezone.override(meeting.group.time_zone):
    meeting.date = timezone.localdate()
meeting.starts_at, meeting.ends_at = time(0), time(23, 59)
meeting.save()
print(json.dumps(meeting.pk))
"""


@pytest.fixture
def recorder(stage: Stage, open_page: Opener) -> Page:
    """The secretary, on the page of a meeting that is open to check-in now."""
    meeting = stage.show_code(_TODAY)
    page = open_page(stage.server, "360", "Sekretaris")
    page.goto(f"{GROUP}pertemuan/{meeting}/")
    return page


SERVER_TIME = "(Date.now() + Number(localStorage.getItem('gugus-server-clock')))"


def test_the_wall_goes_on_without_the_server_and_with_a_wrong_clock(recorder: Page) -> None:
    wall = f"{recorder.url}kode/"
    wrong = datetime.now(UTC) - timedelta(days=3)
    # From here on the page's time passes only when it is told to.
    recorder.clock.install(time=wrong)
    recorder.clock.pause_at(wrong + timedelta(minutes=1))
    recorder.goto(wall)
    place = recorder.locator("#dinding")
    expect(recorder.locator(".wall-digits")).to_be_visible()
    recorder.clock.run_for(1000)
    recorder.wait_for_function("localStorage.getItem('gugus-server-clock') !== null")
    recorder.route("**/kode/kini/", lambda route: route.abort())
    recorder.clock.run_for(90_000)
    expect(recorder.locator("[data-alone]")).to_be_visible()
    secret, meeting = (place.get_attribute(f"data-{name}") or "" for name in ("secret", "meeting"))
    there = datetime.fromtimestamp(recorder.evaluate(f"{SERVER_TIME} / 1000"), UTC)
    # The page's time stands still, the server's went on while the page was wound.
    assert timedelta() <= there - datetime.now(UTC) + timedelta(minutes=4) <= timedelta(minutes=6)
    digits = code_at_step(secret, int(meeting), time_step(there)).digits
    expect(recorder.locator(".wall-digits")).to_have_text(f"{digits[:3]} {digits[3:]}")
    assert recorder.locator("#dinding svg path").count() == 2


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_the_whole_screen_shows_six_digits_on_one_line_beside_the_picture(
    recorder: Page, width: int, height: int
) -> None:
    """A digit fills a seventh of the screen's height and more: read from ten metres on a beamer."""
    recorder.set_viewport_size({"width": width, "height": height})
    recorder.goto(f"{recorder.url}kode/")
    recorder.get_by_role("link", name="Layar penuh").click()
    digits, picture = recorder.locator(".wall-digits"), recorder.locator(".wall-picture")
    expect(digits).to_be_visible()
    words, drawn = digits.bounding_box(), picture.bounding_box()
    assert words and drawn
    size = float(digits.evaluate("one => parseFloat(getComputedStyle(one).fontSize)"))
    assert size > width / 7 and words["height"] < 1.5 * size
    assert drawn["x"] + drawn["width"] < words["x"] and words["x"] + words["width"] <= width
    assert recorder.evaluate("document.documentElement.scrollWidth") <= width
    recorder.get_by_role("link", name="Kecilkan").click()
    expect(recorder.get_by_role("link", name="Layar penuh")).to_be_visible()


def test_a_photographed_card_is_recorded_without_signal_and_sent_later(recorder: Page) -> None:
    recorder.goto(f"{recorder.url}pindai/")
    assert violations(recorder) == []
    one = recorder.locator("#dinding, #dikenal li").nth(3)
    name, code = one.locator("b").inner_text(), one.get_attribute("data-card")
    out = BytesIO()
    segno.make(f"GUGUS:{code}", micro=False).save(out, kind="png", scale=8, border=4)
    picture = {"name": "kartu.png", "mimeType": "image/png", "buffer": out.getvalue()}
    # The reader is fetched while there is signal.
    recorder.evaluate("import(document.getElementById('pindai').dataset.reader)")
    recorder.context.set_offline(True)
    recorder.set_input_files("#kartu-foto", [picture])
    expect(recorder.locator(".scan-said")).to_have_text(f"{name} tercatat hadir")
    recorder.set_input_files("#kartu-foto", [picture])
    expect(recorder.locator(".scan-said")).to_have_text(f"{name} sudah tercatat")
    expect(one.locator(".state")).to_contain_text("tersimpan di HP")
    recorder.context.set_offline(False)
    expect(one.locator(".state")).to_contain_text("terkirim")
    recorder.fill("[name=card]", "TIDAK ADA")
    recorder.get_by_role("button", name="Catat hadir").click()
    expect(recorder.locator(".scan-said.bad")).to_contain_text("bukan milik guru")


def test_taps_without_signal_lie_over_the_sheet_until_they_are_sent(recorder: Page) -> None:
    recorder.goto(f"{recorder.url}hadir/")
    assert violations(recorder) == []
    row = recorder.locator(".roll.sheet > li").nth(2)
    before = int(recorder.locator("#hitung .big").inner_text())
    recorder.context.set_offline(True)
    row.get_by_text("Terlambat", exact=True).click()
    row.get_by_label("Datang pukul").fill("13:40")
    expect(row.locator(".state")).to_have_text("tersimpan di HP")
    assert int(recorder.locator("#hitung .big").inner_text()) == before + 1
    expect(recorder.locator("#hitung")).to_contain_text("1 terlambat")
    recorder.context.set_offline(False)
    expect(row.locator(".state")).to_have_text("terkirim")
    recorder.reload()
    expect(row.get_by_label("Terlambat")).to_be_checked()
    expect(row.get_by_label("Datang pukul")).to_have_value("13:40")


def test_typed_numbers_show_their_names_before_they_are_saved(recorder: Page) -> None:
    here = recorder.url
    recorder.request.get(f"{here}cetak/hadir-kosong/pdf/")
    recorder.clock.install()
    recorder.goto(f"{here}hadir/lembar/")
    assert violations(recorder) == []
    recorder.fill("textarea", "1-3 5t 999 7z")
    expect(recorder.locator("#terbaca")).to_contain_text("4 guru akan dicatat")
    expect(recorder.locator("#terbaca")).to_contain_text("“999”")
    assert recorder.locator("#baris li:visible").count() == 4
    recorder.get_by_role("button", name="Simpan kehadiran").click()
    expect(recorder.locator("form .notice.bad")).to_contain_text("“7z”")
    # A second tap within a moment of the first is passed over.
    recorder.clock.fast_forward(2_000)
    # The form waits for its answer as long as it takes.
    recorder.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))
    recorder.fill("textarea", "1-3 5t")
    recorder.get_by_role("button", name="Simpan kehadiran").click()
    recorder.wait_for_url(f"{here}hadir/")
    expect(recorder.locator("#hitung")).to_contain_text("1 terlambat")


def test_a_teacher_signs_with_a_finger_and_the_recorder_sees_it(
    recorder: Page, stage: Stage, open_page: Opener
) -> None:
    here = recorder.url.removeprefix(stage.server.url)
    teacher = open_page(stage.server, "360", "Guru")
    teacher.goto(here)
    assert violations(teacher) == []
    teacher.goto(f"{here}tanda-tangan-saya/")
    assert violations(teacher) == []
    box = teacher.locator("canvas").bounding_box()
    assert box is not None
    teacher.mouse.move(box["x"] + 30, box["y"] + 40)
    teacher.mouse.down()
    for step in range(20):
        teacher.mouse.move(box["x"] + 30 + step * 8, box["y"] + 40 + (step % 4) * 12)
    teacher.mouse.up()
    teacher.get_by_role("button", name="Simpan tanda tangan").click()
    teacher.wait_for_url(f"**{here}")
    expect(teacher.locator("main")).to_contain_text("tanda tangan di HP")
    recorder.goto(f"{here}hadir/tanda-tangan/")
    assert violations(recorder) == []
    assert recorder.locator(".signature path").first.get_attribute("d")
