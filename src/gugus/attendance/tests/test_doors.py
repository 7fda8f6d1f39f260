"""At the door: the wall, cards that are scanned, the sheet that comes back, commands of recorders."""

from base64 import b64encode
from datetime import time, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from gugus.attendance import queries
from gugus.attendance.models import Attendance, Guest, PrintedSheet, SheetPhoto
from gugus.attendance.papers import cards as attendance_papers
from gugus.attendance.papers import sheets as attendance_sheets
from gugus.attendance.rules.wall_codes import code_at_step, time_step
from gugus.attendance.services import cards
from gugus.attendance.services import paper_sheets as sheets
from gugus.attendance.services import wall_codes as codes
from gugus.people.models import Teacher
from gugus.people.rules.roles import Role
from gugus.platform.documents.paper import Cards
from gugus.platform.documents.render import to_pdf
from tests.support.html import mentions, page_of
from tests.support.meetings import make_meeting, mark, url
from tests.support.paper_contents import docx_text, pdf_text, tables
from tests.support.phone import Phone


@pytest.fixture
def meeting(world):
    return make_meeting(world, state="called", starts_at=time(0), ends_at=time(23, 59, 59))


@pytest.fixture
def recorder(world):
    return world.client(Role.LEAD_TEACHER)


@pytest.fixture
def phone(world):
    return Phone(world.users[Role.LEAD_TEACHER])


def stored(meeting):
    return dict(queries.recorded_rows(meeting).values_list("teacher__name", "status"))


# ---- the wall ----


@pytest.mark.calendar
def test_the_wall_shows_the_code_of_now_and_its_address(recorder, meeting):
    page = page_of(recorder.get(url(meeting, "kode/")))
    secret = codes.wall_secret(meeting)
    now = time_step(timezone.now())
    digits = [code_at_step(secret, meeting.pk, step).digits for step in (now - 1, now)]
    assert any(page.says(f"{one[:3]} {one[3:]}") for one in digits) and page.has(role="img")
    assert page.only(data_secret=secret).get("data_link") == f"http://testserver/h/{meeting.pk}/"
    answer = recorder.get(url(meeting, "kode/kini/"))
    part = page_of(answer)
    assert not part.has("h1") and part.has("svg") and secret not in answer.content.decode()


@pytest.mark.calendar
def test_before_and_after_its_hours_the_wall_is_empty(world, recorder):
    for days in (-1, 3):
        other = make_meeting(world, date=world.today + timedelta(days=days))
        page = page_of(recorder.get(url(other, "kode/")))
        assert page.notice("Kode tampil") and not page.has(role="img")


def test_the_secret_stays_and_differs_from_meeting_to_meeting(world, recorder, meeting):
    other = make_meeting(world, title="Lain")
    assert codes.wall_secret(meeting) == codes.wall_secret(meeting) != codes.wall_secret(other)
    assert world.client(Role.TEACHER).get(url(meeting, "kode/")).status_code == 404


# ---- cards ----


def card_of(world, teacher):
    return cards.card_codes(world.group, [teacher])[teacher.pk]


def test_a_card_is_typed_or_scanned_and_a_second_time_said(world, recorder, meeting):
    code = card_of(world, world.teachers[0])
    page = page_of(recorder.get(url(meeting, "pindai/")))
    assert page.only("li", data_card=code).says("Guru Rekaan 1")
    typed = f" {code[:4].lower()} {code[4:8]}-{code[8:]}"
    answer = recorder.post(url(meeting, "pindai/"), {"card": typed}, follow=True)
    assert page_of(answer).notice("Guru Rekaan 1", "hadir")
    assert Attendance.objects.get().how == "card"
    answer = recorder.post(url(meeting, "pindai/"), {"card": f"GUGUS:{code}"}, follow=True)
    assert page_of(answer).notice("Guru Rekaan 1", "sudah")


def test_cards_differ_by_teacher_and_group_and_foreign_ones_are_refused(world, recorder, meeting):
    made = cards.card_codes(world.group, world.teachers)
    assert len(set(made.values())) == 6
    assert cards.card_codes(world.other, world.teachers) != made
    foreign = card_of(world, world.other_teacher)
    for code in (foreign, "", "ABCD", "é" * 12):
        assert recorder.post(url(meeting, "pindai/"), {"card": code}).status_code == 422
    assert stored(meeting) == {}


