"""Steps: given to all who came, changed for each, and found again at the next meeting."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gugus.attendance import queries as attendance_queries
from gugus.meetings import queries
from gugus.minutes import queries as minutes_queries
from gugus.people.models import RoleAssignment
from gugus.people.rules.roles import Role
from gugus.people.rules.years import school_year_of
from gugus.steps import queries as steps_queries
from gugus.steps.models import Step
from tests.support.html import page_of
from tests.support.meetings import give, make_meeting, mark, url

TODAY = timezone.localdate


@pytest.fixture
def recorder(world):
    return world.client(Role.LEAD_TEACHER)


@pytest.fixture
def meeting(world):
    """Held a week ago; three came."""
    found = make_meeting(world, date=TODAY() - timedelta(days=7), state="held")
    for teacher, status in zip(
        world.teachers, ["hadir", "terlambat", "hadir", "izin"], strict=False
    ):
        mark(found, teacher, world.users[Role.SECRETARY], status)
    return found


def typed(meeting, **changes):
    values = {"what": "Bertanya terbuka", "due_on": meeting.date + timedelta(days=7)}
    return values | changes


def base_of(page):
    return next(form.value("base") for form in page.all("form") if "base" in form.fields)


def test_everybody_who_came_gets_one_step_once(world, recorder, meeting):
    for _twice in range(2):
        recorder.post(url(meeting, "langkah/semua/"), typed(meeting))
    assert set(Step.objects.values_list("teacher_id", flat=True)) == {
        teacher.pk for teacher in world.teachers[:3]
    }
    assert Step.objects.count() == 3


def test_the_due_day_is_the_next_meeting_or_a_week(world, recorder, meeting):
    week = (meeting.date + timedelta(days=7)).isoformat()
    page = page_of(recorder.get(url(meeting, "langkah/")))
    assert page.command("step.give").value("due_on") == week
    following = make_meeting(world, date=TODAY() + timedelta(days=14))
    page = page_of(recorder.get(url(meeting, "langkah/")))
    assert page.command("step.give").value("due_on") == following.date.isoformat()


@pytest.mark.parametrize(
    "wrong", [{"what": ""}, {"what": "x" * 251}, {"due_on": "besok"}, {"due_on": "1999-01-01"}]
)
def test_a_bad_step_comes_back(recorder, meeting, wrong):
    answer = recorder.post(url(meeting, "langkah/semua/"), typed(meeting, proof="foto", **wrong))
    assert answer.status_code == 422
    assert page_of(answer).command("step.give").value("proof") == "foto"
    assert not Step.objects.exists()


def test_the_sheet_changes_only_touched_steps(world, recorder, meeting):
    one, two = give(meeting, world.teachers[0]), give(meeting, world.teachers[1])
    base = base_of(page_of(recorder.get(url(meeting, "langkah/"))))
    shown = {
        "base": base,
        f"w{one.pk}": "Diubah untuk satu",
        f"d{one.pk}": one.due_on.isoformat(),
        f"p{one.pk}": "",
        f"w{two.pk}": two.what,
        f"d{two.pk}": two.due_on.isoformat(),
        f"p{two.pk}": "",
    }
    Step.objects.filter(pk=two.pk).update(what="Diubah orang lain")
    answer = recorder.post(url(meeting, "langkah/"), shown, follow=True)
    assert page_of(answer).notice("1 langkah")
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.what, two.what) == ("Diubah untuk satu", "Diubah orang lain")


@pytest.mark.parametrize(("what", "due"), [("", "2030-01-01"), ("x", "besok"), ("x", "2001-01-01")])
def test_a_bad_row_keeps_the_whole_sheet_as_typed(world, recorder, meeting, what, due):
    one, two = give(meeting, world.teachers[0]), give(meeting, world.teachers[1])
    data = {f"w{one.pk}": "Sudah baik", f"d{one.pk}": "2030-01-01", f"p{one.pk}": ""}
    data |= {f"w{two.pk}": what, f"d{two.pk}": due, f"p{two.pk}": ""}
    answer = recorder.post(url(meeting, "langkah/"), data)
    assert answer.status_code == 422
    assert page_of(answer).value(f"w{one.pk}") == "Sudah baik"
    one.refresh_from_db()
    assert one.what == "Mencoba satu cara"


def test_another_meetings_step_is_not_changed_from_here(world, recorder, meeting):
    other = give(make_meeting(world, title="Lain"), world.teachers[0])
    data = {f"w{other.pk}": "Diselundupkan", f"d{other.pk}": "2030-01-01"}
    assert recorder.post(url(meeting, "langkah/"), data).status_code == 422
    other.refresh_from_db()
    assert other.what == "Mencoba satu cara"


def test_single_steps_are_added_once_and_deleted_after_asking(world, recorder, meeting):
    data = {
        "teacher": world.teachers[4].pk,
        "what": "Khusus",
        "due_on": meeting.date.isoformat(),
    }
    for _twice in range(2):
        assert recorder.post(url(meeting, "langkah/satu/"), data).status_code == 302
    step = Step.objects.get()
    data["teacher"] = world.other_teacher.pk
    assert recorder.post(url(meeting, "langkah/satu/"), data).status_code == 422
    page = page_of(recorder.get(f"/g/rekaan-1/langkah/{step.pk}/hapus/"))
    assert page.says("Khusus") and page.buttons
    assert Step.objects.exists()
    recorder.post(f"/g/rekaan-1/langkah/{step.pk}/hapus/")
    assert not Step.objects.exists()


def test_a_reported_step_is_not_deleted(world, recorder, meeting):
    step = give(meeting, world.teachers[0], state="done")
    recorder.post(f"/g/rekaan-1/langkah/{step.pk}/hapus/")
    assert Step.objects.exists()


def test_the_next_meeting_opens_with_the_last_steps(world, recorder, meeting):
    give(meeting, world.teachers[0], what="Langkah minggu lalu", due_on=TODAY() - timedelta(days=1))
    give(meeting, world.teachers[1], what="Sudah dicoba", state="done")
    older = make_meeting(world, date=TODAY() - timedelta(days=30), state="held")
    give(older, world.teachers[0], what="Masih menggantung")
    give(older, world.teachers[1], what="Lama dan selesai", state="done")
    page = page_of(recorder.get(url(make_meeting(world))))
    last, older = page.all("ul", data_title=True)
    assert last.entry("Langkah minggu lalu").says("lewat tenggat")
    assert last.entry("Sudah dicoba")
    assert older.entry("Masih menggantung")
    assert "Lama dan selesai" not in page
    assert page.says("1 sudah", "2 belum", "2 di antaranya")


def test_a_teacher_sees_their_own_last_step_and_the_others_in_counts(world, meeting):
    give(meeting, world.teachers[0], what="Langkah saya sendiri")
    give(meeting, world.teachers[1], what="Langkah orang lain")
    page = page_of(world.client(Role.TEACHER).get(url(make_meeting(world))))
    own = page.entry("Langkah saya sendiri")
    assert own.leads_to(f"/g/rekaan-1/langkah/{Step.objects.get(what='Langkah saya sendiri').pk}/")
    assert not page.says("Langkah orang lain")
    assert not any(part.entries("Langkah saya sendiri") for part in page.all("details"))
    assert page.says("0 sudah", "2 belum")


def test_steps_open_the_next_meeting_while_the_minutes_still_wait(world, recorder):
    last = make_meeting(world, date=TODAY() - timedelta(days=7), state="called")
    give(last, world.teachers[0], what="Sebelum notulen selesai", state="tried", report="x")
    page = page_of(recorder.get(url(make_meeting(world))))
    assert page.entry("Sebelum notulen selesai")


def test_a_cancelled_meeting_gives_no_opening(world, recorder):
    gone = make_meeting(world, date=TODAY() - timedelta(days=7), state="cancelled")
    give(gone, world.teachers[0], what="Dari yang batal")
    page = page_of(recorder.get(url(make_meeting(world))))
    assert "Dari yang batal" not in page
    assert page.empty


def test_an_obstacle_wants_a_sentence_and_a_step_opens_again(world, recorder, meeting):
    step, this = give(meeting, world.teachers[0]), make_meeting(world)
    send = url(this, "langkah-lalu/")
    answer = recorder.post(send, {f"s{step.pk}": "tried", f"r{step.pk}": " "})
    assert answer.status_code == 422
    assert "kalimat" in page_of(answer).told
    step.refresh_from_db()
    assert step.state == "open"
    recorder.post(send, {f"s{step.pk}": "tried", f"r{step.pk}": "Waktu kurang"})
    step.refresh_from_db()
    assert (step.state, step.report) == ("tried", "Waktu kurang")
    assert step.reported_at is not None
    seen = page_of(recorder.get(url(this))).value(f"v{step.pk}")
    recorder.post(send, {f"s{step.pk}": "open", f"r{step.pk}": "", f"v{step.pk}": seen})
    step.refresh_from_db()
    assert (step.state, step.reported_at) == ("open", None)


def test_the_whole_roll_comes_back_as_typed_when_one_sentence_is_missing(world, recorder, meeting):
    one, two = give(meeting, world.teachers[0]), give(meeting, world.teachers[1])
    this = make_meeting(world)
    data = {f"s{one.pk}": "done", f"r{one.pk}": "Berhasil sekali", f"s{two.pk}": "tried"}
    answer = recorder.post(url(this, "langkah-lalu/"), data)
    assert answer.status_code == 422
    assert page_of(answer).value(f"r{one.pk}") == "Berhasil sekali"
    assert set(Step.objects.values_list("state", flat=True)) == {"open"}


def test_only_steps_that_this_meeting_opens_with_are_reported_here(world, recorder, meeting):
    foreign = give(make_meeting(world, group=world.other), world.other_teacher)
    answer = recorder.post(url(make_meeting(world), "langkah-lalu/"), {f"s{foreign.pk}": "done"})
    assert answer.status_code == 422
    foreign.refresh_from_db()
    assert foreign.state == "open"


def test_teachers_report_their_own_step_and_no_other(world, meeting):
    teacher = world.client(Role.TEACHER)
    own, other = give(meeting, world.teachers[0]), give(meeting, world.teachers[1])
    assert page_of(teacher.get("/g/rekaan-1/langkah-saya/")).says(own.what)
    here = f"/g/rekaan-1/langkah/{own.pk}/"
    assert teacher.post(here, {"state": "tried"}).status_code == 422
    assert teacher.post(here, {"state": "mungkin"}).status_code == 422
    answer = teacher.post(here, {"state": "done", "report": "Anak berani bertanya"}, follow=True)
    assert "tersimpan" in page_of(answer).told
    own.refresh_from_db()
    assert own.state == "done"
    assert teacher.get(f"/g/rekaan-1/langkah/{other.pk}/").status_code == 404
    assert teacher.post(f"/g/rekaan-1/langkah/{other.pk}/", {"state": "done"}).status_code == 404
    send = url(make_meeting(world), "langkah-lalu/")
    assert teacher.post(send, {f"s{own.pk}": "open"}).status_code == 404


def test_teachers_do_not_give_steps(world, meeting):
    teacher, step = world.client(Role.TEACHER), give(meeting, world.teachers[0])
    assert teacher.get(url(meeting, "langkah/")).status_code == 200
    for rest in ("langkah/", "langkah/semua/", "langkah/satu/"):
        assert teacher.post(url(meeting, rest), typed(meeting)).status_code == 404
    assert teacher.post(f"/g/rekaan-1/langkah/{step.pk}/hapus/").status_code == 404


def test_another_groups_meeting_and_step_do_not_exist(world):
    """An officer of both groups finds each record only under its own group's address."""
    user = world.users[Role.SECRETARY]
    RoleAssignment.objects.create(
        user=user, role=Role.SECRETARY, group=world.other, since=TODAY() - timedelta(days=1)
    )
    client = world.client(Role.SECRETARY)
    foreign = make_meeting(world, group=world.other)
    step = give(foreign, world.other_teacher)
    assert client.get(f"/g/seberang-1/pertemuan/{foreign.pk}/").status_code == 200
    rests = ("", "hadir/", "notulen/", "langkah/", "undangan/", "ubah/", "jadwal/")
    for rest in rests:
        assert client.get(f"/g/rekaan-1/pertemuan/{foreign.pk}/{rest}").status_code == 404
    for rest in ("undang/", "batal/", "hadir/", "hadir/sisanya/", "notulen/", "langkah/semua/"):
        assert client.post(f"/g/rekaan-1/pertemuan/{foreign.pk}/{rest}").status_code == 404
    for rest in ("", "hapus/"):
        assert client.get(f"/g/rekaan-1/langkah/{step.pk}/{rest}").status_code == 404


def test_what_beranda_asks(world, meeting):
    year = school_year_of(meeting.date)
    give(meeting, world.teachers[0], due_on=TODAY() - timedelta(days=1))
    give(meeting, world.teachers[1], state="done")
    make_meeting(world, state="cancelled")
    low = make_meeting(world, date=TODAY() + timedelta(days=1), study_group=world.lower)
    everybody = make_meeting(world, date=TODAY() + timedelta(days=2))
    counts = steps_queries.step_counts(world.group, year)
    assert (counts.given, counts.reported) == (2, 1)
    assert attendance_queries.meeting_counts(world.group, year).held == 1
    assert queries.next_meeting(world.group, TODAY()) == low
    assert queries.next_meeting(world.group, TODAY(), world.teachers[0]) == low
    assert queries.next_meeting(world.group, TODAY(), world.teachers[5]) == everybody
    assert list(minutes_queries.minutes_waiting(world.group, TODAY())) == [meeting]
    assert not minutes_queries.minutes_waiting(world.group, TODAY(), days=7)
    assert len(steps_queries.steps_overdue(world.group, TODAY())) == 1
    assert steps_queries.open_steps_of(world.teachers[0]).count() == 1
    assert not steps_queries.open_steps_of(world.teachers[1])
