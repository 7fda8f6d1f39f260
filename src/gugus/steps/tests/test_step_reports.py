"""What came of steps: a sentence or a photo, from pages and from several phones."""

from base64 import b64encode
from datetime import timedelta
from io import BytesIO
from itertools import permutations
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from gugus.attendance.models import Attendance
from gugus.people.rules.roles import Role
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.errors import Refused
from gugus.steps import queries
from gugus.steps.models import Step, StepOffer, StepReport
from gugus.steps.services import reports, steps
from gugus.steps.services.steps import StepText, StepWriteOrigin
from tests.support.html import page_of
from tests.support.meetings import actor, give, make_meeting, mark, url
from tests.support.phone import Phone

TODAY = timezone.localdate
NOW = timezone.now


@pytest.fixture
def meeting(world):
    found = make_meeting(world, date=TODAY() - timedelta(days=7), state="held")
    for teacher in world.teachers[:3]:
        mark(found, teacher, world.users[Role.SECRETARY])
    return found


@pytest.fixture
def step(world, meeting):
    """Of the teacher who can sign in."""
    return give(meeting, world.teachers[0])


@pytest.fixture
def teacher(world):
    return world.client(Role.TEACHER)


def picture(colour="green"):
    out = BytesIO()
    Image.new("RGB", (1600, 900), colour).save(out, "JPEG")
    return out.getvalue()


def upload(content=None, name="foto.jpg"):
    return SimpleUploadedFile(name, content or picture(), "image/jpeg")


def here(step):
    return f"/g/rekaan-1/langkah/{step.pk}/"


def seen(client, step):
    """What the step's page would send back as seen."""
    return page_of(client.get(here(step))).value("seen")


def test_a_teacher_who_did_it_shows_a_sentence_or_a_photo(teacher, step):
    answer = teacher.post(here(step), {"state": "done"})
    assert answer.status_code == 422
    assert page_of(answer).refusal
    assert teacher.post(here(step), {"state": "done", "photo": upload()}).status_code == 302
    step.refresh_from_db()
    assert (step.state, step.report) == ("done", "")
    assert step.photo.kind == "image/jpeg"
    assert max(Image.open(BytesIO(bytes(step.photo.content))).size) == 1280


def test_a_recorder_ticks_it_without(world, step):
    recorder = world.client(Role.LEAD_TEACHER)
    assert recorder.post(here(step), {"state": "done"}).status_code == 302
    step.refresh_from_db()
    assert step.state == "done"


def test_a_state_has_to_be_chosen(teacher, step):
    assert teacher.post(here(step), {"report": "Berhasil"}).status_code == 422
    assert page_of(teacher.post(here(step), {"report": "Berhasil"})).value("report") == "Berhasil"


@pytest.mark.parametrize(
    "content",
    [
        b"bukan gambar",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture()[:200],
        b"\x89PNG\r\n\x1a\n" + b"0" * 64,
    ],
)
def test_what_is_no_photo_is_refused_and_the_words_are_kept(teacher, step, content):
    answer = teacher.post(
        here(step), {"state": "done", "report": "Cerita saya", "photo": upload(content)}
    )
    assert answer.status_code == 422
    page = page_of(answer)
    assert "photo" in page.errors
    assert page.value("report") == "Cerita saya"
    assert not Attachment.objects.exists()
    assert not StepReport.objects.exists()


def test_an_endless_report_is_refused(teacher, step):
    assert teacher.post(here(step), {"state": "done", "report": "x" * 601}).status_code == 422


def test_the_photo_is_for_those_who_look_after_the_teacher(world, teacher, step):
    teacher.post(here(step), {"state": "done", "photo": upload()})
    step.refresh_from_db()
    photo = f"{here(step)}foto/{step.photo_id}/"
    answer = teacher.get(photo)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]
    for role in (Role.SECRETARY, Role.LEAD_TEACHER, Role.SCHOOL_HEAD, Role.SUPERVISOR):
        assert world.client(role).get(photo).status_code == 200, role
        shown = page_of(world.client(role).get(here(step)))
        assert shown.only("img").get("src") == photo
    for role in (Role.TREASURER, Role.DISTRICT_OFFICER):
        assert world.client(role).get(photo).status_code == 404, role