def test_all_cards_are_printed_five_rows_a_page(world):
    Teacher.objects.bulk_create(
        Teacher(school=world.schools[0], name=f"Guru Kartu {n:02}") for n in range(15)
    )
    teachers = list(Teacher.objects.filter(school__in=world.schools).select_related("school"))
    codes_of = cards.card_codes(world.group, teachers)
    paper = attendance_papers.cards(world.group, teachers, codes_of)
    block = next(b for b in paper.blocks if isinstance(b, Cards))
    assert len(block.cards) == 21
    text, word = pdf_text(paper), docx_text(paper)
    for teacher in teachers:
        assert teacher.name in text and teacher.name in word
    assert to_pdf(paper).startswith(b"%PDF")


def test_only_recorders_print_cards(world, recorder):
    assert recorder.get("/g/rekaan-1/kartu/pdf/")["Content-Type"] == "application/pdf"
    assert recorder.get("/g/rekaan-1/kartu/exe/").status_code == 404
    assert world.client(Role.TEACHER).get("/g/rekaan-1/kartu/pdf/").status_code == 404


# ---- the sheet ----


def test_a_printed_sheet_keeps_its_code_while_the_names_stay(world, meeting):
    first = sheets.ensure_printed_sheet(now=timezone.now(), meeting=meeting)
    assert sheets.ensure_printed_sheet(now=timezone.now(), meeting=meeting) == first
    Teacher.objects.create(school=world.schools[0], name="Aaa Baru")
    second = sheets.ensure_printed_sheet(now=timezone.now(), meeting=meeting)
    assert second.code != first.code and len(second.teacher_ids) == 7
    paper = attendance_sheets.empty_sheet(meeting, first)
    assert first.code in pdf_text(paper)
    assert [row[0] for row in tables(paper)[0].rows[:6]] == list("123456")


def test_typed_numbers_are_those_of_that_sheet(world, recorder, meeting):
    page = page_of(recorder.get(url(meeting, "hadir/lembar/")))
    assert page.empty and page.leads_to(url(meeting, "cetak/hadir-kosong/pdf/"))
    recorder.get(url(meeting, "cetak/hadir-kosong/pdf/"))
    sheet = PrintedSheet.objects.get()
    Teacher.objects.create(school=world.schools[0], name="Aaa Baru")
    page = page_of(recorder.get(url(meeting, "hadir/lembar/")))
    assert sheet.code in page and "Aaa Baru" not in page
    assert page.only("li", data_number="1").says("1. Guru Rekaan 1")
    data = {"sheet": sheet.code, "numbers": "1-2, 4t 6s"}
    answer = recorder.post(url(meeting, "hadir/lembar/"), data, follow=True)
    assert page_of(answer).notice("4 guru")
    # By school, then by name.
    assert stored(meeting) == {
        "Guru Rekaan 1": "hadir",
        "Guru Rekaan 3": "hadir",
        "Guru Rekaan 2": "terlambat",
        "Guru Rekaan 6": "sakit",
    }
    assert set(Attendance.objects.values_list("how", flat=True)) == {"sheet"}


def test_what_cannot_be_read_is_said_piece_by_piece_and_nothing_is_saved(recorder, meeting):
    recorder.get(url(meeting, "cetak/hadir-kosong/pdf/"))
    sheet = PrintedSheet.objects.get()
    answer = recorder.post(
        url(meeting, "hadir/lembar/"), {"sheet": sheet.code, "numbers": "1 99 2z"}
    )
    text = page_of(answer)
    assert answer.status_code == 422
    assert mentions(text.errors["numbers"], "“99”", "1 sampai 6")
    assert "“2z”" in text.errors["numbers"]
    assert text.value("numbers") == "1 99 2z"
    assert stored(meeting) == {}


def picture():
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return out.getvalue()


