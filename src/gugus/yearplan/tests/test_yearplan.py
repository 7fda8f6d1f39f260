"""Prota and prosem: on the screen for every member, on paper with the year's real dates."""

from datetime import date

import pytest

from gugus.meetings.models import Meeting
from gugus.people.models import CommitteePost, Speaker
from gugus.people.rules.roles import Role
from gugus.platform.documents.paper import Heading, Signatures
from gugus.programme.models import Programme
from gugus.programme.queries.words import months_words
from gugus.yearplan.papers import prosem_paper, prota_paper
from gugus.yearplan.queries.yearplan import year_plan
from tests.support.html import mentions, page_of
from tests.support.meetings import make_meeting
from tests.support.paper_contents import docx_text, pdf_text, tables
from tests.support.programme_lines import line
from tests.support.world import SINCE, World

YEAR = 2026
TODAY = date(2026, 11, 21)
pytestmark = pytest.mark.day(2026, 11, 21)
URL = "/g/rekaan-1/prota/"


@pytest.fixture
def programme(world: World) -> Programme:
    made = Programme.objects.create(group=world.group, school_year=YEAR)
    speaker = Speaker.objects.create(name="Bu Contoh Narasumber")
    line(made, times=3, months=[7, 8, 9, 10], jp=9)
    line(
        made,
        kind="pengembangan",
        title="Menyusun asesmen",
        times=2,
        months=[10, 2],
        jp=8,
        cost=1_250_000,
        speaker=speaker,
        product="Kisi-kisi",
        study_group=world.lower,
    )
    line(made, kind="pengembangan", title="PTK", months=[], cost=500_000)
    return made


@pytest.fixture
def meetings(world: World, programme: Programme) -> list[Meeting]:
    """The routine line: one held, one called, one cancelled; and a free one in February."""
    routine = programme.lines.get(title="Diskusi rutin")
    return [
        make_meeting(world, title="Membaca", line=routine, date=date(2026, 7, 29), state="held"),
        make_meeting(world, title="Berhitung", line=routine, date=date(2026, 8, 5), state="called"),
        make_meeting(
            world,
            title="Bercerita",
            line=routine,
            date=date(2026, 9, 2),
            state="cancelled",
            cancelled_reason="Rapat dinas",
        ),
        make_meeting(world, title="Rapat anggota", date=date(2027, 2, 3)),
    ]


def test_months_are_told_as_runs() -> None:
    assert months_words([11, 7, 8, 1]) == "Jul–Agu, Nov, Jan"
    assert months_words([]) == "–"


def test_the_prota_has_a_table_a_kind_with_one_numbering_and_sums(
    world: World, programme: Programme
) -> None:
    paper = prota_paper(year_plan(world.group, YEAR), TODAY)
    assert (paper.title, paper.subtitle) == (
        "PROGRAM TAHUNAN KKG GUGUS REKAAN I",
        "TAHUN PELAJARAN 2026/2027",
    )
    assert paper.landscape
    assert paper.mark == "RANCANGAN"
    kinds = [b.text for b in paper.blocks if isinstance(b, Heading)]
    assert kinds == ["Program rutin", "Program pengembangan"]
    routine, development = tables(paper)
    assert routine.rows == (
        (
            "1.",
            "Diskusi rutin\n(semua anggota)",
            "Masalah kelas terpecahkan",
            "3",
            "Jul–Okt",
            "9",
            "–",
            "–",
            "–",
            "Rp0",
        ),
    )
    assert [row[0] for row in development.rows] == ["2.", "3.", ""]
    assert development.rows[-1] == (
        "", "Jumlah", "", "3", "", "12", "", "", "", "Rp1.750.000",
    )  # fmt: skip
    text = pdf_text(paper)
    assert mentions(text, "3 program", "6 pertemuan", "21 JP", "Rp1.750.000")
    assert "Bu Contoh Narasumber" in docx_text(paper)


def test_chair_secretary_and_supervisor_sign(world: World, programme: Programme) -> None:
    paper = prota_paper(year_plan(world.group, YEAR), TODAY)
    (signed,) = [b for b in paper.blocks if isinstance(b, Signatures)]
    chair, secretary, supervisor = signed.blocks
    assert chair.name == world.teachers[1].name
    assert secretary.name == world.teachers[2].name
    assert (supervisor.above, supervisor.name) == ("Mengetahui,", "Contoh supervisor")
    CommitteePost.objects.create(
        group=world.group,
        post="pembina",
        person_name="Pak Contoh Pembina",
        person_position="Pengawas TK/SD",
        term_start=SINCE,
    )
    paper = prosem_paper(year_plan(world.group, YEAR), 1, TODAY)
    assert "Pak Contoh Pembina" in pdf_text(paper)


