"""What finishing the minutes fixes, whatever becomes of the roster afterwards."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gugus.agenda.papers.invitation import invitation
from gugus.attendance.papers.sheets import filled_sheet
from gugus.attendance.queries import attendance_tally
from gugus.catchup.queries import own_in_meeting
from gugus.meetings.models import CalledTeacher, Meeting
from gugus.meetings.queries import expected
from gugus.minutes.models import Minutes
from gugus.minutes.papers.minutes import minutes as minutes_paper
from gugus.minutes.services.approval import add_addendum, approve_minutes
from gugus.minutes.services.minutes import finish_minutes, reopen_minutes
from gugus.participation.queries.hours import hours_of_group
from gugus.people.access import Actor, load_actor
from gugus.people.models import School, Teacher
from gugus.people.rules.roles import Role
from gugus.platform.documents.models import KeptPaper
from gugus.platform.documents.paper import Paper
from gugus.platform.documents.paper_json import paper_from_json, paper_to_json
from tests.support.clock import Moment
from tests.support.html import mentions, page_of
from tests.support.paper_contents import docx_text, facts, record, tables
from tests.support.world import World


@pytest.fixture
def actor(world: World) -> Actor:
    return load_actor(world.users[Role.SECRETARY])


@pytest.fixture
def closed(world: World, actor: Actor, moment: Moment, meeting: Meeting) -> Meeting:
    """A meeting of yesterday that called six teachers; two came; its minutes are finished."""
    meeting.date = world.today - timedelta(days=1)
    meeting.save()
    for teacher in world.teachers[:2]:
        record(meeting, world, teacher, "hadir")
    Minutes.objects.create(meeting=meeting, decisions="Mencoba di kelas", version=1)
    finish_minutes(actor=actor, now=moment.at, meeting=meeting, version=1)
    meeting.refresh_from_db()
    return meeting


def _grow(world: World) -> None:
    """A first list comes into the school, of people of whom nobody knows since when."""
    Teacher.objects.bulk_create(
        Teacher(school=world.schools[0], name=f"Guru Susulan {n}", class_level=n) for n in (1, 2, 3)
    )


def _papers(meeting: Meeting) -> tuple[Paper, Paper, Paper]:
    return minutes_paper(meeting), filled_sheet(meeting), invitation(meeting)


def test_a_roster_that_grows_changes_no_closed_meeting(world: World, closed: Meeting) -> None:
    before = _papers(closed)
    assert mentions(facts(before[0])["Peserta"], "2 hadir", "4 belum dicatat", "6 guru")
    _grow(world)
    assert _papers(closed) == before
    assert expected(closed).count() == 6
    tally = attendance_tally(closed)
    assert (tally.total, tally.unrecorded) == (6, 4)


def test_the_hours_of_a_closed_meeting_are_of_those_whom_it_called(
    world: World, closed: Meeting
) -> None:
    _grow(world)
    away = School.objects.create(npsn="99991077", name="SDN Jauh")
    Teacher.objects.filter(pk=world.teachers[5].pk).update(school=away)
    hours = hours_of_group(world.group, closed.date, closed.date, today=world.today)
    assert {one.id for one in hours.teachers} == {one.pk for one in world.teachers}
    one = hours_of_group(
        world.group, closed.date, closed.date, today=world.today, teacher=world.teachers[5].pk
    )
    assert [(row.called, row.status) for row in one.rows] == [(True, "")]
    new = Teacher.objects.get(name="Guru Susulan 1")
    assert not hours_of_group(
        world.group, closed.date, closed.date, today=world.today, teacher=new.pk
    ).rows


def test_a_teacher_who_came_later_is_asked_nothing_about_it(world: World, closed: Meeting) -> None:
    _grow(world)
    new = own_in_meeting(closed, Teacher.objects.get(name="Guru Susulan 1").pk)
    old = own_in_meeting(closed, world.teachers[3].pk)
    assert (new is not None and new.called, old is not None and old.called) == (False, True)


def test_approval_and_corrections_are_added_to_what_was_kept(
    world: World, actor: Actor, moment: Moment, closed: Meeting
) -> None:
    before = minutes_paper(closed)
    _grow(world)
    Teacher.objects.update(name="Nama Baru")
    today = Meeting.objects.create(
        group=world.group, title="Hari ini", date=world.today,
        starts_at=datetime.min.time(), ends_at=closed.ends_at,
    )  # fmt: skip
    minutes = Minutes.objects.get(meeting=closed)
    approve_minutes(actor=actor, now=moment.at, minutes=minutes, in_meeting=today, at=moment.at)
    add_addendum(
        actor=actor, now=moment.at, minutes=minutes, text="Tempatnya di aula.", at=moment.at
    )
    after = minutes_paper(closed)
    assert mentions(facts(after)["Disahkan"], "Hari ini")
    assert mentions(docx_text(after), "Tempatnya di aula.")
    kept = {name: value for name, value in facts(after).items() if name != "Disahkan"}
    assert kept == facts(before)
    assert tables(after) == tables(before)
    assert KeptPaper.objects.filter(key=f"minutes:{closed.pk}").count() == 3


def test_opening_again_says_whom_it_calls_now(world: World, closed: Meeting) -> None:
    _grow(world)
    client: Client = world.client(Role.SECRETARY)
    address = reverse("minutes:reopen", args=[world.group.code, closed.pk])
    said = page_of(client.post(address, {"reason": "Salah tulis"}, follow=True)).text
    assert mentions(said, "9 orang", "tadinya 6")
    closed.refresh_from_db()
    assert closed.called_fixed_at is None
    assert not CalledTeacher.objects.exists()
    assert not KeptPaper.objects.filter(withdrawn_at=None).exists()
    assert mentions(facts(minutes_paper(closed))["Peserta"], "9 guru")


def test_who_joins_later_is_not_called_when_it_is_closed_again(
    world: World, actor: Actor, moment: Moment, closed: Meeting
) -> None:
    Teacher.objects.create(school=world.schools[0], name="Guru Susulan", joined_on=world.today)
    reopened = reopen_minutes(actor=actor, now=moment.at, meeting=closed, reason="Salah tulis")
    assert (reopened.called_then, reopened.called_now) == (6, 6)
    finish_minutes(actor=actor, now=moment.at, meeting=closed, version=1)
    assert CalledTeacher.objects.filter(meeting=closed).count() == 6


def test_a_paper_is_the_same_after_it_was_kept(closed: Meeting) -> None:
    for paper in _papers(closed):
        assert paper_from_json(paper_to_json(paper)) == paper
    with pytest.raises(TypeError):
        paper_from_json({"is": "date", "day": date(2026, 1, 1).isoformat()})