def test_the_signed_sheet_is_photographed_into_the_record(world, recorder, meeting, phone):
    upload = SimpleUploadedFile("lembar.png", picture(), "image/png")
    recorder.post(url(meeting, "hadir/foto/"), {"photo": upload})
    photo = SheetPhoto.objects.get()
    page = page_of(recorder.get(url(meeting, "hadir/")))
    assert page.leads_to(url(meeting, f"hadir/foto/{photo.pk}/"))
    answer = recorder.get(url(meeting, f"hadir/foto/{photo.pk}/"))
    assert answer["Content-Type"] == "image/jpeg"
    body = {"name": "l.png", "type": "image/png", "data": b64encode(picture()).decode()}
    sent = phone.do("attendance.sheet_photo", {"meeting": meeting.pk, "photo": body})
    assert sent["state"] == "applied"
    assert SheetPhoto.objects.count() == 1, "the same photograph is kept once"
    other = make_meeting(world, title="Lain")
    assert recorder.get(url(other, f"hadir/foto/{photo.pk}/")).status_code == 404
    assert (
        world.client(Role.TEACHER).get(url(meeting, f"hadir/foto/{photo.pk}/")).status_code == 404
    )


def test_what_is_no_photograph_is_refused(recorder, meeting, phone):
    upload = SimpleUploadedFile("lembar.png", b"<svg onload=alert(1)>", "image/png")
    answer = recorder.post(url(meeting, "hadir/foto/"), {"photo": upload}, follow=True)
    assert "Foto tidak terbaca" in page_of(answer)
    assert phone.do("attendance.sheet_photo", {"meeting": meeting.pk})["state"] == "refused"
    assert not SheetPhoto.objects.exists()


# ---- times ----


def test_coming_late_and_leaving_early_are_written_beside_the_name(world, recorder, meeting):
    one = world.teachers[0].pk
    data = {f"s{one}": "terlambat", f"a{one}": "13:40", f"l{one}": "14:30"}
    recorder.post(url(meeting, "hadir/"), data)
    row = Attendance.objects.get()
    assert (row.arrived_at, row.left_at) == (time(13, 40), time(14, 30))
    page = page_of(recorder.get(url(meeting, "hadir/")))
    assert page.value(f"a{one}") == "13:40"
    assert "datang 13.40, pulang 14.30" in pdf_text(
        attendance_sheets.filled_sheet(meeting)
    ).replace("\n", " ")
    head = page_of(world.client(Role.SCHOOL_HEAD).get(url(meeting, "hadir/")))
    assert head.entry("datang 13.40, pulang 14.30")
    recorder.post(url(meeting, "hadir/"), {f"s{one}": "izin", f"a{one}": "13:40"})
    assert Attendance.objects.get().arrived_at is None
    assert (
        recorder.post(url(meeting, "hadir/"), {f"s{one}": "hadir", f"a{one}": "xx"}).status_code
        == 422
    )


# ---- commands of recorders ----


def test_a_row_marked_without_signal_arrives_with_its_own_time(world, meeting, phone):
    one = world.teachers[0]
    body = {"meeting": meeting.pk, "teacher": one.pk, "status": "terlambat", "note": "hujan"}
    answer = phone.do("attendance.mark", {**body, "arrived_at": "13:40"}, ago=timedelta(hours=3))
    assert answer["state"] == "applied"
    row = Attendance.objects.get()
    assert (row.status, row.note, row.arrived_at, row.how) == (
        "terlambat",
        "hujan",
        time(13, 40),
        "list",
    )
    assert timezone.now() - row.recorded_at > timedelta(hours=2)
    # Somebody's older word does not take its place.
    older = {**body, "status": "hadir", "how": "card"}
    lost = phone.do("attendance.mark", older, ago=timedelta(hours=4))
    assert (lost["state"], lost["data"]["status"]) == ("superseded", "terlambat")
    assert "terlambat (Anda sendiri, lebih baru)" in lost["reason"] and one.name in lost["reason"]
    assert phone.send({**phone.make("attendance.mark", older), "id": lost["id"]})[0]["again"]
    assert Attendance.objects.get().status == "terlambat"
    phone.do("attendance.mark", older)
    assert Attendance.objects.get().how == "card"


