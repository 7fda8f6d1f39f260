"""The attendance sheet, empty to sign and filled."""

from datetime import UTC, datetime

from gugus.attendance.models import Guest
from gugus.attendance.papers import sheets as papers
from gugus.meetings.models import Meeting
from gugus.people.models import Teacher
from gugus.platform.documents.paper import (
    Signatures,
)
from tests.support.paper_contents import empty_sheet, one, pdf_text, record, tables
from tests.support.world import World


def test_the_empty_sheet_lists_by_school_and_name_with_room_for_guests(
    meeting: Meeting, world: World
) -> None:
    Teacher.objects.filter(pk=world.teachers[0].pk).update(nip="198001012005012001")
    Guest.objects.create(meeting=meeting, name="Contoh Tamu", institution="Dinas")
    rows = tables(empty_sheet(meeting))[0].rows
    assert [row[1] for row in rows[:7]] == [
        "Guru Rekaan 1", "Guru Rekaan 3", "Guru Rekaan 5",
        "Guru Rekaan 2", "Guru Rekaan 4", "Guru Rekaan 6", "Contoh Tamu",
    ]  # fmt: skip
    assert rows[0][2] == "198001012005012001"
    assert len(rows) == 7 + 5
    assert all(row[1:4] == ("", "", "") for row in rows[7:])
    assert [row[4] for row in rows[:2]] == ["1.", "2."]


def test_the_filled_sheet_shows_each_status_and_counts(meeting: Meeting, world: World) -> None:
    one_, two, three, four, *_ = world.teachers
    record(meeting, world, one_, "hadir")
    record(meeting, world, two, "terlambat", recorded_at=datetime(2026, 11, 26, 1, tzinfo=UTC))
    record(meeting, world, three, "sakit", note="Surat dokter")
    record(meeting, world, four, "alpa")
    Guest.objects.create(meeting=meeting, name="Contoh Tamu", institution="Dinas")
    paper = papers.filled_sheet(meeting)
    sheet, guests, counts = tables(paper)
    by_name = {row[1]: row[4:] for row in sheet.rows}
    assert by_name[one_.name] == ("Hadir", "Dicatat 13.05")
    assert by_name[two.name] == ("Terlambat", "Dicatat 26 Nov 2026")
    assert by_name[three.name] == ("Sakit", "Surat dokter\nDicatat 13.05")
    assert by_name[world.teachers[5].name] == ("–", "")
    assert guests.rows == (("1", "Contoh Tamu", "Dinas"),)
    named = dict(zip([c.heading for c in counts.columns], counts.rows[0], strict=True))
    assert named == {
        "Hadir": "1", "Terlambat": "1", "Izin": "0", "Sakit": "1", "Dinas": "0", "Alpa": "1",
        "Belum dicatat": "2", "Jumlah": "6",
    }  # fmt: skip
    assert paper.mark == ""
    assert [s.name for s in one(paper, Signatures).blocks] == [
        world.teachers[1].name,
        world.teachers[2].name,
    ]


def test_somebody_recorded_who_was_not_expected_is_counted(meeting: Meeting, world: World) -> None:
    meeting.study_group = world.lower
    meeting.save()
    record(meeting, world, world.teachers[5], "hadir")
    sheet, counts = tables(papers.filled_sheet(meeting))
    assert world.teachers[5].name in [row[1] for row in sheet.rows]
    assert counts.rows[0][-1] == "4"


def test_a_sheet_without_any_record_says_so(meeting: Meeting) -> None:
    paper = papers.filled_sheet(meeting)
    assert paper.mark == "BELUM DIISI"
    assert {row[4] for row in tables(paper)[0].rows} == {"–"}


def test_ninety_teachers_fit(meeting: Meeting, world: World) -> None:
    Teacher.objects.bulk_create(
        Teacher(
            school=world.schools[n % 2],
            name=f"Dra. Hj. Contoh Nama Yang Panjang Sekali Binti Rekaan {n}, S.Pd., M.Pd.",
        )
        for n in range(84)
    )
    text = pdf_text(empty_sheet(meeting))
    assert "90." in text
    assert "95." in text
    assert text.count("Tanda tangan") == text.count("Halaman ")
