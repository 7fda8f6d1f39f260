"""A teacher says for themselves: here I am, by button, code or signature; or I cannot come."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from gugus.attendance import queries
from gugus.attendance.models import Attendance, WallCode
from gugus.attendance.rules.wall_codes import code_at_step, time_step
from gugus.attendance.services import attendance
from gugus.attendance.services import wall_codes as codes
from gugus.attendance.services.marks import WriteOrigin
from gugus.people.models import Teacher
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import SignInAttempts
from tests.support.html import page_of, whole_page_of
from tests.support.meetings import actor, make_meeting, mark, url
from tests.support.phone import Phone

SIGNED = "M10 10L20 20L30 10"


@pytest.fixture
def today(world):
    """A meeting that is open to check-in all day."""
    return make_meeting(world, state="called", starts_at=time(0), ends_at=time(23, 59, 59))


@pytest.fixture
def teacher(world):
    return world.client(Role.TEACHER)


@pytest.fixture
def phone(world):
    return Phone(world.users[Role.TEACHER])


def shown(meeting, moment=None):
    """What the wall of a meeting shows."""
    secret = codes.wall_secret(meeting)
    return code_at_step(secret, meeting.pk, time_step(moment or timezone.now()))


def path(meeting, link):
    return f"/h/{meeting.pk}/{link}/"


def row():
    return Attendance.objects.get()


# ---- the picture on the wall ----


@pytest.mark.calendar
def test_a_camera_opens_the_page_and_one_tap_is_enough(today, teacher):
    link = shown(today).link
    page = teacher.get(path(today, link))
    assert page_of(page).commands == ["attendance.code"]
    assert whole_page_of(page).get("data_group") == "rekaan-1"
    answer = page_of(teacher.post(path(today, link), follow=True))
    assert "hadir" in answer.told and not answer.alerts
    assert (row().status, row().how) == ("hadir", "code")
    assert "kode di dinding" in page_of(teacher.get(path(today, link))).told


def test_signing_in_first_does_not_make_the_code_old(today, world, monkeypatch):
    link, client = shown(today).link, Client()
    assert "/masuk/" in client.get(path(today, link))["Location"]
    client.force_login(world.users[Role.TEACHER])
    later = timezone.now() + timedelta(minutes=14)
    monkeypatch.setattr("gugus.attendance.views.own.timezone.now", lambda: later)
    client.post(path(today, link))
    assert row().how == "code"


@pytest.mark.calendar
@pytest.mark.parametrize("minutes", [-3, 2])
def test_a_link_opened_when_it_was_not_on_the_wall_says_so(today, teacher, minutes):
    link = shown(today, timezone.now() + timedelta(minutes=minutes)).link
    answer = teacher.get(path(today, link))
    assert answer.status_code == 422
    assert "Pindai lagi" in page_of(answer).alerts[0]
    assert teacher.post(path(today, link)).status_code == 422
    assert not Attendance.objects.exists()


def test_a_code_of_another_meeting_is_no_use(today, world, teacher, phone):
    other = make_meeting(world, title="Lain", starts_at=time(0), ends_at=time(23, 59))
    codes.wall_secret(today)
    for code in (shown(other).link, shown(other).digits):
        answer = phone.do("attendance.code", {"meeting": today.pk, "code": code})
        assert (answer["state"], answer["field"]) == ("refused", "code")
    assert teacher.get(path(today, shown(other).link)).status_code == 422


def test_who_is_not_called_finds_nothing(today, world):
    link = shown(today).link
    for client in (world.client(Role.SECRETARY), world.client(Role.TREASURER)):
        assert client.get(path(today, link)).status_code == 404
        assert client.post(path(today, link)).status_code == 404
    outsider = Client()
    outsider.force_login(world.outsider)
    assert outsider.get(path(today, link)).status_code == 404
    part = make_meeting(world, study_group=world.lower, starts_at=time(0), ends_at=time(23, 59))
    Teacher.objects.filter(pk=world.teachers[0].pk).update(class_level=6)
    assert world.client(Role.TEACHER).get(path(part, shown(part).link)).status_code == 404


def test_a_meeting_without_a_wall_knows_no_code(today, phone):
    answer = phone.do("attendance.code", {"meeting": today.pk, "code": "123456"})
    assert answer["state"] == "refused"
    assert not WallCode.objects.exists()


# ---- digits ----


def test_typed_digits_count_and_wrong_ones_are_slowed(today, teacher):
    wrong = "000000" if shown(today).digits != "000000" else "111111"
    for _guess in range(5):
        answer = teacher.post(url(today, "kode-saya/"), {"code": wrong})
        assert answer.status_code == 422
    answer = teacher.post(url(today, "kode-saya/"), {"code": shown(today).digits})
    assert "Terlalu banyak" in page_of(answer).alerts[0]
    SignInAttempts.objects.all().delete()
    digits = shown(today).digits
    teacher.post(url(today, "kode-saya/"), {"code": f"{digits[:3]} {digits[3:]}"})
    assert row().how == "code"
    assert not SignInAttempts.objects.exists()


def test_guesses_by_commands_are_slowed_too_though_each_is_rolled_back(today, phone):
    wrong = "000000" if shown(today).digits != "000000" else "111111"
    body = {"meeting": today.pk, "code": wrong}
    for _guess in range(5):
        assert phone.do("attendance.code", body)["field"] == "code"
    right = {"meeting": today.pk, "code": shown(today).digits}
    assert "Terlalu banyak" in phone.do("attendance.code", right)["reason"]
    assert not Attendance.objects.exists()


# ---- commands that waited without signal ----


@pytest.fixture
def ended(world):
    """A meeting that ended some hours ago."""
    now = timezone.now().astimezone(ZoneInfo("Asia/Jakarta"))
    start = now - timedelta(hours=6)
    return make_meeting(
        world,
        state="called",
        date=start.date(),
        starts_at=start.time(),
        ends_at=max((start + timedelta(hours=2)).time(), start.time()),
    )


def during(meeting):
    """How long ago the meeting's tenth minute was."""
    zone = ZoneInfo(meeting.group.time_zone)
    begun = datetime.combine(meeting.date, meeting.starts_at, zone)
    return timezone.now() - begun - timedelta(minutes=10)