def test_a_head_of_another_school_sees_neither_step_nor_photo(world, meeting):
    other = give(meeting, world.teachers[1])  # of the second school
    head = world.client(Role.SCHOOL_HEAD)
    assert head.get(here(other)).status_code == 404
    reports.report_steps(
        actor=actor(world.users[Role.SECRETARY]),
        now=NOW(),
        reports=[reports.ReportContent(other.pk, "done", "", photo=picture())],
        reach=[other.pk],
    )
    other.refresh_from_db()
    assert head.get(f"{here(other)}foto/{other.photo_id}/").status_code == 404


def test_another_steps_photo_is_not_found_under_this_one(world, teacher, meeting, step):
    teacher.post(here(step), {"state": "done", "photo": upload()})
    step.refresh_from_db()
    other = give(meeting, world.teachers[0], what="Lain")
    assert teacher.get(f"{here(other)}foto/{step.photo_id}/").status_code == 404
    assert teacher.get(f"{here(step)}foto/{step.photo_id + 99}/").status_code == 404


def test_those_who_look_after_a_step_read_it_and_do_not_write(world, step):
    for role in (Role.SCHOOL_HEAD, Role.SUPERVISOR):
        client = world.client(role)
        page = page_of(client.get(here(step)))
        assert step.what in page.heading
        assert not page.commands
        assert client.post(here(step), {"state": "done", "report": "x"}).status_code == 404
    assert world.client(Role.TREASURER).get(here(step)).status_code == 404


def test_a_photo_with_pupils_on_it_is_taken_away_for_good(world, teacher, step):
    teacher.post(here(step), {"state": "done", "report": "Cerita", "photo": upload()})
    step.refresh_from_db()
    remove = f"{here(step)}foto/{step.photo_id}/hapus/"
    assert page_of(teacher.get(remove)).buttons
    assert Attachment.objects.count() == 1
    assert world.client(Role.SUPERVISOR).post(remove).status_code == 404
    teacher.post(remove)
    step.refresh_from_db()
    assert (step.photo_id, step.state, step.report) == (None, "done", "Cerita")
    assert not Attachment.objects.exists()
    assert teacher.post(remove).status_code == 404


def test_a_second_photo_stands_before_the_first_and_says_so(teacher, step):
    teacher.post(here(step), {"state": "done", "photo": upload()})
    first = Step.objects.get().photo_id
    again = {"state": "done", "seen": seen(teacher, step), "photo": upload(picture("red"))}
    answer = teacher.post(here(step), again, follow=True)
    assert "tetap disimpan" in page_of(answer).told
    assert Step.objects.get().photo_id > first
    page = page_of(teacher.get(here(step)))
    assert page.leads_to(f"{here(step)}foto/{first}/")


def test_correcting_ones_own_sentence_does_not_double_it(teacher, step):
    teacher.post(here(step), {"state": "done", "report": "Anak brani"})
    corrected = {"state": "done", "report": "Anak berani", "seen": seen(teacher, step)}
    teacher.post(here(step), corrected)
    step.refresh_from_db()
    assert step.report == "Anak berani"


def test_a_step_told_before_reports_were_kept_keeps_its_word(world, teacher, meeting):
    old = give(meeting, world.teachers[0], state="done", report="Dulu", reported_at=NOW())
    Phone(world.users[Role.LEAD_TEACHER]).do("step.report", {"step": old.pk, "state": "done"})
    old.refresh_from_db()
    assert (old.state, old.report) == ("done", "Dulu")
    fresh = {"state": "done", "report": "Sekarang", "seen": seen(teacher, old)}
    teacher.post(here(old), fresh)
    old.refresh_from_db()
    assert old.report == "Sekarang"


# ---- phones ----


