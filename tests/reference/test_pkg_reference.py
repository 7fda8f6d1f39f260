"""PKG against the official tables, and Ciawi's own measured summary."""

from fractions import Fraction
from statistics import fmean

import pytest

from gugus.competence.rules.priorities import priorities_of_summary
from gugus.competence.rules.scheme import scoring_scheme
from gugus.competence.rules.scoring import band_of, item_score, rounded_half_up, total_score
from gugus.competence.services.frameworks import DATA, read_framework_file
from gugus.cores.formats.framework_file import check_framework

PKG_FILE = check_framework(read_framework_file(DATA / "pkg-14.json"))
PKG = scoring_scheme(PKG_FILE.scoring)
ITEMS = [item for entry in PKG_FILE.competencies for item in entry.items]

# The official table of totals: from, to, band.
OFFICIAL = [
    (51, 56, "amat_baik"),
    (43, 50, "baik"),
    (34, 42, "cukup"),
    (29, 33, "sedang"),
    (14, 28, "kurang"),
]
TOTALS = [(total, band) for low, high, band in OFFICIAL for total in range(low, high + 1)]


def item_worth(value):
    """An item whose percentage is the upper edge of the value: 25, 50, 75 or 100."""
    points = 2 * value
    return item_score(PKG, [min(2, max(0, points - 2 * at)) for at in range(4)])


def items_adding_up_to(total):
    """Fourteen items, values 1 to 4, with this sum."""
    values = [1] * 14
    for at in range(total - 14):
        values[at % 14] += 1
    return [item_worth(value) for value in values]


def test_the_official_table_names_every_possible_total():
    assert sorted(total for total, _band in TOTALS) == list(range(14, 57))


@pytest.mark.parametrize(("total", "band"), TOTALS)
def test_official_table_of_totals(total, band):
    found = total_score(PKG, items_adding_up_to(total))
    assert (found.total, found.lowest, found.highest) == (total, 14, 56)
    assert found.n100 == rounded_half_up(Fraction(total * 100, 56))
    assert found.band.code == band


def test_34_of_56_is_cukup_by_rounding():
    found = total_score(PKG, items_adding_up_to(34))
    assert (found.n100, found.band.label) == (61, "Cukup")
    assert band_of(PKG, 60).code == "sedang"


@pytest.mark.parametrize("indicators", sorted({len(item.indicators) for item in ITEMS}))
def test_values_at_every_possible_sum(indicators):
    for points in range(2 * indicators + 1):
        answers = [min(2, max(0, points - 2 * at)) for at in range(indicators)]
        score = item_score(PKG, answers)
        # X <= 25 is 100 p <= 25 * 2n, that is 2 p <= n, and so on: no division, no rounding.
        edges = [2 * points <= indicators, points <= indicators, 2 * points <= 3 * indicators]
        assert score.value == 4 - sum(edges)
        assert score.percent * 2 * indicators == 100 * points


def test_other_numbers_of_items_follow_the_same_rule():
    # Counsellors: 17 competencies, largest total 68.
    found = total_score(PKG, [item_worth(3)] * 17)
    assert (found.total, found.highest, found.n100, found.band.code) == (51, 68, 75, "cukup")


def test_structure_of_the_official_instrument():
    counts = [6, 6, 4, 11, 7, 6, 5, 5, 5, 8, 3, 3, 3, 6]
    assert [len(item.indicators) for item in ITEMS] == counts
    assert sum(counts) == 78
    assert [len(entry.items) for entry in PKG_FILE.competencies] == [7, 3, 2, 2]
    assert [item.code for item in ITEMS] == [str(at) for at in range(1, 15)]


CIAWI = [65, 74, 79, 79, 79, 64, 82, 70, 88, 91, 89, 68, 78, 73]


def test_means_of_gugus_1_ciawi():
    assert (sum(CIAWI), round(fmean(CIAWI), 2)) == (1079, 77.07)
    values = iter(CIAWI)
    means = [
        round(fmean([next(values) for _item in entry.items]), 2) for entry in PKG_FILE.competencies
    ]
    assert means == [74.57, 83.00, 78.50, 75.50]


def test_needs_of_gugus_1_ciawi():
    found = priorities_of_summary({str(at): mean for at, mean in enumerate(CIAWI, start=1)}, 76)
    low = [one.key for one in found if one.status.is_low]
    assert low == ["6", "1", "12", "8", "14", "2"]
    assert [(one.rank, one.rank_low) for one in found[:3]] == [(1, None), (2, None), (3, None)]
    # Three items at 79 share a place; assessment (82) is no need.
    assert [one.rank for one in found if one.mean == 79] == [8, 8, 8]
    assert not next(one for one in found if one.key == "7").status.is_low
