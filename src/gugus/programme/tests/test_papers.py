from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from gugus.people.rules.roles import Role
from gugus.platform.documents.paper import Heading, Paper, Paragraph, Signatures, Table
from gugus.programme.models import Line, Programme
from gugus.programme.papers import default_texts, programme_paper
from tests.support.ciawi import measure, programme
from tests.support.world import World

TODAY = date(2026, 11, 21)


@pytest.fixture
def made(world: World) -> Programme:
    measure(world)
    return programme(world)


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def test_all_parts_stand_in_their_order(made: Programme) -> None:
    paper = programme_paper(made, TODAY)
    heads = [b.text for b in paper.blocks if isinstance(b, Heading) and b.level == 1]
    assert [head[0] for head in heads] == list("ABCDEFGH")
    kinds = [b.text for b in paper.blocks if isinstance(b, Heading) and b.level == 2]
    assert kinds == ["Program rutin", "Program pengembangan", "Program penunjang"]
    assert paper.subtitle == "TAHUN PELAJARAN 2026/2027"
    assert isinstance(paper.blocks[-1], Signatures)


def test_the_activity_table_has_the_customary_columns_and_one_numbering(made: Programme) -> None:
    activities = tables(programme_paper(made, TODAY))[:3]
    for table in activities:
        assert [column.heading for column in table.columns] == [
            "No", "Program", "Tujuan", "Kegiatan", "Narasumber",
        ]  # fmt: skip
    assert [row[0] for table in activities for row in table.rows] == ["1.", "2.", "3.", "4.", "5."]


def test_the_budget_adds_up(made: Programme) -> None:
    Line.objects.update(cost=250_000)
    budget = next(t for t in tables(programme_paper(made, TODAY)) if "JP" in _heads(t))
    assert budget.rows[-1] == ("", "Jumlah", "20", "Rp1.250.000")


def test_a_recorded_summary_prints_neither_n_nor_interval(made: Programme) -> None:
    paper = programme_paper(made, TODAY)
    needs = next(t for t in tables(paper) if "Hasil (%)" in _heads(t))
    assert "n" not in _heads(needs)
    assert [row[2:] for row in needs.rows[:4]] == [
        (figure, "belum ada program") for figure in ("64", "65", "68", "70")
    ]
    assert any(
        isinstance(b, Paragraph) and "Diskusi masalah pembelajaran" in b.text for b in paper.blocks
    )


def test_a_draft_says_so_and_a_signed_paper_bears_its_date(made: Programme) -> None:
    assert programme_paper(made, TODAY).mark == "RANCANGAN"
    made.status, made.signed_on = Programme.Status.SIGNED, date(2026, 8, 3)
    paper = programme_paper(made, TODAY)
    assert paper.mark == ""
    assert paper.blocks[-1].blocks[1].above.endswith(", 3 Agustus 2026")


def test_the_paper_is_indonesian_for_an_english_reader(made: Programme) -> None:
    with translation.override("en"):
        paper = programme_paper(made, TODAY)
    schedule = next(t for t in tables(paper) if "Agu" in _heads(t))
    assert [column.heading for column in schedule.columns][1:4] == ["Jul", "Agu", "Sep"]


def test_an_empty_programme_still_prints(world: World) -> None:
    empty = Programme.objects.create(group=world.other, school_year=2026)
    paper = programme_paper(empty, TODAY)
    assert any(isinstance(b, Paragraph) and b.text == "Belum ada program." for b in paper.blocks)


def test_own_words_replace_the_suggestion_and_an_empty_field_brings_it_back(
    world: World, made: Programme
) -> None:
    client = world.client(Role.SECRETARY)
    address = reverse("programme:texts", args=[world.group.code, made.pk])
    suggested = default_texts(made)
    own = {**suggested, "background": "Kata kami sendiri."}
    assert client.post(address, own).status_code == 302
    made.refresh_from_db()
    assert (made.background, made.legal_basis, made.aims) == ("Kata kami sendiri.", "", "")
    client.post(address, {**suggested, "background": ""})
    made.refresh_from_db()
    assert made.background == ""
    assert "64" in default_texts(made)["background"]


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_the_paper_comes_as_a_file(world: World, made: Programme, kind: str, start: bytes) -> None:
    address = reverse("programme:paper", args=[world.group.code, made.pk, kind])
    answer = world.client(Role.TEACHER).get(address)
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert world.client(Role.TEACHER).get(address[: -len(kind)] + "exe").status_code == 404


def _heads(table: Table) -> list[str]:
    return [column.heading for column in table.columns]
