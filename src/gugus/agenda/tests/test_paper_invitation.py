"""The letter that calls a meeting."""

from datetime import date, time

import pytest

from gugus.agenda.papers import invitation as papers
from gugus.meetings import papers as meeting_words
from gugus.meetings.models import Meeting, MeetingMove
from gugus.people.models import CommitteePost, Teacher
from gugus.people.rules.roles import Role
from gugus.platform.documents.paper import Addressee, Signatures
from tests.support.html import mentions
from tests.support.paper_contents import (
    CALLED,
    called,
    docx_text,
    empty_sheet,
    facts,
    one,
    pdf_text,
    tables,
)
from tests.support.world import World


def test_the_letter_says_when_where_what_and_who(meeting: Meeting, world: World) -> None:
    paper = papers.invitation(called(meeting, world))
    head = one(paper, Addressee)
    assert (head.number, head.place_and_date) == ("001/KKG-R1/XI/2026", "Ciawi, 20 November 2026")
    assert facts(paper) | {
        "Hari, tanggal": "Rabu, 25 November 2026",
        "Waktu": "13.00 s.d. 15.30 WIB",
        "Tempat": "SDN Rekaan 01, Ruang guru",
        "Agenda": ("Pembukaan", "Diskusi", "Penutup"),
        "Narasumber": "Bu Contoh Narasumber, Widyaiswara",
    } == facts(paper)
    assert paper.mark == ""
    for text in (pdf_text(paper), docx_text(paper)):
        assert "001/KKG-R1/XI/2026" in text
        assert "KKG Gugus Rekaan I" in text
        assert "Guru Rekaan 6" in text


def test_before_the_call_the_letter_is_a_draft_without_number(meeting: Meeting) -> None:
    paper = papers.invitation(meeting)
    assert one(paper, Addressee).number == "(belum bernomor)"
    assert "Ciawi, ...." in one(paper, Addressee).place_and_date
    assert paper.mark == "RANCANGAN"
    assert "RANCANGAN" in pdf_text(paper)
    assert "RANCANGAN" in docx_text(paper)


def test_a_cancelled_meetings_letter_says_so(meeting: Meeting, world: World) -> None:
    called(meeting, world)
    meeting.state = Meeting.State.CANCELLED
    assert papers.invitation(meeting).mark == "DIBATALKAN"


def test_a_moved_meetings_letter_names_the_first_day(meeting: Meeting, world: World) -> None:
    called(meeting, world)
    for day, hour in ((11, 4), (18, 5)):
        MeetingMove.objects.create(
            meeting=meeting,
            old_date=date(2026, 11, day),
            old_starts_at=time(13),
            old_ends_at=time(15),
            reason="Bentrok",
            moved_at=CALLED.replace(hour=hour),
            moved_by=world.users[Role.SECRETARY],
        )
    text = pdf_text(papers.invitation(meeting)).replace("\n", " ")
    assert mentions(text, "semula", "Rabu, 11 November 2026")


def test_moves_before_the_call_concern_nobody(meeting: Meeting, world: World) -> None:
    MeetingMove.objects.create(
        meeting=meeting,
        old_date=date(2026, 11, 11),
        old_starts_at=time(13),
        old_ends_at=time(15),
        reason="Bentrok",
        moved_at=CALLED.replace(hour=1),
        moved_by=world.users[Role.SECRETARY],
    )
    assert "jadwal semula" not in pdf_text(papers.invitation(called(meeting, world)))


def test_the_chair_signs_and_the_patron_knows(meeting: Meeting, world: World) -> None:
    CommitteePost.objects.create(
        group=world.group,
        post="pembina",
        person_name="Pak Contoh Pengawas",
        person_nip="197001011995011001",
        person_position="Pengawas Pembina",
        term_start=date(2026, 1, 1),
    )
    left, right = one(papers.invitation(meeting), Signatures).blocks
    assert (left.above, left.office, left.name) == (
        "Mengetahui,",
        "Pengawas Pembina",
        "Pak Contoh Pengawas",
    )
    assert (right.office, right.name) == ("Ketua KKG", world.teachers[1].name)


def test_without_a_patron_the_core_schools_head_knows(meeting: Meeting, world: World) -> None:
    head = Teacher.objects.create(
        school=world.schools[0], name="Bu Contoh Kepala", additional_duty="Kepala Sekolah"
    )
    left, _ = one(papers.invitation(meeting), Signatures).blocks
    assert (left.office, left.name) == ("Kepala SDN Rekaan 01", "Bu Contoh Kepala")
    CommitteePost.objects.filter(post="ketua").update(teacher=head)
    (alone,) = one(papers.invitation(meeting), Signatures).blocks
    assert alone.name == "Bu Contoh Kepala"


def test_only_the_study_group_is_invited(meeting: Meeting, world: World) -> None:
    meeting.study_group = world.lower
    paper = papers.invitation(meeting)
    assert mentions(one(paper, Addressee).to[0], "Kelas rendah", "Gugus Rekaan I")
    assert [row[1] for row in tables(paper)[0].rows] == [
        "Guru Rekaan 1",
        "Guru Rekaan 3",
        "Guru Rekaan 2",
    ]


def test_nobody_on_the_roster_is_said(meeting: Meeting) -> None:
    Teacher.objects.all().update(active=False)
    assert "Belum ada guru" in pdf_text(papers.invitation(meeting))


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Asia/Jakarta", "WIB"),
        ("Asia/Pontianak", "WIB"),
        ("Asia/Makassar", "WITA"),
        ("Asia/Jayapura", "WIT"),
        ("UTC", ""),
    ],
)
def test_the_groups_own_time_is_named(meeting: Meeting, zone: str, written: str) -> None:
    meeting.group.time_zone = zone
    assert meeting_words.clock_range(meeting) == f"13.00 s.d. 15.30 {written}".strip()


def test_an_empty_agenda_and_place_stay_honest(meeting: Meeting) -> None:
    meeting.agenda, meeting.host, meeting.place_note, meeting.speaker = "", None, "", None
    found = facts(papers.invitation(meeting))
    assert found["Tempat"] == "–"
    assert "Agenda" not in found
    assert "Narasumber" not in found
    assert facts(empty_sheet(meeting))["Agenda"] == "Menyusun asesmen"


@pytest.mark.parametrize(
    ("name", "seat"),
    [
        ("Ciawi", "Ciawi"),
        ("Kec. Ciawi", "Ciawi"),
        ("Kabupaten Bogor", "Bogor"),
        ("Kota Bogor", "Bogor"),
        ("Kotamobagu", "Kotamobagu"),
    ],
)
def test_letters_are_dated_from_the_place_itself(world: World, name: str, seat: str) -> None:
    world.group.place.name = name
    assert meeting_words.place_and_date(world.group, date(2026, 1, 2)) == f"{seat}, 2 Januari 2026"
