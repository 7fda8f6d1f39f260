"""The needs page and its neighbours: the finding in words, honest gaps, who may read what."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from gugus.competence.models import Rater
from gugus.competence.pages import words
from gugus.competence.pages.plot import narrow_plot, wide_plot
from gugus.competence.queries import ranked_needs
from gugus.competence.services import rounds
from gugus.people.rules.roles import Role
from tests.support.html import mentions, page_of
from tests.support.measurement_round import NOW
from tests.support.world import client_of

CIAWI = [65, 74, 79, 79, 79, 64, 82, 70, 88, 91, 89, 68, 78, 73]


@pytest.fixture
def ciawi(measuring):
    """The recorded summary of study 002."""
    plan = rounds.RoundPlan(
        measuring.framework, "Kinerja 2016/17", date(2017, 5, 12), 76, source_note="Studi 002"
    )
    return rounds.record_summary(
        actor=measuring.actor(Role.SECRETARY),
        now=NOW,
        group=measuring.world.group,
        plan=plan,
        percents={i: Decimal(v) for i, v in zip(measuring.items, CIAWI, strict=True)},
    )


def _closed(measuring, values=(0, 1, 2, 1, 2, 1)):
    for teacher, value in zip(measuring.world.teachers, values, strict=True):
        measuring.fill(teacher, Rater.HEAD, value=value)
        measuring.fill(teacher, Rater.SELF, value=2)
    return measuring.close()


def _page(measuring, role=Role.TEACHER, rest=""):
    response = measuring.world.client(role).get(measuring.address(rest))
    assert response.status_code == 200
    return page_of(response)


def test_ciawi_says_what_was_found_and_what_is_not_known(measuring, ciawi):
    page = _page(measuring)
    assert mentions(page.heading, 76)
    # Of a recorded summary neither the number of teachers nor their spread is known.
    assert not page.has("path", class_="interval")
    assert len(page.only("table").columns) == 4
    assert page.says("Hanya rata-rata", "Studi 002")
    assert len(page.all("g", class_="hole")) == 12  # six low needs in each of two drawings
    assert "74,6" in page and "77,1" in page
    described = page.all("desc")[0].text
    assert described.index("(64)") < described.index("(65)") < described.index("(91)")


def test_a_round_shows_intervals_and_between_which_ranks(measuring):
    _closed(measuring)
    page = _page(measuring)
    assert len(page.all("path", class_="interval")) == 28
    assert mentions(page.told, "6 guru")
    assert "antara urutan" in page or "urutan 1" in page
    assert page.all("ol", class_="list priorities")[0].items[0].says("4 dari 6", "67 %")


def test_the_drawing_is_to_scale(measuring, ciawi):
    needs = ranked_needs(ciawi)
    values = words.percent_texts([need.mean for need in needs])
    for draw in (wide_plot, narrow_plot):
        plot = draw(needs, 76, values)
        at = {tick.text: tick.x for tick in plot.ticks}
        assert list(at) == ["60", "70", "80", "90", "100"]
        lowest, highest = plot.rows[0], plot.rows[-1]
        assert lowest.x == pytest.approx(at["60"] + 0.4 * (at["70"] - at["60"]), abs=0.2)
        assert highest.x == pytest.approx(at["90"] + 0.1 * (at["100"] - at["90"]), abs=0.2)
        assert (lowest.value, highest.value, lowest.low) == ("64", "91", None)
        assert max(row.y for row in plot.rows) < plot.height
        assert at["100"] <= plot.width


def test_words_for_what_was_found(measuring, ciawi):
    needs = ranked_needs(ciawi)
    assert words.needs_headline(needs, 60) == "Enam kebutuhan di bawah standar 60"
    assert words.needs_headline(needs[6:], 76) == "Tidak ada kebutuhan di bawah standar 76"
    assert words.needs_headline(needs[:1], 76) == "Satu kebutuhan di bawah standar 76"
    assert words.needs_headline([], 76) == "Belum ada angka dari pengukuran ini"
    assert words.percent_texts([64.0, None, 70.0]) == ["64", "–", "70"]
    assert words.percent_texts([64.25, 70.0]) == ["64,2", "70,0"]
    assert words.listed(["a", "b", "c"]) == "a, b, dan c"


def test_the_table_goes_out_as_csv_and_xlsx_with_empty_for_unknown(measuring, ciawi):
    client = measuring.world.client(Role.TEACHER)
    response = client.get(measuring.address(f"{ciawi.pk}/tabel.csv"))
    assert "attachment" in response["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert (rows[0]["Kode"], rows[0]["Rata-rata (%)"], rows[0]["Urutan"]) == ("6", "64.0", "1")
    assert rows[0]["Jumlah guru"] == rows[0]["Selang 95 % bawah"] == ""
    xlsx = client.get(measuring.address(f"{ciawi.pk}/tabel.xlsx"))
    assert xlsx.content.startswith(b"PK")


def test_figures_of_an_open_round_are_only_for_who_runs_it(measuring, ciawi):
    measuring.fill(measuring.world.teachers[0], Rater.HEAD)
    rest = f"{measuring.round.pk}/"
    seen = _page(measuring, Role.SECRETARY, rest)
    assert measuring.round.name in seen and seen.notices
    for role in (Role.TEACHER, Role.SCHOOL_HEAD, Role.SUPERVISOR):
        client = measuring.world.client(role)
        for view in ("", "antarpenilai/", "tabel.csv"):
            assert client.get(measuring.address(rest + view)).status_code == 404
        assert measuring.round.name not in _page(measuring, role).source


def test_before_anything_was_measured_the_page_says_how_to_begin(measuring):
    assert measuring.round.name in _page(measuring).empty
    rounds.discard_round(actor=measuring.actor(Role.SECRETARY), now=NOW, round_=measuring.round)
    page = _page(measuring, Role.SECRETARY)
    opening, recording = (measuring.address(f"ukur/{way}/") for way in ("buka", "catat"))
    assert page.empty and page.leads_to(opening) and page.leads_to(recording)
    other = _page(measuring, Role.TEACHER)
    assert other.empty and not other.leads_to(opening) and not other.leads_to(recording)


def test_other_groups_rounds_are_404(measuring, ciawi):
    client = client_of(measuring.world.outsider)
    other = f"/g/{measuring.world.other.code}/kebutuhan/"
    for view in ("", "tabel.csv", "antarpenilai/", "saya/"):
        assert client.get(f"{other}{ciawi.pk}/{view}").status_code == 404
        assert client.get(measuring.address(f"{ciawi.pk}/{view}")).status_code == 404


def test_the_comparison_reads_only_what_the_interval_allows(measuring):
    _closed(measuring, (0, 0, 0, 1, 0, 0))
    page = _page(measuring, rest=f"{measuring.round.pk}/antarpenilai/")
    assert page.says("14 dari 14")
    assert "+91,7" in page
    measuring.round.result["compare"][0]["items"][0].update(ci_low=-1.0, mean=-0.5, ci_high=3.0)
    measuring.round.save()
    page = _page(measuring, rest=f"{measuring.round.pk}/antarpenilai/")
    assert page.says("13 dari 14") and page.entry("−1,0", "+3,0")


def test_a_teacher_reads_the_own_score_exactly(measuring):
    _closed(measuring, (1, 1, 1, 1, 1, 1))
    page = _page(measuring, rest=f"{measuring.round.pk}/saya/")
    # Half of the points: 50 % on each item is value 2; 28 of 56 is N100 50, "kurang".
    totals = page.all("dl")
    assert [one for one in totals if one.says("28 dari 56", "Kurang")] and "50,0 (2)" in page
    assert [one for one in totals if one.says("56 dari 56", "Amat baik")]


def test_a_score_with_gaps_has_no_total(measuring):
    measuring.fill(measuring.world.teachers[0], Rater.SELF, skip=3)
    page = _page(measuring, rest=f"{measuring.round.pk}/saya/")
    assert "11 dari 14 kompetensi lengkap" in page
    assert "– (–)" in page


def test_single_ratings_stay_with_the_teacher_the_head_and_the_supervisor(measuring):
    world = measuring.world
    _closed(measuring)
    pk, me, colleague = measuring.round.pk, world.teachers[0], world.teachers[1]
    allowed = {
        (Role.TEACHER, me),
        (Role.SCHOOL_HEAD, me),
        (Role.SUPERVISOR, me),
        (Role.SUPERVISOR, colleague),
    }
    for role in (Role.TEACHER, Role.SCHOOL_HEAD, Role.SUPERVISOR, Role.SECRETARY, Role.CHAIR):
        for teacher in (me, colleague):
            got = world.client(role).get(measuring.address(f"{pk}/guru/{teacher.pk}/"))
            assert got.status_code == (200 if (role, teacher) in allowed else 404), (role, teacher)


def test_a_head_reads_the_own_school_beside_the_group(measuring):
    world = measuring.world
    _closed(measuring)
    pk, own, other = measuring.round.pk, world.schools[0], world.schools[1]
    client = world.client(Role.SCHOOL_HEAD)
    there = client.get(measuring.address(f"{pk}/sekolah/"))
    assert there["Location"] == measuring.address(f"{pk}/sekolah/{own.pk}/")
    page = page_of(client.get(there["Location"]))
    # Teachers 1, 3, 5 with 0, 2, 2: two thirds; the group 0, 1, 2, 1, 2, 1: seven twelfths.
    assert "66,7" in page and "58,3" in page
    assert client.get(measuring.address(f"{pk}/sekolah/{other.pk}/")).status_code == 404
    assert world.client(Role.SECRETARY).get(there["Location"]).status_code == 404
    both = world.client(Role.SUPERVISOR).get(measuring.address(f"{pk}/sekolah/"))
    assert page_of(both).says(own.name, other.name)


def test_while_open_a_head_reads_only_the_own_ratings(measuring):
    world = measuring.world
    measuring.fill(world.teachers[0], Rater.SELF, value=2)
    measuring.fill(world.teachers[0], Rater.HEAD, value=1)
    rest = f"{measuring.round.pk}/guru/{world.teachers[0].pk}/"
    page = _page(measuring, Role.SCHOOL_HEAD, rest)
    assert "28 dari 56" in page and "56 dari 56" not in page
    page = _page(measuring, Role.TEACHER, rest)
    assert "56 dari 56" in page and "28 dari 56" not in page


def test_the_stored_figures_are_read_in_one_query(measuring, ciawi, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        assert len(ranked_needs(ciawi)) == 14


def test_the_page_speaks_english_names_too(measuring, ciawi):
    with override("en"):
        need = ranked_needs(ciawi)[0]
        assert need.item.short_title == need.item.short_name_en != need.item.short_name