def test_a_recorders_mark_that_lost_names_whose_word_stands(world, meeting, phone):
    chair = Phone(world.users[Role.CHAIR])
    body = {"meeting": meeting.pk, "teacher": world.teachers[0].pk, "note": ""}
    assert chair.do("attendance.mark", {**body, "status": "izin"})["state"] == "applied"
    lost = phone.do("attendance.mark", {**body, "status": "hadir"}, ago=timedelta(hours=1))
    assert lost["state"] == "superseded"
    assert f"izin ({world.users[Role.CHAIR].name})" in lost["reason"]
    same = phone.do("attendance.mark", {**body, "status": "izin"}, ago=timedelta(hours=1))
    assert same["state"] == "applied", "what stands says just this"


def test_all_the_others_when_nobody_is_left_says_so(world, meeting, phone):
    body = {"meeting": meeting.pk, "status": "hadir"}
    assert phone.do("attendance.rest", body)["state"] == "applied"
    assert phone.do("attendance.rest", {**body, "status": "alpa"})["state"] == "superseded"


@pytest.mark.parametrize(
    "change",
    [
        {"status": "mungkin"},
        {"teacher": "x"},
        {"teacher": 999999},
        {"teacher": "{stranger}"},
        {"meeting": "{foreign}"},
        {"status": None},
        {"arrived_at": "siang"},
    ],
)
def test_a_row_that_cannot_be_is_refused_in_words(world, meeting, phone, change):
    foreign = make_meeting(world, group=world.other)
    names = {"stranger": world.other_teacher.pk, "foreign": foreign.pk}
    body = {"meeting": meeting.pk, "teacher": world.teachers[0].pk, "status": "hadir"}
    body |= {k: v.format(**names) if isinstance(v, str) else v for k, v in change.items()}
    answer = phone.do("attendance.mark", body)
    assert answer["state"] == "refused" and answer["reason"]
    assert not Attendance.objects.exists()


def test_the_rest_guests_and_numbers_by_phone(world, meeting, phone):
    mark(meeting, world.teachers[0], world.users[Role.SECRETARY], "sakit")
    answer = phone.do("attendance.rest", {"meeting": meeting.pk, "status": "hadir"})
    assert "5 guru" in answer["note"]
    assert (
        phone.do("attendance.rest", {"meeting": meeting.pk, "status": "izin"})["state"] == "refused"
    )
    guest = {"meeting": meeting.pk, "name": "Pak Contoh Tamu", "institution": "Dinas"}
    for _twice in range(2):
        assert phone.do("attendance.guest", guest)["state"] == "applied"
    assert Guest.objects.count() == 1
    assert phone.do("attendance.guest", {"meeting": meeting.pk})["field"] == "name"
    sheet = sheets.ensure_printed_sheet(now=timezone.now(), meeting=meeting)
    body = {"meeting": meeting.pk, "sheet": sheet.code.lower(), "numbers": "2a"}
    assert phone.do("attendance.numbers", body)["state"] == "applied"
    assert stored(meeting)["Guru Rekaan 3"] == "alpa"
    assert phone.do("attendance.numbers", {**body, "numbers": "77"})["field"] == "numbers"
    assert phone.do("attendance.numbers", {**body, "sheet": "XXXX"})["field"] == "sheet"


@pytest.mark.parametrize("kind", ["mark", "rest", "guest", "numbers", "sheet_photo"])
def test_teachers_do_not_record(world, meeting, kind):
    teacher = Phone(world.users[Role.TEACHER])
    body = {"meeting": meeting.pk, "teacher": world.teachers[1].pk, "status": "hadir", "name": "x"}
    assert teacher.do(f"attendance.{kind}", body)["state"] == "refused"
    assert stored(meeting) == {}


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_a_locked_meeting_takes_no_command(meeting, world, phone, state):
    meeting.state = state
    meeting.save()
    body = {"meeting": meeting.pk, "teacher": world.teachers[0].pk, "status": "hadir"}
    for kind in ("mark", "rest"):
        answer = phone.do(f"attendance.{kind}", body)
        assert answer["state"] == "refused"
        assert "Notulen" in answer["reason"] or "dibatalkan" in answer["reason"]
