import csv
import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gugus.competence.models import Round
from gugus.competence.queries import Need
from gugus.people.rules.roles import Role
from gugus.programme import queries
from gugus.programme.models import Line, Programme
from gugus.programme.pages.plot import plot_of
from gugus.programme.pages.words import caution, headline, lead
from gugus.programme.papers.tables import escape_formula
from gugus.programme.queries import coverage as coverage_queries
from gugus.programme.queries import coverage_counts, coverage_of
from tests.support.ciawi import YEAR, items, measure, programme
from tests.support.html import mentions, page_of
from tests.support.world import World


@pytest.fixture
def made(world: World) -> Programme:
    measure(world)
    return programme(world)


def screen(world: World, role: Role = Role.SECRETARY, year: int = YEAR):
    address = reverse("programme:coverage", args=[world.group.code])
    return world.client(role).get(address, {"tahun": year})


def test_ciawis_screen_says_what_ciawis_numbers_say(world: World, made: Programme) -> None:
    page = screen(world).context["page"]
    assert page.headline == "Empat kebutuhan terbesar belum punya program"
    assert [row.figure for row in page.rows if row.hole] == ["64", "65", "68", "70"]
    text = " ".join(page.lead)
    assert [text.index(f"({n})") for n in (64, 65, 68, 70)] == sorted(
        text.index(f"({n})") for n in (64, 65, 68, 70)
    )
    assert mentions(text, 82, "Penilaian dan evaluasi", "1 program")
    assert "tidak diketahui" in page.caution
    assert not page.has_intervals
    routine = next(line for line in page.lines if line.kind == "Rutin")
    assert routine.needs == ()
    assert "tidak disebut" in page_of(screen(world))


def test_every_unserved_need_is_one_tap_from_a_new_line(world: World, made: Programme) -> None:
    page = screen(world).context["page"]
    for row in page.rows:
        if row.hole:
            form = world.client(Role.SECRETARY).get(row.add_href).context["page"].form
            assert form["needs"].value() == [items()[int(row.code)].pk]
    assert page.add_href == page.rows[0].add_href
    reader = screen(world, Role.TEACHER).context["page"]
    assert not reader.add_href
    assert not any(row.add_href for row in reader.rows)


def test_the_finding_follows_when_the_largest_need_gets_a_line(
    world: World, made: Programme
) -> None:
    Line.objects.get(title="Penilaian dan evaluasi").needs.add(items()[6])
    covered = coverage_of(world.group, made)
    assert headline(covered.coverage) == "Enam kebutuhan di bawah standar, tiga belum punya program"


def test_without_a_measurement_the_screen_says_what_it_is_for(world: World) -> None:
    programme(world)
    answer = screen(world)
    assert answer.status_code == 200
    assert answer.context["page"].plot is None
    assert answer.context["page"].headline == "Kebutuhan belum diukur"
    counts = coverage_counts(world.group)
    assert (counts.low, counts.low_without_line) == (None, None)


def test_without_a_programme_every_low_need_is_unserved(world: World) -> None:
    measure(world)
    page = screen(world).context["page"]
    assert page.may_start
    assert page.headline == "Enam kebutuhan terbesar belum punya program"
    assert not screen(world, Role.TEACHER).context["page"].may_start


def test_counts_for_beranda_are_few_queries(
    world: World, made: Programme, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(4):
        counts = coverage_counts(made)
    assert counts == queries.CoverageCounts(
        low=6, low_without_line=4, lines=5, lines_without_need=1
    )


def test_a_round_opened_again_is_not_stood_on(world: World, made: Programme) -> None:
    older = made.needs_round
    newer = measure(world, name="Hasil PKG berikutnya")
    made.needs_round = newer
    newer.state = Round.State.OPEN
    newer.save()
    made.save()
    assert coverage_queries.measured_round(world.group, made) == older


def test_a_round_with_individuals_shows_n_and_interval(
    world: World, made: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [_need(6, 64.0, 58), _need(1, None, 0), _need(7, 82.5, 60)]
    monkeypatch.setattr(coverage_queries, "ranked_needs", lambda round_: tuple(rows))
    page = screen(world).context["page"]
    assert page.has_intervals
    assert [row.interval for row in page.rows] == ["60,0–68,0", "78,5–86,5", "–"]
    assert [row.n for row in page.rows] == ["58", "60", "0"]
    assert "58 sampai 60 guru" in caution(made.needs_round, [rows[0], rows[2]])
    drawing = page.plot.wide
    assert len(drawing.marks) == 2
    assert all(mark.low_x < mark.x < mark.high_x for mark in drawing.marks)
    assert page.rows[-1].figure == "–"


def _need(order: int, mean: float | None, n: int) -> Need:
    known = mean is not None
    return Need(
        item=items()[order], mean=mean, n=n, sd=9.0, ci_low=mean - 4 if known else None,
        ci_high=mean + 4 if known else None, below=None, below_share=None, below_low=None,
        below_high=None, rank=None, rank_low=None, rank_high=None, mwds=None,
        is_low=known and mean < 76,
    )  # fmt: skip


def test_the_plot_puts_larger_figures_further_right_and_fits(world: World, made: Programme) -> None:
    plot = plot_of(coverage_of(world.group, made))
    for drawing in (plot.wide, plot.narrow):
        xs = [mark.x for mark in drawing.marks]
        assert xs == sorted(xs)
        assert xs[0] > 0 and xs[-1] < drawing.width
        assert [mark.hole for mark in drawing.marks] == [True] * 4 + [False] * 10
        left_of_standard = [mark.figure for mark in drawing.marks if mark.x < drawing.standard.x]
        assert left_of_standard == ["64", "65", "68", "70", "73", "74"]


def test_sentences_without_a_measurement_are_silent(world: World) -> None:
    assert lead(coverage_of(world.group, None)) == ()


def test_the_table_as_csv_and_xlsx(world: World, made: Programme) -> None:
    Line.objects.filter(title="Penilaian dan evaluasi").update(title='=HYPERLINK("x")')

    def file(kind: str):
        address = reverse("programme:coverage_file", args=[world.group.code, kind])
        return world.client(Role.TEACHER).get(address, {"tahun": YEAR})

    text = file("csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[2] for row in rows[1:5]] == ["64.0", "65.0", "68.0", "70.0"]
    assert [row[4] for row in rows[1:5]] == [""] * 4
    assert any(row[9] == '\'=HYPERLINK("x")' for row in rows)
    book = CalamineWorkbook.from_filelike(io.BytesIO(file("xlsx").content))
    cells = book.get_sheet_by_index(0).to_python()
    assert [row[2] for row in cells[1:5]] == [64, 65, 68, 70]
    assert cells[-1][9] == "Diskusi masalah pembelajaran"
    assert not any(str(cell).startswith("=") for row in cells for cell in row)
    assert file("exe").status_code == 404


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    assert escape_formula(text) == f"'{text}"
    assert escape_formula(-1.5) == -1.5


def test_another_measurement_can_be_chosen(world: World, made: Programme) -> None:
    newer = measure(world, name="Hasil PKG berikutnya")
    foreign = measure(world, world.other)
    client = world.client(Role.SECRETARY)
    address = reverse("programme:round", args=[world.group.code, made.pk])
    for chosen, kept in ((newer, newer), (foreign, newer)):
        client.post(address, {"round": chosen.pk})
        made.refresh_from_db()
        assert made.needs_round == kept
