"""The minutes on paper."""

from datetime import date, time

from gugus.meetings import papers
from gugus.meetings.models import Guest, Meeting, Minutes, Step
from gugus.meetings.tests.reading import CALLED, docx_text, facts, one, pdf_text, record, tables
from gugus.people.models import Teacher
from gugus.platform.documents.paper import (
    Heading,
    Items,
    Signatures,
)
from tests.world import World


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