def command_pair(world, step):
    """The teacher's phone and the secretary's, both without signal, tell of the same step."""
    one, two = Phone(world.users[Role.TEACHER]), Phone(world.users[Role.SECRETARY])
    body = {"step": step.pk, "seen": ""}
    return [
        (one, {**body, "state": "done", "report": "Anak berani"}, timedelta(hours=3)),
        (two, {**body, "state": "tried", "report": "Waktu kurang"}, timedelta(hours=2)),
        (two, {"step": step.pk, "state": "open", "report": "", "seen": ""}, timedelta(hours=4)),
    ]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_two_phones_end_in_the_same_state_whatever_the_order_of_arrival(world, step, order):
    made = [
        (phone, phone.make("step.report", body, ago=ago))
        for phone, body, ago in command_pair(world, step)
    ]
    for place in order:
        phone, command = made[place]
        # What another's report goes before is told so, in the one order as in the other.
        assert phone.send(command)[0]["state"] in ("applied", "superseded")
        assert phone.send(command)[0]["again"]
    step.refresh_from_db()
    assert (step.state, step.report) == ("tried", "Anak berani / Waktu kurang")
    assert step.reported_by == world.users[Role.SECRETARY]
    assert StepReport.objects.count() == 3


def test_a_report_that_came_too_late_is_told_what_stands(world, step):
    phone, own = Phone(world.users[Role.SECRETARY]), Phone(world.users[Role.TEACHER])
    done = {"step": step.pk, "state": "done", "report": "Anak berani", "seen": ""}
    assert own.do("step.report", done)["state"] == "applied"
    waits = phone.do("step.report", {"step": step.pk, "state": "open", "seen": ""})
    assert waits["state"] == "superseded" and "Sudah" in waits["reason"], waits
    early = own.do("step.report", {**done, "report": "Lama"}, ago=timedelta(hours=2))
    assert early["state"] == "superseded" and "Anak berani" in early["reason"], early


def test_a_phone_tells_when_it_was_and_is_told_how_the_step_stands(world, step):
    phone = Phone(world.users[Role.TEACHER], clock_off=timedelta(days=-400))
    answer = phone.do(
        "step.report",
        {"step": step.pk, "state": "done", "report": " Anak\n berani ", "seen": ""},
        ago=timedelta(hours=5),
    )
    assert (answer["state"], answer["data"]["report"]) == ("applied", "Anak berani")
    step.refresh_from_db()
    waited = NOW() - step.reported_at
    assert timedelta(hours=4, minutes=59) < waited < timedelta(hours=5, minutes=1)
    again = phone.do(
        "step.report",
        {"step": step.pk, "state": "open", "seen": answer["data"]["seen"]},
    )
    assert again["data"]["state"] == "open"


def test_a_phone_corrects_its_own_sentence_from_an_old_page(world, step):
    phone = Phone(world.users[Role.TEACHER])
    for text in ("Anak brani", "Anak berani"):
        phone.do("step.report", {"step": step.pk, "state": "done", "report": text})
    step.refresh_from_db()
    assert step.report == "Anak berani"


def test_a_photo_comes_with_a_command_and_a_broken_one_is_refused(world, step):
    phone = Phone(world.users[Role.TEACHER])
    file = {"name": "a.jpg", "type": "image/jpeg", "data": b64encode(picture()).decode()}
    body = {"step": step.pk, "state": "done"}
    for data in ("@@@", b64encode(b"bukan").decode()):
        answer = phone.do("step.report", {**body, "photo": {**file, "data": data}})
        assert (answer["state"], answer["field"]) == ("refused", "photo")
    answer = phone.do("step.report", body)
    assert (answer["state"], answer["field"]) == ("refused", "report")
    assert phone.do("step.report", {**body, "photo": file})["state"] == "applied"
    step.refresh_from_db()
    assert step.photo_id is not None


@pytest.mark.parametrize(
    "body", [{}, {"step": "x"}, {"step": 10**14}, {"step": None}, {"step": ["1"]}]
)
def test_a_command_about_no_step_is_refused(world, body):
    answer = Phone(world.users[Role.SECRETARY]).do("step.report", {"state": "done", **body})
    assert answer["state"] == "refused"


def test_phones_do_not_reach_steps_of_others(world, meeting, step):
    other = give(meeting, world.teachers[1])
    foreign = give(make_meeting(world, group=world.other), world.other_teacher)
    body = {"state": "done", "report": "x"}
    for who, target in ((Role.TEACHER, other), (Role.SECRETARY, foreign), (Role.SUPERVISOR, step)):
        answer = Phone(world.users[who]).do("step.report", {"step": target.pk, **body})
        assert answer["state"] == "refused", who
    assert not StepReport.objects.exists()


