"""Beranda: what waits for whom, the thread in counts, and where people arrive."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.calendar.models import CalendarEvent
from gugus.competence.models import Assessment, Framework, Rater, Round
from gugus.meetings.models import Meeting
from gugus.people.clock import current_year
from gugus.people.models import Group, GroupSchool, RoleAssignment
from gugus.people.rules.roles import TABLE, May, Role
from gugus.platform.foundation.models import PersonalKey, User
from gugus.programme.models import Line, Programme
from gugus.schedule.models import ScheduleDraft, ScheduleRun
from gugus.steps.models import Step
from tests.support.html import Part, mentions, page_of, whole_page_of
from tests.support.world import SINCE, World, client_of

HOME = "/g/rekaan-1/"


def _text(world: World, role: Role, path: str = HOME) -> Part:
    answer = world.client(role).get(path)
    assert answer.status_code == 200
    return page_of(answer)


def _meeting(world: World, day: date, **more: object) -> Meeting:
    return Meeting.objects.create(
        group=world.group,
        title="Diskusi rekaan",
        date=day,
        starts_at="13:00",
        ends_at="15:00",
        **more,
    )


def _open_round(world: World) -> Round:
    return Round.objects.create(
        group=world.group,
        framework=Framework.objects.get(code="pkg-14"),
        name="Ukur awal",
        school_year=current_year(world.group),
        measured_on=world.today,
    )


def test_a_new_group_is_told_what_to_do_first(world: World) -> None:
    text = _text(world, Role.SECRETARY)
    for place in ("competence:needs", "programme:programme", "meetings:plan"):
        assert text.leads_to(reverse(place, args=["rekaan-1"]))
    # The roster is there already.
    assert not text.leads_to(reverse("roster:upload", args=["rekaan-1"]))
    begin = reverse("programme:programme", args=["rekaan-1"])
    assert begin in text.only("section").links
    assert not _text(world, Role.TEACHER).all("section")


@pytest.mark.calendar
def test_the_next_meeting_is_the_nearest_that_calls_the_person(world: World) -> None:
    today = world.today
    upper = world.group.study_groups.create(name="Kelas tinggi", class_levels=[4, 5, 6])
    _meeting(world, today + timedelta(days=1), study_group=upper)
    _meeting(world, today + timedelta(days=3), place_note="Balai rekaan")
    assert "Kelas tinggi" in _text(world, Role.SECRETARY)
    # The teacher teaches class 1.
    assert "Balai rekaan" in _text(world, Role.TEACHER)


@pytest.mark.calendar
def test_the_meeting_to_check_in_to_comes_before_one_that_ended_today(world: World) -> None:
    times = {"group": world.group, "date": world.today, "state": "called"}
    Meeting.objects.create(title="Sudah lewat", starts_at="00:00", ends_at="00:00:01", **times)
    Meeting.objects.create(title="Sedang jalan", starts_at="00:00:01", ends_at="23:59:59", **times)
    text = _text(world, Role.TEACHER)
    assert "Sedang jalan" in text and "Sudah lewat" not in text
    assert text.commands == ["attendance.self"]


def _meeting_now(world: World) -> Meeting:
    day, times = world.today, {"starts_at": "00:00", "ends_at": "23:59:59"}
    return Meeting.objects.create(
        group=world.group, title="Hari ini", date=day, state="called", **times
    )


def test_checking_in_from_beranda_is_kept_on_the_phone_and_its_state_stays(world: World) -> None:
    meeting = _meeting_now(world)
    text = _text(world, Role.TEACHER)
    about = f"attendance:{meeting.pk}:own"
    assert text.command("attendance.self", data_about=about).value("meeting") == str(meeting.pk)
    assert text.has(data_state_of=about) and not text.notices
    # An excuse shows as well, and one who can come after all still says so.
    here = f"{HOME}pertemuan/{meeting.pk}/"
    world.client(Role.TEACHER).post(f"{here}berhalangan/", {"status": "sakit", "note": "demam"})
    text = _text(world, Role.TEACHER)
    assert mentions(text.told, "sakit")
    assert text.commands == ["attendance.self"] and not text.command("attendance.self").main_actions
    world.client(Role.TEACHER).post(f"{here}saya-hadir/")
    text = _text(world, Role.TEACHER)
    assert mentions(text.told, "hadir") and not text.commands


@pytest.mark.calendar
def test_on_the_day_the_recorder_starts_with_the_attendance(world: World) -> None:
    world.teachers[1].user = world.users[Role.SECRETARY]
    world.teachers[1].save()
    meeting = _meeting_now(world)
    sheet = f"{HOME}pertemuan/{meeting.pk}/hadir/"
    recorder = _text(world, Role.SECRETARY)
    assert recorder.links[sheet] in recorder.main_actions
    assert not recorder.command("attendance.self").main_actions
    assert not _text(world, Role.TEACHER).leads_to(sheet)


def test_own_steps_and_card_are_offered_to_those_on_the_roster(world: World) -> None:
    for role in (Role.TEACHER, Role.SECRETARY):  # the secretary teaches nowhere
        page = whole_page_of(world.client(role).get(f"{HOME}masalah/"))
        for name in ("steps:my_steps", "attendance:card"):
            address = reverse(name, args=["rekaan-1"])
            assert page.leads_to(address) == (role == Role.TEACHER), name


def test_a_head_who_is_on_the_roster_sees_the_meetings_of_every_teacher(world: World) -> None:
    head, upper = (
        world.users[Role.SCHOOL_HEAD],
        world.group.study_groups.create(name="Kelas tinggi", class_levels=[4, 5, 6]),
    )
    world.teachers[2].user = head  # at the head's school, teaching class 3
    world.teachers[2].save()
    _meeting(world, world.today + timedelta(days=1), study_group=upper)
    assert "Kelas tinggi" in _text(world, Role.SCHOOL_HEAD)
    text = _text(world, Role.TEACHER)
    assert "Kelas tinggi" not in text and text.empty


@pytest.mark.calendar
def test_own_steps_stand_with_their_days(world: World) -> None:
    today = world.today
    held = _meeting(world, today - timedelta(days=7), state="held")
    mine, other = world.teachers[0], world.teachers[1]
    Step.objects.create(
        meeting=held, teacher=mine, what="Coba kartu kata", due_on=today - timedelta(days=2)
    )
    Step.objects.create(meeting=held, teacher=other, what="Bukan langkah saya", due_on=today)
    text = _text(world, Role.TEACHER)
    assert "Coba kartu kata" in text and "lewat 2 hari" in text
    assert "Bukan langkah saya" not in text


def test_ratings_wait_for_each_rater_until_they_are_sent(world: World) -> None:
    round_ = _open_round(world)
    assert _text(world, Role.TEACHER).entry("Ukur awal")
    assert _text(world, Role.SCHOOL_HEAD).entry("Ukur awal").says("3 guru")
    assert _text(world, Role.SUPERVISOR).entry("Ukur awal").says("6 guru")
    assert "Ukur awal" not in _text(world, Role.TREASURER)
    Assessment.objects.create(
        round=round_,
        teacher=world.teachers[0],
        rater=Rater.SELF,
        rated_by=world.users[Role.TEACHER],
        started_at=timezone.now(),
        submitted_at=timezone.now(),
    )
    assert "Ukur awal" not in _text(world, Role.TEACHER)


@pytest.mark.calendar
def test_minutes_wait_for_who_may_write_them(world: World) -> None:
    meeting = _meeting(world, world.today - timedelta(days=1))
    minutes = f"{HOME}pertemuan/{meeting.pk}/notulen/"
    assert _text(world, Role.SECRETARY).entry("Diskusi rekaan").leads_to(minutes)
    assert not _text(world, Role.TEACHER).leads_to(minutes)


def _beads(page: Part) -> list[Part]:
    return page.only("ol", class_="thread").items


@pytest.mark.calendar
def test_the_thread_counts_what_is_there_and_a_dash_for_what_is_not(world: World) -> None:
    empty = _text(world, Role.SECRETARY)
    assert [bead.only("b").text for bead in _beads(empty)].count("–") == 7
    today = world.today
    programme = Programme.objects.create(group=world.group, school_year=current_year(world.group))
    Line.objects.create(
        programme=programme,
        kind="rutin",
        title="A",
        objective="-",
        activities="-",
        strategy="diskusi",
    )
    held = _meeting(world, today, state="held")
    Step.objects.create(
        meeting=held, teacher=world.teachers[0], what="X", due_on=today, state="done"
    )
    Step.objects.create(meeting=held, teacher=world.teachers[1], what="X", due_on=today)
    _meeting(world, today, state="cancelled")
    text = _text(world, Role.SECRETARY)
    assert [bead for bead in _beads(text) if bead.says("1 dari 1")]
    (steps,) = (bead for bead in _beads(text) if bead.says("1 dikabarkan"))
    assert steps.only("b").text == "2"
    assert [bead for bead in _beads(text) if bead.says("1 tanpa kebutuhan")]


def test_a_head_is_named_by_the_office(world: World) -> None:
    world.teachers[2].user = world.users[Role.SCHOOL_HEAD]
    world.teachers[2].save()
    answer = world.client(Role.SCHOOL_HEAD).get(HOME)
    assert "Kepala sekolah" in whole_page_of(answer).only("header")


def test_everybody_arrives_where_they_belong(world: World) -> None:
    def lands(user: User) -> str:
        return client_of(user).get("/").headers.get("Location", "")

    assert lands(world.users[Role.SECRETARY]) == HOME
    assert lands(world.users[Role.DISTRICT_OFFICER]) == "/wilayah/"
    assert lands(world.users[Role.SITE_ADMIN]) == "/pengelola/"
    assert Client().get("/").headers["Location"] == "/masuk/"
    RoleAssignment.objects.create(
        user=world.users[Role.SUPERVISOR], role=Role.SUPERVISOR, group=world.other, since=SINCE
    )
    choice = client_of(world.users[Role.SUPERVISOR]).get("/")
    assert page_of(choice).entry("Gugus Rekaan I") and page_of(choice).entry("Gugus Seberang I")


def test_a_person_without_a_group_is_told_what_to_do(db: None) -> None:
    user = User.objects.create_user("sendiri", "Pak Sendiri")
    shown = page_of(client_of(user).get("/"))
    assert "sekretaris" in shown and not shown.items


def test_an_empty_installation_begins_with_first_set_up(db: None) -> None:
    assert Client().get("/").headers["Location"] == "/mulai/"


def test_a_region_is_seen_in_counts_without_names(world: World) -> None:
    text = _text(world, Role.DISTRICT_OFFICER, "/wilayah/")
    assert "Gugus Rekaan I" in text and "Gugus Seberang I" in text
    assert not any(
        teacher.name in text.source for teacher in [*world.teachers, world.other_teacher]
    )
    elsewhere = Group.objects.create(code="jauh-1", name="Gugus Jauh I")
    GroupSchool.objects.create(group=elsewhere, school=world.other_school, first_year=2020)
    assert "Gugus Jauh I" not in _text(world, Role.DISTRICT_OFFICER, "/wilayah/")


@pytest.mark.parametrize("role", [role for role in Role if May.SEE_GROUP in TABLE[role]])
def test_bar_and_more_lead_to_every_place_of_the_role(world: World, role: Role) -> None:
    client = world.client(role)
    more = whole_page_of(client.get(f"{HOME}lainnya/"))
    column = more.only("nav", class_="side").links
    reached = {*more.only("nav", class_="foot").links, *more.only("main").links}
    assert set(column) <= reached
    assert more.leads_to(reverse("accounts:sign_out"))
    group = whole_page_of(client.get(f"{HOME}anggota/"))
    keys = reverse("accounts:keys", args=["rekaan-1"])
    assert group.leads_to(keys) == (role == Role.SECRETARY)


@pytest.mark.parametrize("role", [role for role in Role if May.SEE_GROUP in TABLE[role]])
def test_beranda_asks_few_questions(
    world: World, role: Role, django_assert_max_num_queries: object
) -> None:
    client = world.client(role)
    client.get(HOME)
    # With the session, the person, the group and their roles.
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(HOME)


def test_beranda_and_the_keys_page_count_the_same_people(world: World) -> None:
    # Two of six hold something: one an office, one a live PIN.
    officer, guest = world.teachers[1], User.objects.create_user("dua", "Guru Dua")
    officer.user = world.users[Role.TREASURER]
    officer.save()
    world.teachers[2].user = guest
    world.teachers[2].save()
    PersonalKey.objects.create(user=guest, kind="pin", secret_hash="x", issued_at=timezone.now())
    keys = reverse("accounts:keys", args=["rekaan-1"])
    assert mentions(_text(world, Role.SECRETARY).links[keys], 4)
    assert _text(world, Role.SECRETARY, keys).says(6, 4)


def test_the_chair_is_told_of_proposals_and_the_supervisor_of_a_signed_programme(
    world: World,
) -> None:
    today = world.today
    made = Programme.objects.create(group=world.group, school_year=current_year(world.group))
    made.proposals.create(source="need", key="need:1", title="Usulan rekaan", content={})
    waiting = "1 usulan program"
    assert waiting in _text(world, Role.CHAIR)
    assert waiting not in _text(world, Role.SUPERVISOR)
    unseen = "menunggu Anda ketahui"
    assert unseen not in _text(world, Role.SUPERVISOR)
    Programme.objects.update(status="signed", agreed_on=today, signed_on=today)
    assert unseen in _text(world, Role.SUPERVISOR)
    # Once signed, nothing is decided about proposals any more.
    assert waiting not in _text(world, Role.CHAIR)
    Programme.objects.update(acknowledged_on=today, acknowledged_by=world.users[Role.SUPERVISOR])
    assert unseen not in _text(world, Role.SUPERVISOR)


@pytest.mark.calendar
def test_who_plans_the_year_is_told_of_meetings_that_lost_their_day(world: World) -> None:
    day = world.today + timedelta(days=9)
    Meeting.objects.create(
        group=world.group, title="Rekaan", date=day, starts_at=time(13), ends_at=time(15)
    )
    lost = "kehilangan harinya"
    assert lost not in _text(world, Role.CHAIR)
    CalendarEvent.objects.create(
        group=world.group,
        kind=CalendarEvent.Kind.DISTRICT,
        title="Acara rekaan",
        first_day=day,
        last_day=day,
        made_at=timezone.now(),
        made_by=world.users[Role.CHAIR],
    )
    assert f"1 pertemuan {lost}" in _text(world, Role.CHAIR)
    assert lost not in _text(world, Role.TEACHER)


def test_a_proposed_schedule_waits_for_who_plans_the_year(world: World) -> None:
    run = ScheduleRun.objects.create(
        school_year=current_year(world.group),
        made_at=timezone.now(),
        made_by=world.users[Role.CHAIR],
    )
    draft = ScheduleDraft.objects.create(
        run=run,
        group=world.group,
        school_year=current_year(world.group),
        objective="total",
        state="ready",
        as_of=world.today,
    )
    waiting = f"{HOME}jadwal/rancangan/{draft.pk}/"
    assert _text(world, Role.CHAIR).leads_to(waiting)
    assert not _text(world, Role.TEACHER).leads_to(waiting)
