"""Steps that wait for a word past their day: on whose list, from when, and the group's own table."""

from datetime import timedelta

import pytest

from gugus.agenda.pages.meeting import message_text
from gugus.agenda.papers.invitation import invitation
from gugus.agenda.queries import agenda_facts
from gugus.people.models import GroupSchool
from gugus.people.rules.roles import Role
from gugus.people.rules.years import school_year_of
from gugus.steps import queries
from gugus.steps.models import EscalationStage
from gugus.steps.rules.escalation import DEFAULTS
from tests.support.html import mentions, page_of
from tests.support.meetings import give, make_meeting
from tests.support.paper_contents import facts

LIST = "/g/rekaan-1/langkah-lewat/"
RULES = f"{LIST}aturan/"
OFFICERS = (Role.SECRETARY, Role.CHAIR, Role.SECTION_HEAD)


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
    page = page_of(client.get(LIST))
    return {late for late in (1, 5, 12, 30) if page.entries(f"Langkah {late} hari")}


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
    page = page_of(world.client(Role.SECRETARY).get(LIST))
    assert "jangan di grup" in page
    oldest = page.entry("Guru Rekaan 4")
    assert oldest.says("menunggu 30 hari", "dibantu: Pengawas")
    assert page.entry("Guru Rekaan 1").says("menunggu: guru sendiri")
    message = oldest.only("textarea").text
    assert "Guru Rekaan 4" in message
    assert f"http://testserver/g/rekaan-1/langkah/{overdue[3].pk}/" in message
    assert page.headings[:2] == ["SDN Rekaan 01", "SDN Rekaan 02"]
    assert page.entry("Guru pemandu", "3 hari")


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
    page = page_of(world.client(Role.SECRETARY).get(LIST))
    assert page.empty


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
    assert mentions(page_of(world.client(Role.SECRETARY).get(home)).links[LIST], "4 langkah")
    assert mentions(page_of(world.client(Role.SCHOOL_HEAD).get(home)).links[LIST], "1 langkah")
    assert LIST not in page_of(world.client(Role.TEACHER).get(home)).links
    for step in overdue:
        step.state = "done"
        step.save()
    assert LIST not in page_of(world.client(Role.SECRETARY).get(home)).links


def table(lead="3", head="10", supervisor="21"):
    return {"lead_teacher": lead, "school_head": head, "supervisor": supervisor}


@pytest.mark.calendar
def test_the_group_gives_itself_another_table_and_goes_back(world, overdue):
    secretary = world.client(Role.SECRETARY)
    assert page_of(secretary.get(RULES)).value("supervisor") == "21"
    assert "reset" not in page_of(secretary.get(RULES)).fields
    assert secretary.post(RULES, table("1", "", "12")).status_code == 302
    assert shown(world.client(Role.LEAD_TEACHER)) == {1, 5, 12, 30}
    assert shown(world.client(Role.SCHOOL_HEAD)) == set()
    assert shown(world.client(Role.SUPERVISOR)) == {12, 30}
    assert [stage.days for stage in queries.escalation_of(world.group)] == [1, None, 12]
    assert queries.escalation_of(world.other) == DEFAULTS
    assert "reset" in page_of(secretary.get(RULES)).fields
    secretary.post(RULES, {"reset": "1"})
    assert queries.escalation_of(world.group) == DEFAULTS
    assert not EscalationStage.objects.exists()


def test_everybody_may_be_switched_off(world, overdue):
    secretary = world.client(Role.SECRETARY)
    secretary.post(RULES, table("", "", ""))
    assert shown(world.client(Role.SUPERVISOR)) == set()
    page = page_of(secretary.get(LIST))
    assert not page.entries("Guru pemandu") and not page.entries("Kepala sekolah")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (table(head="3"), "Harus lebih lama"),
        (table(lead="0"), "dari 1 sampai 365"),
        (table(supervisor="400"), "dari 1 sampai 365"),
        (table(lead="besok"), ""),
        (table(lead="9" * 40), ""),
    ],
)
def test_a_table_that_cannot_be_used_comes_back_as_typed(world, wrong, words):
    answer = world.client(Role.SECRETARY).post(RULES, wrong)
    assert answer.status_code == 422
    page = page_of(answer)
    assert page.errors and words in " ".join(page.errors.values())
    assert {name: page.value(name) for name in wrong} == wrong
    assert not EscalationStage.objects.exists()


def test_only_who_edits_the_group_edits_the_table(world):
    assert page_of(world.client(Role.SECRETARY).get(LIST)).leads_to(RULES)
    for role in (Role.TREASURER, Role.LEAD_TEACHER, Role.SUPERVISOR, Role.SCHOOL_HEAD):
        assert world.client(role).post(RULES, table()).status_code == 404
        assert not page_of(world.client(role).get(LIST)).leads_to(RULES)


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
    assert f"1. {news}\n2. Pembukaan" in message_text(following, agenda_facts(following))
    page = world.client(Role.TEACHER).get(f"/g/rekaan-1/pertemuan/{following.pk}/")
    lists = [[item.text for item in one.items[:2]] for one in page_of(page).all("ol")]
    assert [news, "Pembukaan"] in lists


def test_what_was_written_by_hand_is_not_said_twice(following):
    following.agenda = "Laporan tindak lanjut pertemuan lalu\nDiskusi"
    assert facts(invitation(following))["Agenda"] == tuple(following.agenda.split("\n"))
    assert "Kabar langkah" not in message_text(following, agenda_facts(following))


def test_without_an_agenda_the_steps_come_before_the_title(following):
    following.agenda = ""
    assert facts(invitation(following))["Agenda"] == (
        "Kabar langkah pertemuan lalu (2 langkah)",
        following.title,
    )


def test_a_first_meeting_names_no_steps(world):
    first = make_meeting(world, agenda="Pembukaan")
    assert facts(invitation(first))["Agenda"] == "Pembukaan"
    assert "Kabar langkah" not in message_text(first, agenda_facts(first))


def test_a_long_list_comes_in_parts_and_the_number_is_of_all(world, overdue):
    meeting = overdue[0].meeting
    for n in range(50):
        give(
            meeting, world.teachers[n % 6], what="Lama", due_on=world.today - timedelta(days=40 + n)
        )
    client = world.client(Role.SECRETARY)
    first = client.get(LIST)
    following = f"{LIST}?hal=2"
    assert following in page_of(first).links
    assert first.content.count(b"data-message") == 50
    last = client.get(following)
    assert last.content.count(b"data-message") == 4
    assert "Berikutnya" not in page_of(last)
    assert mentions(page_of(client.get("/g/rekaan-1/")).links[LIST], "54 langkah")