# ---- giving and choosing ----


def text(what, meeting):
    return {"what": what, "due_on": meeting.date + timedelta(days=7), "proof": ""}


def typed(what, meeting):
    return {name: str(value) for name, value in text(what, meeting).items()}


def told_steps():
    return sorted(Step.objects.values_list("teacher_id", "what"))


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_giving_choosing_and_recording_on_several_phones_ends_the_same(world, meeting, order):
    """Two secretaries give, a teacher chooses, one more teacher is recorded late."""
    Attendance.objects.filter(teacher=world.teachers[2]).delete()
    meeting.state = "called"
    meeting.save()
    one, two = Phone(world.users[Role.SECRETARY]), Phone(world.users[Role.CHAIR])
    own = Phone(world.users[Role.TEACHER])
    about = {"meeting": meeting.pk}
    row = {"meeting": meeting.pk, "teacher": world.teachers[2].pk, "status": "hadir"}
    hours = timedelta(hours=1)
    made = [
        (one, one.make("step.give", about | typed("Bersama", meeting), ago=4 * hours)),
        (two, two.make("step.give", about | typed("Kedua", meeting), ago=3 * hours)),
        (own, own.make("step.take", about | typed("Pilihan saya", meeting), ago=2 * hours)),
        (one, one.make("attendance.mark", row, ago=hours)),
    ]
    for place in order:
        phone, command = made[place]
        answer = phone.send(command)[0]
        assert answer["state"] in ("applied", "superseded"), answer
    first, second, third = (teacher.pk for teacher in world.teachers[:3])
    assert told_steps() == [(first, "Pilihan saya"), (second, "Bersama"), (third, "Bersama")]


def test_who_is_recorded_after_the_giving_gets_the_step_too(world):
    meeting = make_meeting(world, state="called")
    recorder = world.client(Role.SECRETARY)
    page = page_of(recorder.get(url(meeting, "langkah/")))
    assert page.notice("Belum ada guru").leads_to(url(meeting, "hadir/"))
    answer = recorder.post(url(meeting, "langkah/semua/"), text("Bersama", meeting), follow=True)
    assert "nanti tercatat hadir" in page_of(answer).told
    recorder.post(url(meeting, "hadir/"), {f"s{world.teachers[3].pk}": "hadir"})
    assert told_steps() == [(world.teachers[3].pk, "Bersama")]
    page = page_of(recorder.get(url(meeting, "langkah/")))
    assert page.notice("Bersama")
    # Who is taken off the sheet later keeps the step.
    recorder.post(url(meeting, "hadir/"), {f"s{world.teachers[3].pk}": ""})
    assert told_steps() == [(world.teachers[3].pk, "Bersama")]


def test_a_told_step_is_not_replaced_by_an_earlier_offer(world, meeting):
    secretary = actor(world.users[Role.SECRETARY])
    late, early = (
        StepWriteOrigin(NOW(), uuid4()),
        StepWriteOrigin(NOW() - timedelta(hours=9), uuid4()),
    )
    one = StepText("Kedua", meeting.date, "")
    steps.give_steps(actor=secretary, now=NOW(), meeting=meeting, text=one, written=late)
    done = Step.objects.get(teacher=world.teachers[1])
    Phone(world.users[Role.SECRETARY]).do("step.report", {"step": done.pk, "state": "done"})
    two = StepText("Bersama", meeting.date, "")
    steps.give_steps(actor=secretary, now=NOW(), meeting=meeting, text=two, written=early)
    assert dict(told_steps())[world.teachers[1].pk] == "Kedua"
    assert dict(told_steps())[world.teachers[2].pk] == "Bersama"
    assert StepOffer.objects.count() == 2


def test_a_step_for_one_teacher_takes_the_place_of_the_common_one(world, meeting):
    recorder = world.client(Role.SECRETARY)
    recorder.post(url(meeting, "langkah/semua/"), text("Bersama", meeting))
    recorder.post(
        url(meeting, "langkah/satu/"), text("Khusus", meeting) | {"teacher": world.teachers[1].pk}
    )
    assert dict(told_steps())[world.teachers[1].pk] == "Khusus"
    assert len(told_steps()) == 3
    answer = Phone(world.users[Role.SECRETARY]).do(
        "step.add",
        typed("Lagi", meeting) | {"meeting": meeting.pk, "teacher": world.teachers[1].pk},
    )
    assert answer["state"] == "applied"
    assert len(told_steps()) == 4


