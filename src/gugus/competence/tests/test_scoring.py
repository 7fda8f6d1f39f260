"""Scoring by a framework's own data: edges, incomplete answers, levels, group rows."""

from dataclasses import replace
from fractions import Fraction

import pytest

from gugus.competence.rules.scheme import scoring_scheme
from gugus.competence.rules.scoring import (
    UndefinedReason,
    band_of,
    item_score,
    percent_rows,
    rank_result,
    rounded_half_up,
    total_score,
)
from gugus.competence.services.frameworks import DATA, read_framework_file

PKG = scoring_scheme(read_framework_file(DATA / "pkg-14.json")["scoring"])
MKG = scoring_scheme(read_framework_file(DATA / "mkg-2626-2023.json")["scoring"])


def test_item_score_counts_exactly():
    score = item_score(PKG, [2, 1, 0])
    assert (score.points, score.percent, score.mean_answer) == (3, 50, 1)
    assert (score.value, score.answered, score.reason) == (2, 3, None)
    assert item_score(PKG, [2, 0, 0]).percent == Fraction(100, 3)


def test_nothing_shown_is_value_one():
    assert (item_score(PKG, [0, 0, 0]).percent, item_score(PKG, [0, 0, 0]).value) == (0, 1)


@pytest.mark.parametrize(
    ("answers", "answered", "reason"),
    [([2, None], 1, UndefinedReason.INCOMPLETE), ([None, None], 0, UndefinedReason.UNANSWERED)],
)
def test_missing_answers_leave_the_item_undefined(answers, answered, reason):
    score = item_score(PKG, answers)
    assert (score.answered, score.indicators, score.reason) == (answered, 2, reason)
    assert (score.points, score.percent, score.value, score.complete) == (None, None, None, False)


@pytest.mark.parametrize("answer", [-1, 3])
def test_answers_outside_the_framework_are_refused(answer):
    with pytest.raises(ValueError, match=f"{answer} is not an answer"):
        item_score(PKG, [2, answer])


def test_item_without_indicators_is_refused():
    with pytest.raises(ValueError, match="at least one indicator"):
        item_score(PKG, [])


def test_total_needs_every_item():
    full, part, none = ([2, 2], [2, None], [None, None])
    total = total_score(PKG, [item_score(PKG, one) for one in (full, part, none)])
    assert (total.total, total.n100, total.band) == (None, None, None)
    assert (total.complete_items, total.items, total.reason) == (1, 3, UndefinedReason.INCOMPLETE)
    nothing = total_score(PKG, [item_score(PKG, none), item_score(PKG, none)])
    assert nothing.reason == UndefinedReason.UNANSWERED
    partly = total_score(PKG, [item_score(PKG, part), item_score(PKG, part)])
    assert partly.reason == UndefinedReason.INCOMPLETE
    assert total_score(PKG, []).reason == UndefinedReason.UNANSWERED


def test_a_half_goes_up_where_python_would_go_to_the_even():
    assert [rounded_half_up(Fraction(half, 2)) for half in (1, 3, 5, 121)] == [1, 2, 3, 61]
    assert rounded_half_up(Fraction(6049, 100)) == 60


def test_levels_run_from_nought_to_a_hundred():
    percents = [item_score(MKG, [level]).percent for level in (1, 2, 3, 4, 5)]
    assert percents == [0, 25, 50, 75, 100]
    score = item_score(MKG, [3, 4, 4])
    assert (score.mean_answer, score.value) == (Fraction(11, 3), None)


def test_levels_have_no_total():
    total = total_score(MKG, [item_score(MKG, [5]), item_score(MKG, [5])])
    assert (total.total, total.band, total.reason) == (None, None, UndefinedReason.NOT_IN_FRAMEWORK)


@pytest.mark.parametrize(
    ("rank", "minimum", "met", "below"),
    [("pertama", 2, True, 0), ("muda", 3, True, 0), ("madya", 4, False, 1), ("utama", 5, False, 3)],
)
def test_a_ranks_minimum_is_met_by_every_level_or_not_at_all(rank, minimum, met, below):
    result = rank_result(MKG, rank, [4, 3, 4])
    assert (result.minimum, result.met, result.below) == (minimum, met, below)
    assert result.mean_level == Fraction(11, 3)


def test_a_high_mean_does_not_cover_a_low_level():
    result = rank_result(MKG, "muda", [5, 5, 2])
    assert (result.mean_level, result.met, result.below) == (4, False, 1)


def test_rank_standing_of_part_of_the_answers_is_undefined():
    result = rank_result(MKG, "muda", [5, None])
    assert (result.met, result.mean_level, result.reason) == (None, None, "incomplete")


def test_framework_without_ranks_has_no_standing():
    assert rank_result(PKG, "muda", [2, 2]) is None
    assert rank_result(MKG, "kepala", [2, 2]) is None


def test_group_rows_hold_whole_items_only():
    items = [[1, 2], [3]]
    answers = [{1: 2, 2: 1, 3: 0}, {1: 2, 3: 2}, {}]
    assert percent_rows(PKG, items, answers) == [[75.0, 0.0], [None, 100.0], [None, None]]


def test_other_frameworks_bands_are_read_from_their_data():
    bare = replace(PKG, bands=())
    assert band_of(bare, 80) is None
    upside_down = replace(PKG, bands=PKG.bands[::-1])
    assert band_of(upside_down, 80).code == band_of(PKG, 80).code == "baik"


def test_answers_have_names_in_both_languages():
    assert (PKG.label_of(1), PKG.label_of(1, "en")) == ("Terpenuhi sebagian", "Partly met")
    assert (PKG.lowest, PKG.highest, MKG.lowest, MKG.highest) == (0, 2, 1, 5)
