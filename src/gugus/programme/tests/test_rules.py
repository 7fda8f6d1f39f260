from datetime import date

import pytest

from gugus.cores.formats.numbers import MAX_RUPIAH, InvalidRupiah, parse_rupiah
from gugus.programme.rules.coverage import (
    Coverage,
    CoverageFinding,
    LineNeeds,
    NeedFigure,
    NeedStatus,
    coverage_of_needs,
)
from gugus.programme.rules.months import consecutive_months, in_school_order, semesters
from gugus.programme.rules.status import ProgrammeState as Now
from gugus.programme.rules.status import (
    ProgrammeTransition,
    TransitionFault,
    TransitionRequest,
    decide_transition,
    lines_may_be_deleted,
    lines_may_change,
)
from tests.support.ciawi import LINES, MEASURED


def ciawi() -> Coverage:
    measured = sorted(enumerate(MEASURED, start=1), key=lambda pair: pair[1])
    needs = [NeedFigure(n, float(value), value < 76) for n, value in measured]
    lines = [LineNeeds(k, frozenset(row[3])) for k, row in enumerate(LINES)]
    return coverage_of_needs(needs, lines)


def test_ciawi_has_four_unserved_needs_in_the_order_of_their_size() -> None:
    assert [row.mean for row in ciawi().unserved] == [64, 65, 68, 70]
    assert [row.need for row in ciawi().unserved] == [6, 1, 12, 8]
    assert ciawi().finding == CoverageFinding.LARGEST_UNSERVED


def test_ciawi_trains_on_what_stands_at_82_and_its_discussion_names_nothing() -> None:
    best = ciawi().best_served
    assert best is not None
    assert (best.need, best.mean, len(best.lines)) == (7, 82, 1)
    assert ciawi().lines_without_need == (0,)


def test_rows_call_for_action_from_top_to_bottom() -> None:
    assert [row.mean for row in ciawi().rows] == [
        64, 65, 68, 70, 73, 74, 78, 79, 79, 79, 82, 88, 89, 91,
    ]  # fmt: skip
    served_lowest = coverage_of_needs(
        [NeedFigure(1, 50, True), NeedFigure(2, 60, True), NeedFigure(3, 90, False)],
        [LineNeeds(9, frozenset({1}))],
    )
    assert [row.need for row in served_lowest.rows] == [2, 1, 3]
    assert served_lowest.finding == CoverageFinding.SOME_UNSERVED


def test_all_low_needs_served() -> None:
    found = coverage_of_needs([NeedFigure(1, 50, True)], [LineNeeds(9, frozenset({1}))])
    assert found.finding == CoverageFinding.ALL_LOW_SERVED
    assert found.best_served is None


def test_no_low_need() -> None:
    assert coverage_of_needs([NeedFigure(1, 76, False)], []).finding == CoverageFinding.NONE_LOW


@pytest.mark.parametrize("needs", [[], [NeedFigure(1, None, False)]])
def test_an_unmeasured_need_is_no_finding(needs: list[NeedFigure]) -> None:
    found = coverage_of_needs(needs, [LineNeeds(9, frozenset({1}))])
    assert found.finding == CoverageFinding.NOT_MEASURED
    assert all(row.status == NeedStatus.UNMEASURED for row in found.rows)


def test_a_line_for_a_need_of_another_measurement_counts_as_naming_none() -> None:
    found = coverage_of_needs([NeedFigure(1, 50, True)], [LineNeeds(9, frozenset({77}))])
    assert found.lines_without_need == (9,)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0", 0),
        ("1250000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("Rp 1,250,000", 1_250_000),
        ("rp1.250.000,00", 1_250_000),
        ("Rp. 900.000,-", 900_000),
        ("1 250 000", 1_250_000),
        ("  IDR 750.000.00 ", 750_000),
        ("1.000", 1000),
        (str(MAX_RUPIAH), MAX_RUPIAH),
    ],
)
def test_rupiah_as_people_write_it(text: str, amount: int) -> None:
    assert parse_rupiah(text) == amount


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("-5000", "negative"),
        ("Rp -5.000", "negative"),
        ("−5000", "negative"),
        (str(MAX_RUPIAH + 1), "huge"),
        ("9" * 400, "unclear"),
        ("12.5", "unclear"),
        ("1,25 juta", "unclear"),
        ("1.250,000", "unclear"),
        ("12.50.000", "unclear"),
        ("1e6", "unclear"),
        ("=1+1", "unclear"),
        ("١٢٣", "unclear"),
        ("Rp", "unclear"),
    ],
)
def test_what_is_no_rupiah_is_refused_not_guessed(text: str, reason: str) -> None:
    with pytest.raises(InvalidRupiah) as refusal:
        parse_rupiah(text)
    assert refusal.value.reason == reason