@pytest.mark.parametrize("kind", ["attendance.self", "attendance.code", "attendance.sign"])
def test_a_check_in_made_in_time_counts_hours_later(ended, phone, kind):
    ago = during(ended)
    code = shown(ended, timezone.now() - ago)
    bodies = [{"code": code.link, "signature": SIGNED}, {"code": code.digits, "signature": SIGNED}]
    for body in bodies:
        answer = phone.do(kind, {"meeting": ended.pk, **body}, ago=ago)
        assert answer["state"] == "applied", answer
        assert answer["href"] == url(ended)
    assert row().status == "hadir"
    assert abs(row().recorded_at - (timezone.now() - ago)) < timedelta(minutes=1)


def test_a_phone_whose_clock_is_days_off_checks_in_all_the_same(ended, world):
    phone = Phone(world.users[Role.TEACHER], clock_off=timedelta(days=-400))
    assert (
        phone.do("attendance.self", {"meeting": ended.pk}, ago=during(ended))["state"] == "applied"
    )


@pytest.mark.parametrize("kind", ["attendance.self", "attendance.code", "attendance.sign"])
def test_made_after_the_end_it_is_refused(ended, phone, kind):
    body = {"meeting": ended.pk, "code": shown(ended).link, "signature": SIGNED}
    answer = phone.do(kind, body)
    assert answer["state"] == "refused"
    assert "sebelum mulai" in answer["reason"]


def test_a_meeting_of_tomorrow_refuses(world, phone):
    coming = make_meeting(world, state="called", date=world.today + timedelta(days=2))
    body = {"meeting": coming.pk, "code": shown(coming).digits}
    for kind in ("attendance.self", "attendance.code"):
        assert phone.do(kind, body)["state"] == "refused"


def test_after_the_minutes_are_closed_it_says_whom_to_ask(ended, phone):
    ended.state = "held"
    ended.save()
    answer = phone.do("attendance.self", {"meeting": ended.pk}, ago=during(ended))
    assert "ditutup" in answer["reason"] and "sekretaris" in answer["reason"]
    ended.state = "cancelled"
    ended.save()
    assert "dibatalkan" in phone.do("attendance.self", {"meeting": ended.pk})["reason"]


@pytest.mark.parametrize("kind", ["self", "code", "sign", "excuse"])
def test_meetings_of_others_and_of_nobody_are_not_found(world, today, phone, kind):
    other = make_meeting(world, group=world.other, starts_at=time(0), ends_at=time(23, 59))
    body = {"code": "123456", "signature": SIGNED, "status": "izin", "note": "x"}
    for pk in (other.pk, 999999, "abc"):
        assert phone.do(f"attendance.{kind}", {**body, "meeting": pk})["state"] == "refused"
    recorder = Phone(world.users[Role.SECRETARY])
    assert recorder.do(f"attendance.{kind}", {**body, "meeting": today.pk})["state"] == "refused"
    assert not Attendance.objects.exists()


