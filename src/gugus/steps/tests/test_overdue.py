"""Steps that wait for a word past their day: on whose list, from when, and the group's own table."""

from datetime import timedelta

import pytest

from gugus.agenda.pages.meeting import message_text
from gugus.agenda.papers.invitation import invitation
from gugus.people.models import GroupSchool
from gugus.people.rules.roles import Role
from gugus.people.rules.years import school_year_of
from gugus.steps import queries
from gugus.steps.models import EscalationStage
from gugus.steps.rules.escalation import DEFAULTS
from tests.support.meetings import give, make_meeting
from tests.support.paper_contents import facts

LIST = "/g/rekaan-1/langkah-lewat/"
RULES = f"{LIST}aturan/"
OFFICERS = (Role.SECRETARY, Role.TREASURER, Role.CHAIR, Role.SECTION_HEAD)


@pytest.fixture
def overdue(world):
    """Late by 1, 5, 12 and 30 days; at the first and second school in turn."""
    meeting = make_meeting(world, date=world.today - timedelta(days=60), state="held")
    return [
        give(
            meeting,
            world.teachers[n],
            what=f"Langkah {late} hari",
            due_on=world.today - timedelta(days=late),
        )
        for n, late in enumerate((1, 5, 12, 30))
    ]


def shown(client):
    page = client.get(LIST).content.decode()
    return {late for late in (1, 5, 12, 30) if f"Langkah {late} hari<" in page}


@pytest.mark.calendar
def test_each_reader_has_what_has_reached_them(world, overdue):
    for role in OFFICERS:
        assert shown(world.client(role)) == {1, 5, 12, 30}, role
    assert shown(world.client(Role.LEAD_TEACHER)) == {5, 12, 30}
    # The head's school has the first and third teacher.
    assert shown(world.client(Role.SCHOOL_HEAD)) == {12}
    assert shown(world.client(Role.SUPERVISOR)) == {30}
    assert world.client(Role.TEACHER).get(LIST).status_code == 404


def test_the_list_is_kind_names_the_stage_and_has_a_message(world, overdue):
    page = world.client(Role.SECRETARY).get(LIST).content.decode()
    assert "jangan di grup" in page
    for words in ("menunggu 30 hari", "dibantu: Pengawas", "menunggu: guru sendiri"):
        assert words in page
    assert "Yth. Guru Rekaan 4," in page
    assert f"http://testserver/g/rekaan-1/langkah/{overdue[3].pk}/" in page
    assert page.index("SDN Rekaan 01") < page.index("SDN Rekaan 02")
    assert "Guru pemandu: sesudah 3 hari" in page


@pytest.mark.calendar
def test_told_cancelled_and_left_do_not_wait(world, overdue):
    one, two, three, _four = overdue
    one.state = "tried"
    one.save()
    three.teacher.active = False
    three.teacher.save()
    assert shown(world.client(Role.SECRETARY)) == {5, 30}
    last = school_year_of(world.today) - 1
    GroupSchool.objects.filter(school=world.schools[1]).update(last_year=last)
    assert shown(world.client(Role.SECRETARY)) == set()
    GroupSchool.objects.update(last_year=None)
    two.meeting.state = "cancelled"
    two.meeting.save()
    page = world.client(Role.SECRETARY).get(LIST).content.decode()
    assert "Tidak ada langkah yang perlu Anda bantu" in page


def test_another_groups_steps_are_not_here(world):
    foreign = make_meeting(world, group=world.other, date=world.today - timedelta(days=60))
    give(
        foreign,
        world.other_teacher,
        what="Langkah 30 hari",
        due_on=world.today - timedelta(days=30),
    )
    assert shown(world.client(Role.SECRETARY)) == set()


@pytest.mark.calendar
def test_beranda_says_how_many_wait(world, overdue):
    home = "/g/rekaan-1/"
    assert "4 langkah menunggu kabar" in world.client(Role.SECRETARY).get(home).content.decode()
    assert "1 langkah menunggu kabar" in world.client(Role.SCHOOL_HEAD).get(home).content.decode()
    assert "menunggu kabar" not in world.client(Role.TEACHER).get(home).content.decode()
    for step in overdue:
        step.state = "done"
        step.save()
    assert "menunggu kabar" not in world.client(Role.SECRETARY).get(home).content.decode()