def test_proposals_can_be_tapped_and_own_words_count_before_them(world, teacher, meeting):
    taking = url(meeting, "langkah/saya/")
    page = page_of(teacher.get(url(meeting, "langkah/"))).command("step.take")
    assert page.get("action") == taking
    proposed = "Mencoba satu hal dari “Diskusi rekaan” di kelas saya"
    (words,) = [words for value, words in page.fields["pick"].options.items() if value == proposed]
    assert "judul pertemuan" in words
    answer = teacher.post(taking, text("", meeting))
    assert answer.status_code == 422
    assert page_of(answer).command("step.take").refusal
    teacher.post(taking, text("", meeting) | {"pick": proposed})
    assert told_steps() == [(world.teachers[0].pk, proposed)]
    assert not page_of(teacher.get(url(meeting, "langkah/"))).leads_to(taking)
    recorder = world.client(Role.SECRETARY)
    recorder.post(url(meeting, "langkah/semua/"), text("Tulis", meeting) | {"pick": proposed})
    assert dict(told_steps())[world.teachers[1].pk] == "Tulis"


def test_my_steps_name_the_meeting_to_choose_from(world, teacher, meeting):
    page = page_of(teacher.get("/g/rekaan-1/langkah-saya/"))
    assert page.leads_to(url(meeting, "langkah/"))
    give(meeting, world.teachers[0])
    page = page_of(teacher.get("/g/rekaan-1/langkah-saya/"))
    assert not page.leads_to(url(meeting, "langkah/"))
    assert page.command("step.report").has("input", type="file", capture="environment")


def test_a_step_is_not_taken_from_a_meeting_that_calls_others_or_is_off(world, teacher):
    upper = world.group.study_groups.create(name="Kelas tinggi", class_levels=[6])
    others = make_meeting(world, study_group=upper)
    off = make_meeting(world, state="cancelled")
    for meeting in (others, off):
        answer = teacher.post(url(meeting, "langkah/saya/"), text("Saya", meeting))
        assert answer.status_code == 422
        page = page_of(teacher.get(url(meeting, "langkah/")))
        assert not page.leads_to(url(meeting, "langkah/saya/"))
        answer = Phone(world.users[Role.TEACHER]).do(
            "step.take", typed("Saya", meeting) | {"meeting": meeting.pk}
        )
        assert answer["state"] == "refused"
    assert not Step.objects.exists()
    foreign = make_meeting(world, group=world.other)
    for kind in ("step.give", "step.add"):
        answer = Phone(world.users[Role.SECRETARY]).do(
            kind, typed("Saya", foreign) | {"meeting": foreign.pk}
        )
        assert answer["state"] == "refused"


def test_only_a_teacher_chooses(world, meeting):
    secretary = Phone(world.users[Role.SECRETARY])
    body = typed("Saya", meeting) | {"meeting": meeting.pk}
    assert secretary.do("step.take", body)["state"] == "refused"
    assert Phone(world.users[Role.TEACHER]).do("step.give", body)["state"] == "refused"


def test_deleting_an_opened_step_takes_its_photos_along(world, teacher, step):
    teacher.post(here(step), {"state": "done", "photo": upload()})
    back = {"state": "open", "seen": seen(teacher, step)}
    teacher.post(here(step), back)
    step.refresh_from_db()
    assert step.state == "open"
    world.client(Role.SECRETARY).post(f"{here(step)}hapus/")
    assert not Step.objects.exists()
    assert not Attachment.objects.exists()


def test_a_report_that_is_not_ones_own_changes_nothing(world, step):
    with pytest.raises(Refused):
        reports.report_steps(
            actor=actor(world.users[Role.TEACHER]),
            now=NOW(),
            reports=[reports.ReportContent(step.pk, "done", "x")],
            reach=[],
        )
    assert queries.reports_of(step) == []
