"""Who may print a meeting's papers, and what all of them share."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from gugus.agenda.papers import invitation as agenda_papers
from gugus.attendance.papers import sheets as attendance_sheets
from gugus.meetings.models import Meeting
from gugus.minutes.models import Minutes
from gugus.minutes.papers import minutes as minutes_papers
from gugus.people.rules.roles import Role
from tests.support.paper_contents import docx_text, empty_sheet, facts, pdf_text, record, tables
from tests.support.world import World, client_of

PAPERS = (
    "agenda:paper_invitation",
    "attendance:paper_attendance",
    "attendance:paper_attendance_empty",
    "minutes:paper_minutes",
)


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_secretary_prints_every_paper(
    meeting: Meeting, world: World, name: str, kind: str
) -> None:
    answer = world.client(Role.SECRETARY).get(_address(meeting, name, kind))
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF" if kind == "pdf" else b"PK")


@pytest.mark.parametrize("name", PAPERS)
def test_other_kinds_groups_and_strangers_get_nothing(
    meeting: Meeting, world: World, name: str
) -> None:
    assert world.client(Role.SECRETARY).get(_address(meeting, name, "exe")).status_code == 404
    assert client_of(world.outsider).get(_address(meeting, name)).status_code == 404
    foreign = _address(meeting, name).replace("rekaan-1", "seberang-1")
    assert client_of(world.outsider).get(foreign).status_code == 404


def test_a_teacher_reads_the_letter_and_closed_minutes_but_no_sheet(
    meeting: Meeting, world: World, written: Minutes
) -> None:
    teacher = world.client(Role.TEACHER)
    assert teacher.get(_address(meeting, "agenda:paper_invitation")).status_code == 200
    assert teacher.get(_address(meeting, "minutes:paper_minutes")).status_code == 200
    assert teacher.get(_address(meeting, "attendance:paper_attendance")).status_code == 404
    assert teacher.get(_address(meeting, "attendance:paper_attendance_empty")).status_code == 404
    written.state = Minutes.State.DRAFT
    written.save()
    assert teacher.get(_address(meeting, "minutes:paper_minutes")).status_code == 404


def _address(meeting: Meeting, name: str, kind: str = "pdf") -> str:
    return reverse(name, args=[meeting.group.code, meeting.pk, kind])


def test_papers_are_indonesian_on_an_english_screen(
    meeting: Meeting, world: World, written: Minutes
) -> None:
    record(meeting, world, world.teachers[0], "hadir")
    with override("en"):
        made = [
            build(meeting)
            for build in (
                agenda_papers.invitation,
                attendance_sheets.filled_sheet,
                minutes_papers.minutes,
            )
        ]
    for paper in made:
        assert facts(paper)["Hari, tanggal"] == "Rabu, 25 November 2026"
        assert paper.language == "id"
    assert tables(made[1])[0].rows[0][4] == "Hadir"


def test_hostile_titles_are_only_text(meeting: Meeting) -> None:
    meeting.title = '#panic("x") $a$ *b* <script>&amp;'
    meeting.agenda = meeting.place_note = meeting.title
    for build in (agenda_papers.invitation, empty_sheet, minutes_papers.minutes):
        assert '#panic("x") $a$ *b* <script>&amp;' in pdf_text(build(meeting)).replace("\n", " ")
        assert meeting.title in docx_text(build(meeting))
