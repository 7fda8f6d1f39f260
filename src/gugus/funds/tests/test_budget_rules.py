"""Rows, volumes, and how much a revision shifts."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gugus.actuals.rules.actuals import PersonHours, PlanAndSpent
from gugus.budget.rules.limits import CostGap, SourcePlan, cost_gaps, plans_by_source
from gugus.budget.rules.revisions import (
    BudgetRevisionFault,
    RowChangeKind,
    budget_revision_fault,
    budget_row_changes,
    budget_shift,
    overspent_rows,
)
from gugus.funds.rules.budget_rows import (
    BudgetRow,
    InvalidVolume,
    budget_row_total,
    duplicate_row,
    next_key,
    parse_volume,
    rows_from_json,
    rows_to_json,
)


def row(key: str = "1", total: int = 100, **more: object) -> BudgetRow:
    return replace(BudgetRow(key, 7, 3, "Konsumsi", "1", "kotak", total, total, 8), **more)


@pytest.mark.parametrize(
    ("text", "volume"),
    [
        ("1", "1"),
        ("40", "40"),
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("2,50", "2.5"),
        ("0,25", "0.25"),
        ("1.000", "1000"),
        ("1.250,5", "1250.5"),
        (" 12 ", "12"),
        ("99999,99", "99999.99"),
    ],
)
def test_volumes_as_people_type_them(text: str, volume: str) -> None:
    assert str(parse_volume(text)) == volume


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "unclear"),
        ("-1", "unclear"),
        ("dua", "unclear"),
        ("1,2,3", "unclear"),
        ("٣", "unclear"),
        ("1e3", "unclear"),
        ("0,125", "fine"),
        ("0", "zero"),
        ("0,00", "zero"),
        ("100000", "huge"),
        ("9" * 5000, "unclear"),
    ],
)
def test_what_is_no_volume(text: str, reason: str) -> None:
    with pytest.raises(InvalidVolume) as refused:
        parse_volume(text)
    assert refused.value.reason == reason


@given(st.integers(1, 9_999_999), st.integers(0, 10**9))
def test_a_total_is_exact_or_refused(hundredths: int, price: int) -> None:
    total = budget_row_total(Decimal(hundredths) / 100, price)
    if hundredths * price % 100:
        assert total is None
    else:
        assert total == hundredths * price // 100


def test_rows_are_kept_and_read_back() -> None:
    rows = (row(), row("b1", item="Kertas", month=None, line=None))
    assert rows_from_json(rows_to_json(rows)) == rows
    assert next_key(rows) == "b2"
    assert row().version != row(month=9).version


def test_a_twin_is_the_same_row_again() -> None:
    assert duplicate_row(row("", item="KONSUMSI"), [row()]) == row()
    assert duplicate_row(row("1"), [row("1")]) is None
    assert duplicate_row(row("", month=9), [row()]) is None


@pytest.mark.parametrize(
    ("before", "after", "added", "taken", "moved"),
    [
        # A pure shift moves what it shifts, not twice that.
        ([row("1", 600), row("2", 400)], [row("1", 500), row("2", 500)], 100, 100, 100),
        # An increase and a cut count in full.
        ([row("1", 1000)], [row("1", 1100)], 100, 0, 100),
        ([row("1", 1000)], [row("1", 900)], 0, 100, 100),
        ([row("1", 500), row("2", 500)], [row("1", 500)], 0, 500, 500),
        ([row("1", 1000)], [row("1", 1000), row("b1", 50)], 50, 0, 50),
        # Growth beside a shift: the larger side.
        ([row("1", 600), row("2", 400)], [row("1", 800), row("2", 300)], 200, 100, 200),
        # Another pocket: the whole row moves.
        ([row("1", 300), row("2", 700)], [row("1", 300, source=9), row("2", 700)], 300, 300, 300),
        ([row("1", 300), row("2", 700)], [row("1", 300, line=9), row("2", 700)], 300, 300, 300),
        # Words, months, volumes at the same total move nothing.
        ([row("1", 300)], [row("1", 300, item="Makan", month=1)], 0, 0, 0),
    ],
)
def test_what_a_revision_moves(
    before: list[BudgetRow], after: list[BudgetRow], added: int, taken: int, moved: int
) -> None:
    found = budget_shift(before, after)
    assert (found.added, found.taken, found.moved) == (added, taken, moved)


def test_the_threshold_is_exact() -> None:
    before = [row("1", 1_000_000), row("2", 9_000_000)]
    at = budget_shift(before, [row("1", 2_000_000), row("2", 8_000_000)])
    above = budget_shift(before, [row("1", 2_000_001), row("2", 7_999_999)])
    assert (at.share, at.passes(10)) == (1000, False)
    assert (above.share, above.passes(10)) == (1001, True)
    assert budget_shift(before, before).passes(0) is False
    assert budget_shift([], [row("1", 1)]).passes(100) is True


_ROWS = st.lists(
    st.builds(row, st.integers(1, 6).map(str), st.integers(1, 10**9), source=st.integers(1, 2)),
    unique_by=lambda one: one.key,
    max_size=6,
)


@settings(max_examples=200)
@given(_ROWS, _ROWS)
def test_a_shift_back_moves_as_much(before: list[BudgetRow], after: list[BudgetRow]) -> None:
    there, back = budget_shift(before, after), budget_shift(after, before)
    assert (there.added, there.taken) == (back.taken, back.added)
    assert there.moved >= abs(sum(r.total for r in after) - sum(r.total for r in before))
    assert (there.moved == 0) == (
        {(r.key, r.source, r.total) for r in before} == {(r.key, r.source, r.total) for r in after}
    )


@settings(max_examples=100)
@given(_ROWS, _ROWS, _ROWS)
def test_two_steps_never_hide_what_one_would_show(
    first: list[BudgetRow], middle: list[BudgetRow], last: list[BudgetRow]
) -> None:
    assert (
        budget_shift(first, last).moved
        <= budget_shift(first, middle).moved + budget_shift(middle, last).moved
    )


def test_changes_are_named_and_cuts_below_spending_found() -> None:
    before = [row("1", 100), row("2", 200), row("3", 300)]
    after = [row("1", 100), row("3", 250), row("b1", 60)]
    found = budget_row_changes(before, after)
    assert [(one.what, one.step) for one in found] == [
        (RowChangeKind.GONE, -200),
        (RowChangeKind.CHANGED, -50),
        (RowChangeKind.NEW, 60),
    ]
    assert [
        (one.row.key, one.left, one.spent) for one in overspent_rows(found, {2: 1, 3: 250})
    ] == [("2", 0, 1)]
    assert budget_revision_fault(before, before) is BudgetRevisionFault.NOTHING
    assert budget_revision_fault(before, []) is BudgetRevisionFault.EMPTY
    assert budget_revision_fault(before, after) is None


def test_sources_that_promise_less_than_is_planned() -> None:
    rows = [row("1", 300, source=1), row("2", 500, source=1), row("3", 10, source=2)]
    assert plans_by_source(rows, {1: 600, 4: 5}, {1: 100, 2: -3}) == (
        SourcePlan(1, 600, 100, 800),
        SourcePlan(2, 0, -3, 10),
        SourcePlan(4, 5, 0, 0),
    )
    assert [plan.missing for plan in plans_by_source(rows, {1: 600}, {1: 100, 2: -3})] == [100, 10]


def test_lines_whose_estimate_is_not_their_budget() -> None:
    rows = [row("1", 300, line=1), row("2", 200, line=1), row("3", 100, line=None)]
    assert cost_gaps({1: 500, 2: 50, 3: 0}, rows) == (CostGap(2, 50, 0),)


def test_undefined_figures_are_none_and_never_zero() -> None:
    assert PlanAndSpent(0, 500).percent is None
    assert PlanAndSpent(400, 100).percent == 25
    assert (PlanAndSpent(1, 2) + PlanAndSpent(3, 4)) == PlanAndSpent(4, 6)
    assert PlanAndSpent(100, 250).rest == -150
    assert (PersonHours(1000).hours, PersonHours(1000).cost) == (None, None)
    assert PersonHours(0, 600).cost == 0
    # 100,000 for 90 minutes of three persons: 4.5 hours.
    assert PersonHours(100_000, 270).cost == 22_222
