"""The minutes on paper."""

from datetime import date, time
from uuid import uuid4

from gugus.attendance.models import Guest
from gugus.meetings.models import Meeting
from gugus.minutes.models import Addendum, DecisionUpdate, Minutes
from gugus.minutes.papers import minutes as papers
from gugus.people.models import Teacher
from gugus.people.rules.roles import Role
from gugus.platform.documents.paper import (
    Heading,
    Items,
    Paragraph,
    Signatures,
)
from gugus.steps.models import Step
from tests.support.html import mentions
from tests.support.paper_contents import CALLED, docx_text, facts, one, pdf_text, record, tables
from tests.support.world import World


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
        shared=True,
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
    told = one(paper, Paragraph).text
    assert told == "Dari 3 langkah: 1 sudah, 1 dicoba, ada kendala, 1 belum."
    shared, decided = [block.items for block in paper.blocks if isinstance(block, Items)]
    assert shared == ("Waktu",)
    assert tables(paper)[0].rows == (("1", "Guru Rekaan 4", "Mencoba D", "2 Des 2026", "foto"),)
    assert decided == ("Mencoba di kelas.", "Membawa hasil.")
    came = facts(paper)["Peserta"]
    assert mentions(came, "1 hadir", "5 belum dicatat", "6 guru", "1 tamu")
    for text in (pdf_text(paper), docx_text(paper)):
        assert mentions(text, "15.20 WIB")
        assert mentions(text, "Berikut", "Rabu, 2 Desember 2026")


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


def test_the_paper_names_the_minutes_before_and_what_became_of_their_decisions(
    meeting: Meeting, world: World, written: Minutes
) -> None:
    former = Meeting.objects.create(
        group=world.group, title="Lalu", state="held",
        date=date(2026, 11, 18), starts_at=time(13), ends_at=time(15),
    )  # fmt: skip
    earlier = Minutes.objects.create(
        meeting=former, state=Minutes.State.FINAL, decisions="Mencoba\nMembaca"
    )
    said = {"stamp_at": CALLED, "stamp_id": uuid4(), "reported_by": world.users[Role.SECRETARY]}
    DecisionUpdate.objects.create(minutes=earlier, number=2, state="done", note="40 guru", **said)
    paper = papers.minutes(meeting)
    assert tables(paper)[0].rows == (
        ("1", "Mencoba", "Belum dikabarkan"),
        ("2", "Membaca", "Terlaksana: 40 guru"),
    )
    assert tables(paper)[0].columns[1].heading == "Keputusan 18 Nov 2026"
    text = pdf_text(paper)
    assert mentions(text, "“Lalu”", "Rabu, 18 November 2026", "belum disahkan")
    Minutes.objects.filter(pk=earlier.pk).update(approved_at=CALLED, approved_in=meeting)
    text = docx_text(papers.minutes(meeting))
    assert "mengesahkan notulen “Lalu”" in text and "belum disahkan" not in text


def test_approved_minutes_say_when_and_carry_their_corrections(
    meeting: Meeting, world: World, written: Minutes
) -> None:
    following = Meeting.objects.create(
        group=world.group, title="Berikut", state="called",
        date=date(2026, 12, 2), starts_at=time(13), ends_at=time(15),
    )  # fmt: skip
    written.approved_at, written.approved_in = CALLED, following
    written.save()
    for number, text in enumerate(("Hadir 41 guru", "Keputusan 2: foto"), 1):
        Addendum.objects.create(
            minutes=written, number=number, text=text, made_at=CALLED,
            made_by=world.users[Role.SECRETARY],
        )  # fmt: skip
    paper = papers.minutes(meeting)
    assert mentions(facts(paper)["Disahkan"], "Rabu, 2 Desember 2026", "“Berikut”")
    assert paper.blocks[-1] == Items(
        (
            "Hadir 41 guru (Contoh secretary, 20 Nov 2026)",
            "Keputusan 2: foto (Contoh secretary, 20 Nov 2026)",
        )
    )
    for text in (pdf_text(paper), docx_text(paper)):
        assert "Adendum" in text
        assert "Hadir 41 guru" in text
