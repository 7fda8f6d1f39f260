"""A meeting's papers: what they say, how they look as text, and who may print them."""

from datetime import UTC, date, datetime, time
from io import BytesIO

import docx
import pdfplumber
import pytest
from django.urls import reverse
from django.utils.translation import override

from gugus.meetings import papers
from gugus.meetings.models import Attendance, Guest, Meeting, Minutes, Move, Step
from gugus.meetings.papers import occasion
from gugus.people.models import CommitteePost, Speaker, Teacher
from gugus.people.rules.roles import Role
from gugus.platform.documents.paper import (
    Addressee,
    Fields,
    Heading,
    Items,
    Paper,
    Signatures,
    Table,
)
from gugus.platform.documents.render import to_docx, to_pdf
from gugus.platform.documents.services import issue_letter
from tests.world import World, client_of

CALLED = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def meeting(world: World) -> Meeting:
    return Meeting.objects.create(
        group=world.group,
        title="Menyusun asesmen",
        date=date(2026, 11, 25),
        starts_at=time(13, 0),
        ends_at=time(15, 30),
        host=world.schools[0],
        place_note="Ruang guru",
        agenda="1. Pembukaan\n2) Diskusi\n- Penutup\n\n",
        speaker=Speaker.objects.create(name="Bu Contoh Narasumber", position="Widyaiswara"),
    )


def called(meeting: Meeting, world: World) -> Meeting:
    meeting.invitation = issue_letter(
        series_key="group:1:2026",
        number_format=world.group.letter_number_format,
        values={"kode": "KKG-R1"},
        subject="Undangan",
        dated=CALLED.date(),
        user_id=world.users[Role.SECRETARY].pk,
        now=CALLED,
    )
    meeting.state, meeting.called_at = Meeting.State.CALLED, CALLED
    meeting.save()
    return meeting


def one(paper: Paper, kind: type) -> object:
    return next(block for block in paper.blocks if isinstance(block, kind))


def facts(paper: Paper) -> dict[str, object]:
    found: dict[str, object] = {}
    for block in paper.blocks:
        if isinstance(block, Fields):
            found.update(dict(block.rows))
    return found


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def pdf_text(paper: Paper) -> str:
    with pdfplumber.open(BytesIO(to_pdf(paper))) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def docx_text(paper: Paper) -> str:
    document = docx.Document(BytesIO(to_docx(paper)))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def record(meeting: Meeting, world: World, teacher: Teacher, status: str, **more: object) -> None:
    values: dict[str, object] = {
        "recorded_at": datetime(2026, 11, 25, 6, 5, tzinfo=UTC),
        "recorded_by": world.users[Role.SECRETARY],
        **more,
    }
    Attendance.objects.create(meeting=meeting, teacher=teacher, status=status, **values)


# -- the letter -----------------------------------------------------------------------------


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
        Move.objects.create(
            meeting=meeting,
            old_date=date(2026, 11, day),
            old_starts_at=time(13),
            old_ends_at=time(15),
            reason="Bentrok",
            moved_at=CALLED.replace(hour=hour),
            moved_by=world.users[Role.SECRETARY],
        )
    assert "jadwal semula (Rabu, 11 November 2026)" in pdf_text(papers.invitation(meeting)).replace(
        "\n", " "
    )