def test_months_follow_the_school_year() -> None:
    assert in_school_order([1, 12, 7, 6, 7]) == (7, 12, 1, 6)
    assert semesters([]) == ()
    assert semesters([7, 12]) == (1,)
    assert semesters([6, 7]) == (1, 2)


def test_months_in_a_row_stand_together() -> None:
    assert consecutive_months([]) == ()
    assert consecutive_months([1, 12, 11, 5]) == ((11, 12, 1), (5,))
    assert consecutive_months([6, 7]) == ((7,), (6,))


TODAY = date(2026, 11, 21)
DRAFT = Now("draft", 2026, 5, None)
AGREED = Now("agreed", 2026, 5, date(2026, 8, 1))
SIGNED = Now("signed", 2026, 5, date(2026, 8, 1))


@pytest.mark.parametrize(
    ("now", "step", "after"),
    [
        (DRAFT, ProgrammeTransition.AGREE, "agreed"),
        (AGREED, ProgrammeTransition.SIGN, "signed"),
        (AGREED, ProgrammeTransition.REOPEN, "draft"),
        (SIGNED, ProgrammeTransition.REOPEN, "draft"),
    ],
)
def test_the_way_to_the_signature_and_back(now: Now, step: ProgrammeTransition, after: str) -> None:
    assert (
        decide_transition(now, TransitionRequest(step, TODAY, "alasan"), today=TODAY).status
        == after
    )


@pytest.mark.parametrize(
    ("now", "step"),
    [
        (DRAFT, ProgrammeTransition.SIGN),
        (DRAFT, ProgrammeTransition.REOPEN),
        (AGREED, ProgrammeTransition.AGREE),
        (SIGNED, ProgrammeTransition.AGREE),
        (SIGNED, ProgrammeTransition.SIGN),
    ],
)
def test_no_step_can_be_skipped_or_taken_twice(now: Now, step: ProgrammeTransition) -> None:
    assert (
        decide_transition(now, TransitionRequest(step, TODAY, "alasan"), today=TODAY).why
        == TransitionFault.WRONG_STATUS
    )


@pytest.mark.parametrize(
    ("now", "wish", "why"),
    [
        (
            Now("draft", 2026, 0, None),
            TransitionRequest(ProgrammeTransition.AGREE, TODAY, "x"),
            TransitionFault.NO_LINES,
        ),
        (
            DRAFT,
            TransitionRequest(ProgrammeTransition.AGREE, date(2026, 11, 22), "x"),
            TransitionFault.IN_FUTURE,
        ),
        (
            DRAFT,
            TransitionRequest(ProgrammeTransition.AGREE, date(2019, 1, 1), "x"),
            TransitionFault.TOO_EARLY,
        ),
        (
            AGREED,
            TransitionRequest(ProgrammeTransition.SIGN, date(2026, 7, 31)),
            TransitionFault.BEFORE_AGREEMENT,
        ),
        (
            SIGNED,
            TransitionRequest(ProgrammeTransition.REOPEN, TODAY, "  \n"),
            TransitionFault.NO_REASON,
        ),
    ],
)
def test_a_step_refused_says_why(now: Now, wish: TransitionRequest, why: TransitionFault) -> None:
    verdict = decide_transition(now, wish, today=TODAY)
    assert (verdict.status, verdict.why) == (None, why)


def test_lines_are_locked_by_the_signature_and_stay_after_agreement() -> None:
    assert [lines_may_change(s) for s in ("draft", "agreed", "signed")] == [True, True, False]
    assert [lines_may_be_deleted(s) for s in ("draft", "agreed", "signed")] == [True, False, False]