def table(lead="3", head="10", supervisor="21"):
    return {"lead_teacher": lead, "school_head": head, "supervisor": supervisor}


@pytest.mark.calendar
def test_the_group_gives_itself_another_table_and_goes_back(world, overdue):
    secretary = world.client(Role.SECRETARY)
    assert 'value="21"' in secretary.get(RULES).content.decode()
    assert secretary.post(RULES, table("1", "", "12")).status_code == 302
    assert shown(world.client(Role.LEAD_TEACHER)) == {1, 5, 12, 30}
    assert shown(world.client(Role.SCHOOL_HEAD)) == set()
    assert shown(world.client(Role.SUPERVISOR)) == {12, 30}
    assert [stage.days for stage in queries.escalation_of(world.group)] == [1, None, 12]
    assert queries.escalation_of(world.other) == DEFAULTS
    assert "Kembali ke bawaan" in secretary.get(RULES).content.decode()
    secretary.post(RULES, {"reset": "1"})
    assert queries.escalation_of(world.group) == DEFAULTS
    assert not EscalationStage.objects.exists()


def test_everybody_may_be_switched_off(world, overdue):
    secretary = world.client(Role.SECRETARY)
    secretary.post(RULES, table("", "", ""))
    assert shown(world.client(Role.SUPERVISOR)) == set()
    assert "tidak diteruskan kepada siapa pun" in secretary.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (table(head="3"), "Harus lebih lama"),
        (table(lead="0"), "dari 1 sampai 365"),
        (table(supervisor="400"), "dari 1 sampai 365"),
        (table(lead="besok"), 'class="errorlist"'),
        (table(lead="9" * 40), 'class="errorlist"'),
    ],
)
def test_a_table_that_cannot_be_used_comes_back_as_typed(world, wrong, words):
    answer = world.client(Role.SECRETARY).post(RULES, wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert all(f'value="{value}"' in page for value in wrong.values())
    assert not EscalationStage.objects.exists()


def test_only_who_edits_the_group_edits_the_table(world):
    for role in (Role.TREASURER, Role.LEAD_TEACHER, Role.SUPERVISOR, Role.SCHOOL_HEAD):
        assert world.client(role).post(RULES, table()).status_code == 404
        assert RULES not in world.client(role).get(LIST).content.decode()


@pytest.fixture
def following(world):
    """A meeting after one that gave two steps."""
    last = make_meeting(world, date=world.today - timedelta(days=7), state="held")
    for teacher in world.teachers[:2]:
        give(last, teacher)
    return make_meeting(world, agenda="Pembukaan\nDiskusi")


def test_the_invitation_begins_with_the_last_steps(world, following):
    news = "Kabar langkah pertemuan lalu (2 langkah)"
    assert facts(invitation(following))["Agenda"] == (news, "Pembukaan", "Diskusi")
    assert f"1. {news}\n2. Pembukaan" in message_text(following, steps=2)
    page = world.client(Role.TEACHER).get(f"/g/rekaan-1/pertemuan/{following.pk}/")
    assert f"<li>{news}</li><li>Pembukaan</li>" in page.content.decode()


def test_what_was_written_by_hand_is_not_said_twice(following):
    following.agenda = "Laporan tindak lanjut pertemuan lalu\nDiskusi"
    assert facts(invitation(following))["Agenda"] == tuple(following.agenda.split("\n"))
    assert "Kabar langkah" not in message_text(following, steps=2)


def test_without_an_agenda_the_steps_come_before_the_title(following):
    following.agenda = ""
    assert facts(invitation(following))["Agenda"] == (
        "Kabar langkah pertemuan lalu (2 langkah)",
        following.title,
    )


def test_a_first_meeting_names_no_steps(world):
    first = make_meeting(world, agenda="Pembukaan")
    assert facts(invitation(first))["Agenda"] == "Pembukaan"
    assert "Kabar langkah" not in message_text(first, steps=0)
