"""Needs against published figures, hand-worked examples and slow independent counting."""

import doctest
from itertools import product
from math import ceil

import numpy as np
import pytest

from gugus.cores.needs import (
    analyse,
    analysis,
    intervals,
    paired_differences,
    ranking,
    raters,
    table,
)
from gugus.cores.needs.intervals import wilson_interval


@pytest.mark.parametrize("module", [analysis, intervals, raters, ranking, table])
def test_the_examples_in_the_documentation_hold(module):
    result = doctest.testmod(module)
    assert (result.failed, result.attempted > 0) == (0, True)


# Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in
# Medicine 17, 857-872, table I, method 3 (score method without continuity correction).
@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_interval_of_newcombe(count, n, low, high):
    assert wilson_interval(count, n) == (
        pytest.approx(low, abs=5e-5),
        pytest.approx(high, abs=5e-5),
    )


# NIST Statistical Reference Datasets, univariate, Mavro: 50 filter transmittances.
MAVRO = """
2.00180 2.00170 2.00180 2.00190 2.00180 2.00170 2.00150 2.00140 2.00150 2.00150
2.00170 2.00180 2.00180 2.00190 2.00190 2.00210 2.00200 2.00160 2.00140 2.00130
2.00130 2.00150 2.00150 2.00160 2.00150 2.00140 2.00130 2.00140 2.00150 2.00140
2.00150 2.00160 2.00150 2.00160 2.00190 2.00200 2.00200 2.00210 2.00220 2.00230
2.00240 2.00250 2.00270 2.00260 2.00260 2.00260 2.00270 2.00260 2.00250 2.00240
"""


def test_mean_and_sd_certified_by_nist():
    (need,) = analyse([[float(v)] for v in MAVRO.split()], names=["Mavro"]).indicators
    assert need.n == 50
    assert need.mean == pytest.approx(2.00185600000000, rel=1e-14)
    assert need.sd == pytest.approx(0.000429123454003053, rel=1e-11)


# Darwin (1876), heights of 15 pairs of maize in inches; the interval as R's t.test prints it.
CROSSED = [23.5, 12, 21, 22, 19.125, 21.5, 22.125, 20.375, 18.25, 21.625, 23.25, 21, 22.125, 23, 12]
SELFED = [
    17.375,
    20.375,
    20,
    20,
    18.375,
    18.625,
    18.625,
    15.25,
    16.5,
    18,
    16.25,
    18,
    12.75,
    15.5,
    18,
]


def test_paired_difference_of_darwins_maize():
    (found,) = paired_differences([[v] for v in CROSSED], [[v] for v in SELFED], names=["height"])
    assert found.n == 15
    assert found.mean == pytest.approx(2.616667, abs=5e-7)
    assert found.ci_low == pytest.approx(0.003899165, abs=5e-9)
    assert found.ci_high == pytest.approx(5.229434169, abs=5e-9)


# Student (1908), extra hours of sleep of ten patients under two drugs; R's t.test, paired:
# mean difference -1.58, 95 percent interval -2.4598858 to -0.7001142.
DRUG_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
DRUG_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


def test_paired_difference_of_students_sleep():
    first, second = ([[hours + 10] for hours in drug] for drug in (DRUG_1, DRUG_2))
    (found,) = paired_differences(first, second, names=["sleep"])
    assert found.mean == pytest.approx(-1.58)
    assert found.ci_low == pytest.approx(-2.4598858, abs=5e-8)
    assert found.ci_high == pytest.approx(-0.7001142, abs=5e-8)


def test_borich_worked_by_hand():
    # Attainment 50, 75, 100 % is 3, 4, 5 on the scale of importance. Item a: importance
    # 5, 5, 4 (mean 14/3), discrepancies 2, 1, -1 (mean 2/3): 28/9. Item b: attainment
    # 25, 25, - is 2, 2; importance 3, -, 5 (mean 4); only the first has both: 1, so 4.
    result = analyse(
        [[50, 25], [75, 25], [100, None]],
        names=["a", "b"],
        importance=[[5, 3], [5, None], [4, 5]],
    )
    assert [need.mwds for need in result.indicators] == pytest.approx([28 / 9, 4])
    assert [need.rank for need in result.indicators] == [2, 1]


def slow_ranks(columns, drawn):
    """Ranks 1 = lowest mean for one draw of persons, in plain Python."""
    means = [sum(column[at] for at in drawn) / len(drawn) for column in columns]
    return [1 + sum(other < mean - 1e-9 for other in means) for mean in means]


def slow_quantile(ranks, share):
    return sorted(ranks)[ceil(share * len(ranks) - 1e-9) - 1]


@pytest.mark.parametrize("confidence", [0.5, 0.8, 0.9, 0.95, 0.99])
def test_bootstrap_draw_by_draw_in_plain_python(confidence):
    rng = np.random.default_rng(11)
    rows = rng.integers(40, 100, (9, 12)).astype(float)
    generator = np.random.default_rng(42)
    columns = rows.T.tolist()
    drawn = [slow_ranks(columns, generator.integers(9, size=9).tolist()) for _ in range(200)]
    names = [str(at) for at in range(12)]
    result = analyse(rows, names=names, confidence=confidence, resamples=200, seed=42)
    for at, need in enumerate(result.indicators):
        ranks = [draw[at] for draw in drawn]
        assert need.rank_low == slow_quantile(ranks, (1 - confidence) / 2)
        assert need.rank_high == slow_quantile(ranks, (1 + confidence) / 2)


def test_bootstrap_against_all_draws_that_there_are():
    # Four persons: 256 equally likely draws, counted out. 80 % so that no quantile lies
    # where a hundred thousand random draws could fall to either side.
    rows = [[40, 45, 60], [70, 50, 62], [35, 55, 58], [66, 64, 90]]
    columns = [list(column) for column in zip(*rows, strict=True)]
    every = [slow_ranks(columns, drawn) for drawn in product(range(4), repeat=4)]
    needs = analyse(rows, names=list("abc"), confidence=0.8, resamples=100_000).indicators
    for at, need in enumerate(needs):
        ranks = [draw[at] for draw in every]
        shares = np.array([np.mean([rank <= r for rank in ranks]) for r in (1, 2, 3)])
        assert np.abs(shares[:, None] - [0.1, 0.9]).min() > 0.01, "too near to tell"
        assert need.rank_low == slow_quantile(ranks, 0.1)
        assert need.rank_high == slow_quantile(ranks, 0.9)