def test_the_recorders_word_stands_and_the_teacher_is_told(world, today, phone):
    mark(today, world.teachers[0], world.users[Role.SECRETARY], "izin")
    answer = phone.do("attendance.self", {"meeting": today.pk})
    assert answer["state"] == "superseded" and not answer["note"]
    assert answer["reason"].startswith("Yang berlaku: izin, dari pencatat")
    assert world.users[Role.SECRETARY].name not in answer["reason"]
    assert row().status == "izin"


def test_of_two_own_words_the_later_stands_and_the_earlier_is_told_so(world, today, phone):
    other = Phone(world.users[Role.TEACHER])
    said = {"meeting": today.pk, "status": "sakit", "note": "demam"}
    assert phone.do("attendance.excuse", said)["state"] == "applied"
    answer = other.do("attendance.self", {"meeting": today.pk}, ago=timedelta(minutes=5))
    assert answer["state"] == "superseded"
    assert "kabar Anda sendiri yang lebih baru" in answer["reason"]


# ---- excuses and signatures ----


def test_an_excuse_before_the_day_is_read_by_the_recorder_and_can_be_taken_back(world, teacher):
    coming = make_meeting(world, state="called", date=world.today + timedelta(days=3))
    page = page_of(teacher.get(url(coming)))
    assert "attendance.excuse" in page.commands
    teacher.post(url(coming, "berhalangan/"), {"status": "dinas", "note": "Rapat di kecamatan"})
    assert (row().status, row().note, row().how) == ("dinas", "Rapat di kecamatan", "self")
    sheet = page_of(world.client(Role.SECRETARY).get(url(coming, "hadir/")))
    own = sheet.entry("Guru Rekaan 1")
    assert "diisi sendiri" in own
    assert "Rapat di kecamatan" in [field.value for field in own.fields.values()]
    teacher.post(url(coming, "berhalangan/"), {"status": "dapat"})
    assert not queries.recorded_rows(coming).exists()


@pytest.mark.parametrize("data", [{}, {"status": "izin"}, {"status": "hadir", "note": "x"}])
def test_an_excuse_needs_a_kind_and_a_reason(today, teacher, phone, data):
    answer = teacher.post(url(today, "berhalangan/"), data | {"note": data.get("note", "")})
    assert answer.status_code == 422
    assert "boleh kosong" not in answer.content.decode()
    assert phone.do("attendance.excuse", {"meeting": today.pk, **data})["state"] == "refused"
    assert not Attendance.objects.exists()


def test_after_the_end_nobody_excuses_themselves(world):
    past = make_meeting(world, state="called", date=world.today - timedelta(days=2))
    with pytest.raises(Refused):
        attendance.record_excuse(
            actor=actor(world.users[Role.TEACHER]),
            now=timezone.now(),
            meeting=past,
            teacher=world.teachers[0],
            status="izin",
            note="x",
            made=WriteOrigin(timezone.now()),
        )


def test_a_signature_is_kept_shown_to_recorders_and_said_on_paper(world, today, teacher):
    page = page_of(teacher.get(url(today, "tanda-tangan-saya/")))
    assert page.has("canvas") and page.commands == ["attendance.sign", "attendance.self"]
    assert teacher.post(url(today, "tanda-tangan-saya/"), {"signature": "<svg>"}).status_code == 422
    teacher.post(url(today, "tanda-tangan-saya/"), {"signature": SIGNED})
    assert (row().how, row().signature) == ("sign", SIGNED)
    recorder = world.client(Role.SECRETARY)
    drawn = page_of(recorder.get(url(today, "hadir/tanda-tangan/")))
    assert drawn.only("path").get("d") == SIGNED
    listed = page_of(recorder.get(url(today, "hadir/")))
    assert "tanda tangan di HP" in listed.entry("Guru Rekaan 1")


# ---- the meeting's page, kept for later ----


def test_the_meetings_page_holds_the_ways_for_the_day_before_it_comes(world, teacher):
    coming = make_meeting(world, state="called", date=world.today + timedelta(days=3))
    page = page_of(teacher.get(url(coming)))
    for kind in ("self", "code", "excuse"):
        assert f"attendance.{kind}" in page.commands
    past = make_meeting(world, title="Lalu", date=world.today - timedelta(days=3))
    assert not page_of(teacher.get(url(past))).commands
    officer = page_of(world.client(Role.SECRETARY).get(url(coming)))
    assert not any(kind.startswith("attendance") for kind in officer.commands)


def test_ones_own_card_is_ones_own(world, teacher):
    page = page_of(teacher.get("/g/rekaan-1/kartu-saya/"))
    assert page.has("svg") and "Guru Rekaan 1" in page
    assert world.client(Role.SECRETARY).get("/g/rekaan-1/kartu-saya/").status_code == 404