def test_moves_before_the_call_concern_nobody(meeting: Meeting, world: World) -> None:
    Move.objects.create(
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
    assert "Kelas rendah, KKG Gugus Rekaan I" in one(paper, Addressee).to[0]
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
    assert occasion.hours(meeting) == f"13.00 s.d. 15.30 {written}".strip()


def test_an_empty_agenda_and_place_stay_honest(meeting: Meeting) -> None:
    meeting.agenda, meeting.host, meeting.place_note, meeting.speaker = "", None, "", None
    found = facts(papers.invitation(meeting))
    assert found["Tempat"] == "–"
    assert "Agenda" not in found
    assert "Narasumber" not in found
    assert facts(papers.empty_sheet(meeting))["Agenda"] == "Menyusun asesmen"


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
    assert occasion.place_and_date(world.group, date(2026, 1, 2)) == f"{seat}, 2 Januari 2026"


# -- the attendance sheet -------------------------------------------------------------------


def test_the_empty_sheet_lists_by_school_and_name_with_room_for_guests(
    meeting: Meeting, world: World
) -> None:
    Teacher.objects.filter(pk=world.teachers[0].pk).update(nip="198001012005012001")
    Guest.objects.create(meeting=meeting, name="Contoh Tamu", institution="Dinas")
    rows = tables(papers.empty_sheet(meeting))[0].rows
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


# -- the minutes ----------------------------------------------------------------------------


@pytest.fixture
def written(meeting: Meeting, world: World) -> Minutes:
    return Minutes.objects.create(
        meeting=meeting,
        state=Minutes.State.FINAL,
        chaired_by=world.teachers[1].name,
        taken_by="Bu Contoh Notulis",
        opening="Doa bersama.",
        problems="Peserta didik pasif.",
        discussion="Tanya jawab.",
        decisions="1. Mencoba di kelas.\n2. Membawa hasil.",
        closed_at=time(15, 20),
    )


def test_the_minutes_hold_every_part_in_order(
    meeting: Meeting, world: World, written: Minutes
) -> None:
    former = Meeting.objects.create(
        group=world.group, title="Lalu", state="held",
        date=date(2026, 11, 18), starts_at=time(13), ends_at=time(15),
    )  # fmt: skip
    give = {"due_on": date(2026, 11, 25), "meeting": former}
    Step.objects.create(
        teacher=world.teachers[0], what="Mencoba A", state="done", reported_at=CALLED, **give
    )
    Step.objects.create(
        teacher=world.teachers[1],
        what="Mencoba B",
        state="tried",
        report="Waktu",
        reported_at=CALLED,
        **give,
    )
    Step.objects.create(teacher=world.teachers[2], what="Mencoba C", **give)
    Step.objects.create(
        meeting=meeting,
        teacher=world.teachers[3],
        what="Mencoba D",
        due_on=date(2026, 12, 2),
        proof="foto",
    )
    Meeting.objects.create(
        group=world.group,
        title="Berikut",
        date=date(2026, 12, 2),
        starts_at=time(13),
        ends_at=time(15),
    )
    record(meeting, world, world.teachers[0], "hadir")
    Guest.objects.create(meeting=meeting, name="Contoh Tamu")
    paper = papers.minutes(meeting)
    assert [b.text for b in paper.blocks if isinstance(b, Heading)] == [
        "A. Tindak lanjut pertemuan sebelumnya", "B. Pembukaan", "C. Masalah yang dikemukakan",
        "D. Pembahasan", "E. Keputusan", "F. Rencana tindak lanjut", "G. Penutup",
    ]  # fmt: skip
    assert [row[4] for row in tables(paper)[0].rows] == [
        "Sudah (20 Nov 2026)", "Dicoba, ada kendala (20 Nov 2026): Waktu", "Belum",
    ]  # fmt: skip
    assert tables(paper)[1].rows == (("1", "Guru Rekaan 4", "Mencoba D", "2 Des 2026", "foto"),)
    assert one(paper, Items).items == ("Mencoba di kelas.", "Membawa hasil.")
    assert facts(paper)["Peserta"] == "1 hadir, 5 belum dicatat (dari 6 guru); 1 tamu"
    for text in (pdf_text(paper), docx_text(paper)):
        assert "Pertemuan ditutup pukul 15.20 WIB." in text
        assert "Berikut, Rabu, 2 Desember 2026" in text


def test_empty_parts_are_left_out_and_letters_close_up(meeting: Meeting, written: Minutes) -> None:
    written.opening = written.problems = ""
    written.save()
    found = [b.text for b in papers.minutes(meeting).blocks if isinstance(b, Heading)]
    assert found == ["A. Pembahasan", "B. Keputusan", "C. Penutup"]


def test_unfinished_minutes_are_marked(meeting: Meeting, written: Minutes) -> None:
    assert papers.minutes(meeting).mark == ""
    written.state = Minutes.State.DRAFT
    written.save()
    assert papers.minutes(meeting).mark == "RANCANGAN"


def test_minutes_nobody_wrote_still_print(meeting: Meeting) -> None:
    paper = papers.minutes(meeting)
    assert paper.mark == "RANCANGAN"
    assert facts(paper)["Peserta"] == "kehadiran belum dicatat"
    assert "NOTULEN" in pdf_text(paper)


def test_a_nip_stands_only_under_its_own_name(
    meeting: Meeting, world: World, written: Minutes
) -> None:
    Teacher.objects.filter(pk=world.teachers[1].pk).update(nip="198001012005012001")
    Teacher.objects.filter(pk=world.teachers[2].pk).update(nip="198001012005012002")
    chair, keeper = one(papers.minutes(meeting), Signatures).blocks
    assert (chair.name, chair.nip) == (world.teachers[1].name, "198001012005012001")
    assert (keeper.name, keeper.nip) == ("Bu Contoh Notulis", "")


def test_papers_are_indonesian_on_an_english_screen(
    meeting: Meeting, world: World, written: Minutes
) -> None:
    record(meeting, world, world.teachers[0], "hadir")
    with override("en"):
        made = [
            build(meeting) for build in (papers.invitation, papers.filled_sheet, papers.minutes)
        ]
    for paper in made:
        assert facts(paper)["Hari, tanggal"] == "Rabu, 25 November 2026"
        assert paper.language == "id"
    assert tables(made[1])[0].rows[0][4] == "Hadir"


def test_hostile_titles_are_only_text(meeting: Meeting) -> None:
    meeting.title = '#panic("x") $a$ *b* <script>&amp;'
    meeting.agenda = meeting.place_note = meeting.title
    for build in (papers.invitation, papers.empty_sheet, papers.minutes):
        assert '#panic("x") $a$ *b* <script>&amp;' in pdf_text(build(meeting)).replace("\n", " ")
        assert meeting.title in docx_text(build(meeting))


def test_ninety_teachers_fit(meeting: Meeting, world: World) -> None:
    Teacher.objects.bulk_create(
        Teacher(
            school=world.schools[n % 2],
            name=f"Dra. Hj. Contoh Nama Yang Panjang Sekali Binti Rekaan {n}, S.Pd., M.Pd.",
        )
        for n in range(84)
    )
    text = pdf_text(papers.empty_sheet(meeting))
    assert "90." in text
    assert "95." in text
    assert text.count("Tanda tangan") == text.count("Halaman ")


# -- who may print --------------------------------------------------------------------------

PAPERS = ("paper_invitation", "paper_attendance", "paper_attendance_empty", "paper_minutes")


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
    assert teacher.get(_address(meeting, "paper_invitation")).status_code == 200
    assert teacher.get(_address(meeting, "paper_minutes")).status_code == 200
    assert teacher.get(_address(meeting, "paper_attendance")).status_code == 404
    assert teacher.get(_address(meeting, "paper_attendance_empty")).status_code == 404
    written.state = Minutes.State.DRAFT
    written.save()
    assert teacher.get(_address(meeting, "paper_minutes")).status_code == 404


def _address(meeting: Meeting, name: str, kind: str = "pdf") -> str:
    return reverse(f"meetings:{name}", args=[meeting.group.code, meeting.pk, kind])