def test_a_signed_programme_is_no_draft_and_dated(world: World, programme: Programme) -> None:
    programme.status, programme.signed_on = Programme.Status.SIGNED, date(2026, 7, 20)
    programme.save()
    paper = prota_paper(year_plan(world.group, YEAR), TODAY)
    assert (paper.mark, paper.dated) == ("", date(2026, 7, 20))
    assert "20 Juli 2026" in pdf_text(paper)


def test_the_prosem_holds_the_real_dates_with_their_marks(
    world: World, meetings: list[Meeting]
) -> None:
    grid, dates = tables(prosem_paper(year_plan(world.group, YEAR), 1, TODAY))
    assert [wide for over, wide in grid.spans if over] == [5] * 6
    routine, assessment, _research = grid.rows
    assert routine[1:3] == ("Diskusi rutin", "3")
    cells = dict(zip([(c.over, c.heading) for c in grid.columns], routine, strict=True))
    assert cells["Juli 2026", "5"] == "29t"
    assert cells["Agustus 2026", "1"] == "5u"
    assert cells["September 2026", "1"] == "2b"
    # One of three still has no date: the months without one are told as planned.
    assert [cells["Oktober 2026", str(week)] for week in range(1, 6)] == ["–"] * 5
    assert [cells["Agustus 2026", str(week)] for week in range(2, 6)] == [""] * 4
    assert assessment.count("–") == 5
    assert [row[2] for row in dates.rows] == [
        "Membaca, bagian 1 dari 3",
        "Berhitung, bagian 2 dari 3",
        "Bercerita",
    ]
    assert "Rapat dinas" in dates.rows[2][-1]


def test_the_second_semester_tells_what_came_of_no_line(
    world: World, meetings: list[Meeting]
) -> None:
    paper = prosem_paper(year_plan(world.group, YEAR), 2, TODAY)
    grid, dates = tables(paper)
    assert [row[1] for row in grid.rows[:2]] == [
        "Menyusun asesmen",
        "PTK",
    ]
    # The last row holds what came of no line.
    assert len(grid.rows) == 3 and "3" in "".join(grid.rows[2][2:])
    assert [row[2] for row in dates.rows] == ["Rapat anggota"]
    text = pdf_text(paper)
    assert text.count("PTK") >= 2
    assert "Februari 2027" in text
    assert "Februari 2027" in docx_text(paper)


def test_papers_of_an_empty_year_say_so(world: World) -> None:
    plan = year_plan(world.group, 2030)
    assert "Belum ada program." in pdf_text(prota_paper(plan, TODAY))
    assert "Belum ada program atau pertemuan" in pdf_text(prosem_paper(plan, 1, TODAY))


@pytest.mark.parametrize("role", [Role.TEACHER, Role.SUPERVISOR, Role.CHAIR, Role.SCHOOL_HEAD])
def test_every_member_reads_the_years_plan(
    world: World, meetings: list[Meeting], role: Role
) -> None:
    client = world.client(role)
    page = page_of(client.get(URL, {"tahun": YEAR}))
    assert page.entry("Menyusun asesmen", "Rp1.250.000")
    assert "1 belum bertanggal" in page
    semester = page_of(client.get(f"{URL}semester-1/", {"tahun": YEAR}))
    assert semester.headings.index("Juli 2026") < semester.headings.index("Agustus 2026")
    assert semester.entry("Rapat dinas")
    assert semester.says("2 pertemuan", "1 terlaksana", "1 dibatalkan")


def test_first_visits_show_what_to_do(world: World) -> None:
    client = world.client(Role.CHAIR)
    page = page_of(client.get(URL, {"tahun": 2031}))
    assert page.empty and not page.has("table")
    Programme.objects.create(group=world.group, school_year=2031)
    begun = page_of(client.get(URL, {"tahun": 2031}))
    assert begun.empty and begun.empty != page.empty
    page = page_of(client.get(f"{URL}semester-2/", {"tahun": 2031}))
    assert page.empty and not page.has("table")


@pytest.mark.parametrize("asked", ["", "abc", "20266", "٢٠٢٦", "1999"])
def test_a_year_that_is_none_means_this_year(world: World, asked: str) -> None:
    assert world.client(Role.CHAIR).get(URL, {"tahun": asked}).status_code == 200


def test_there_are_two_semesters_and_two_kinds_of_files(world: World, programme: Programme) -> None:
    client = world.client(Role.TEACHER)
    assert client.get(f"{URL}semester-3/").status_code == 404
    assert client.get(f"{URL}semester-0/cetak/pdf/").status_code == 404
    assert client.get(f"{URL}cetak/exe/").status_code == 404
    for path, begin in (("cetak/pdf/", b"%PDF"), ("semester-1/cetak/docx/", b"PK")):
        assert client.get(f"{URL}{path}", {"tahun": YEAR}).content.startswith(begin)
