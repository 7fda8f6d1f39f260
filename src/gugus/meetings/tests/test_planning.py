"""Planning, calling, moving and cancelling, as the browser does it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gugus.agenda.services import call_meeting
from gugus.meetings.models import Meeting, MeetingMove
from gugus.people.models import Speaker
from gugus.people.rules.roles import Role
from gugus.platform.documents.models import Letter
from gugus.platform.foundation.models import AuditEntry
from gugus.programme.models import Line, Programme
from tests.support.html import page_of
from tests.support.meetings import DAY, NOW, actor, give, make_meeting, url

PLAN = "/g/rekaan-1/pertemuan/baru/"


@pytest.fixture
def secretary(world):
    return world.client(Role.SECRETARY)


def typed(**changes):
    values = {
        "title": "Diskusi rutin",
        "date": (timezone.localdate() + timedelta(days=7)).isoformat(),
        "starts_at": "13:00",
        "ends_at": "15:00",
        "agenda": " 1. Pembukaan \n\n- Masalah kelas\n",
    }
    return values | changes


def test_a_planned_meeting_heads_the_list(world, secretary):
    answer = secretary.post(PLAN, typed(study_group=world.lower.pk), follow=True)
    meeting = Meeting.objects.get()
    assert answer.redirect_chain == [(url(meeting), 302)]
    assert meeting.agenda == "Pembukaan\nMasalah kelas"
    assert meeting.state == "planned"
    assert meeting.study_group == world.lower
    page = page_of(secretary.get("/g/rekaan-1/pertemuan/"))
    assert page.entry("Diskusi rutin").says("Direncanakan")
    assert AuditEntry.objects.filter(verb="meeting.planned", object_id=meeting.pk).exists()


def test_the_list_of_nothing_says_what_it_is_for(world, secretary):
    page = page_of(secretary.get("/g/rekaan-1/pertemuan/"))
    assert page.empty and page.leads_to(PLAN)
    seen = page_of(world.client(Role.TEACHER).get("/g/rekaan-1/pertemuan/"))
    assert not seen.leads_to(PLAN)


def test_the_list_filters_by_study_group_and_survives_rubbish(world, secretary):
    make_meeting(world, title="Rapat semua")
    make_meeting(world, title="Diskusi rendah", study_group=world.lower)
    page = page_of(secretary.get(f"/g/rekaan-1/pertemuan/?kelompok={world.lower.pk}"))
    assert page.entry("Diskusi rendah")
    assert "Rapat semua" not in page
    for rubbish in ("kelompok=x&tahun=y", "tahun=99999999999999", "kelompok=-1"):
        assert secretary.get(f"/g/rekaan-1/pertemuan/?{rubbish}").status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 201),
        ("date", "kemarin"),
        ("date", "0206-11-25"),
        ("starts_at", "25:00"),
        ("ends_at", "13:00"),
        ("ends_at", "12:59"),
        ("host", "999999"),
        ("study_group", "abc"),
    ],
)
def test_a_bad_plan_comes_back_with_what_was_typed(secretary, field, value):
    answer = secretary.post(PLAN, typed(place_note="Ruang guru", **{field: value}))
    assert answer.status_code == 422
    assert page_of(answer).value("place_note") == "Ruang guru"
    assert page_of(answer).errors
    assert not Meeting.objects.exists()


def test_another_groups_school_speaker_and_study_group_cannot_be_chosen(world, secretary):
    stranger = Speaker.objects.create(name="Narasumber Lain")
    for wrong in ({"host": world.other_school.pk}, {"speaker": stranger.pk}):
        assert secretary.post(PLAN, typed(**wrong)).status_code == 422


def test_a_past_day_is_asked_about_once(secretary):
    past = (timezone.localdate() - timedelta(days=3)).isoformat()
    answer = secretary.post(PLAN, typed(date=past))
    assert answer.status_code == 422
    assert "past_is_meant" in page_of(answer).fields
    assert secretary.post(PLAN, typed(date=past, past_is_meant="on")).status_code == 302
    fresh = page_of(secretary.get(PLAN))
    assert "past_is_meant" not in fresh.fields


def test_the_same_teachers_are_refused_a_second_meeting_at_that_time(world, secretary):
    assert secretary.post(PLAN, typed()).status_code == 302
    answer = secretary.post(PLAN, typed(study_group=world.lower.pk, title="Lain"))
    assert answer.status_code == 422
    assert "sudah dipanggil" in page_of(answer).refusal
    assert Meeting.objects.count() == 1
    assert secretary.post(PLAN, typed(starts_at="15:00", ends_at="16:00")).status_code == 302


def test_a_line_fills_the_form_and_stays_with_the_meeting(world, secretary):
    today = timezone.localdate()
    year = today.year if today.month >= 7 else today.year - 1
    programme = Programme.objects.create(group=world.group, school_year=year)
    line = Line.objects.create(
        programme=programme,
        kind="rutin",
        title="Diskusi masalah",
        objective="-",
        activities="Cari masalah; Bahas",
        strategy="diskusi",
        study_group=world.lower,
        speaker_note="Tutor sebaya",
    )
    page = page_of(secretary.get(f"{PLAN}?program={line.pk}"))
    typed_ahead = {field.value.replace("\r", "") for field in page.fields.values()}
    for shown in ("Diskusi masalah", "Cari masalah\nBahas", "Tutor sebaya"):
        assert shown in typed_ahead
    secretary.post(PLAN, typed(program=line.pk))
    assert Meeting.objects.get().line == line


def test_the_host_offered_is_the_one_that_waited_longest(world, secretary):
    make_meeting(world, host=world.schools[0])
    page = page_of(secretary.get(PLAN))
    assert page.value("host") == str(world.schools[1].pk)


def test_pressing_undang_twice_gives_one_number(world, secretary):
    meeting = make_meeting(world)
    first = secretary.post(url(meeting, "undang/"))
    second = secretary.post(url(meeting, "undang/"))
    assert first.url == second.url == url(meeting, "undangan/")
    assert Letter.objects.count() == 1
    meeting.refresh_from_db()
    assert (meeting.state, meeting.invitation) == ("called", Letter.objects.get())


def test_a_call_from_an_old_copy_of_the_meeting_takes_no_second_number(world):
    meeting = make_meeting(world)
    stale = Meeting.objects.get(pk=meeting.pk)
    who = actor(world.users[Role.SECRETARY])
    one = call_meeting(actor=who, now=NOW, meeting=meeting)
    two = call_meeting(actor=who, now=NOW, meeting=stale)
    assert one.invitation_id == two.invitation_id
    other = call_meeting(
        actor=who, now=NOW, meeting=make_meeting(world, date=NOW.date() + timedelta(days=9))
    )
    assert [one.invitation.number, other.invitation.number] == [1, 2]
    assert one.invitation.series.key == f"group:{world.group.pk}:2026"


def test_the_invitation_has_papers_message_and_names(world, secretary):
    meeting = make_meeting(world, agenda="Kabar langkah\nMasalah baru", study_group=world.lower)
    assert secretary.get(url(meeting, "undangan/")).status_code == 302
    secretary.post(url(meeting, "undang/"))
    page = page_of(secretary.get(url(meeting, "undangan/")))
    assert "2. Masalah baru" in page
    assert page.leads_to(url(meeting, "cetak/undangan/pdf/"))
    assert page.leads_to(url(meeting, "cetak/undangan/docx/"))
    assert "Guru Rekaan 1" in page
    assert "Guru Rekaan 4" not in page


def test_the_message_asks_for_results_only_when_steps_were_given(world, secretary):
    first = make_meeting(world, state="held", date=DAY)
    meeting = make_meeting(world, date=DAY + timedelta(days=14))
    secretary.post(url(meeting, "undang/"))
    asked = "Mohon membawa hasil langkah"
    assert asked not in secretary.get(url(meeting, "undangan/")).content.decode()
    give(first, world.teachers[0])
    assert asked in secretary.get(url(meeting, "undangan/")).content.decode()


def test_a_cancelled_meetings_message_calls_nobody(world, secretary):
    meeting = make_meeting(world)
    secretary.post(url(meeting, "undang/"))
    assert "Kami mengundang" in page_of(secretary.get(url(meeting, "undangan/")))
    secretary.post(url(meeting, "batal/"), {"reason": "Banjir di Ciawi"})
    page = page_of(secretary.get(url(meeting, "undangan/")))
    assert "Kami mengundang" not in page and "Banjir di Ciawi" in page.told


def test_moving_keeps_the_old_time_and_the_reason(world, secretary):
    meeting = make_meeting(world)
    later = (meeting.date + timedelta(days=2)).isoformat()
    values = {"date": later, "starts_at": "09:00", "ends_at": "11:00"}
    assert secretary.post(url(meeting, "jadwal/"), values).status_code == 422
    assert not MeetingMove.objects.exists()
    answer = secretary.post(url(meeting, "jadwal/"), values | {"reason": "Ada upacara"})
    assert answer.status_code == 302
    move = MeetingMove.objects.get()
    assert (move.old_date, move.reason) == (meeting.date, "Ada upacara")
    assert page_of(secretary.get(url(meeting))).says("Ada upacara")
    again = secretary.post(url(meeting, "jadwal/"), values | {"reason": "Dua kali"})
    assert again.status_code == 422


def test_cancelling_needs_a_reason_and_can_be_taken_back(world, secretary):
    meeting = make_meeting(world)
    secretary.post(url(meeting, "batal/"), {"reason": " "})
    meeting.refresh_from_db()
    assert meeting.state == "planned"
    secretary.post(url(meeting, "batal/"), {"reason": "Banjir"})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancelled_reason) == ("cancelled", "Banjir")
    assert page_of(secretary.get(url(meeting))).notice("Banjir")
    answer = secretary.post(url(meeting, "undang/"), follow=True)
    assert "direncanakan" in page_of(answer).told
    secretary.post(url(meeting, "aktifkan/"))
    meeting.refresh_from_db()
    assert meeting.state == "planned"


def test_a_cancelled_meeting_does_not_come_back_onto_a_taken_time(world, secretary):
    meeting = make_meeting(world, state="cancelled", cancelled_reason="x")
    make_meeting(world, title="Pengganti")
    answer = secretary.post(url(meeting, "aktifkan/"), follow=True)
    assert "sudah dipanggil" in page_of(answer).told
    meeting.refresh_from_db()
    assert meeting.state == "cancelled"


def test_changing_contents_checks_the_new_audience(world, secretary):
    meeting = make_meeting(world, study_group=world.lower)
    make_meeting(world, starts_at="14:00", title="Lain", study_group=None, state="cancelled")
    answer = secretary.post(url(meeting, "ubah/"), {"title": "Judul baru", "study_group": ""})
    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title, meeting.study_group) == ("Judul baru", None)


def test_a_held_meeting_is_not_moved(world, secretary):
    meeting = make_meeting(world, state="held")
    values = {"date": "2026-12-01", "starts_at": "09:00", "ends_at": "11:00", "reason": "x"}
    assert secretary.post(url(meeting, "jadwal/"), values).status_code == 422
    assert secretary.post(url(meeting, "ubah/"), {"title": "x"}).status_code == 422


def test_teachers_read_but_do_not_plan(world):
    meeting, teacher = make_meeting(world), world.client(Role.TEACHER)
    assert teacher.get(url(meeting)).status_code == 200
    assert teacher.get(PLAN).status_code == 404
    for rest in ("undang/", "batal/", "aktifkan/", "ubah/", "jadwal/"):
        assert teacher.post(url(meeting, rest), {"reason": "x"}).status_code == 404
    reader, planner = (
        page_of(client.get(url(meeting))) for client in (teacher, world.client(Role.SECRETARY))
    )
    for rest in ("undang/", "batal/"):
        assert planner.leads_to(url(meeting, rest)) and not reader.leads_to(url(meeting, rest))
