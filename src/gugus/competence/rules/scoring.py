"""From answers to percentages, values, totals and bands, exactly as a framework says.

Everything is counted in whole numbers and fractions: at the edges of a band a float would
decide by its last bit. An item with an unanswered indicator has no percentage, never 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor

from gugus.competence.rules.scheme import Band, ScoringScheme


class UndefinedReason(StrEnum):
    """Why a figure is not there."""

    UNANSWERED = "unanswered"  # nothing answered yet
    INCOMPLETE = "incomplete"  # some answers are missing
    NOT_IN_FRAMEWORK = "not_in_framework"  # this framework has no such figure


@dataclass(frozen=True)
class ItemScore:
    """One item of one teacher. `reason` is None exactly when the figures are there."""

    answered: int
    indicators: int
    points: int | None
    percent: Fraction | None
    mean_answer: Fraction | None
    value: int | None
    reason: UndefinedReason | None

    @property
    def complete(self) -> bool:
        """Whether every indicator was answered."""
        return self.reason is None


@dataclass(frozen=True)
class TotalScore:
    """All items of one teacher: the sum of values, its whole percentage, the band."""

    total: int | None
    lowest: int
    highest: int
    n100: int | None
    band: Band | None
    complete_items: int
    items: int
    reason: UndefinedReason | None


@dataclass(frozen=True)
class RankResult:
    """Whether levels reach what a rank asks for."""

    minimum: int
    mean_level: Fraction | None
    below: int | None
    indicators: int
    met: bool | None
    reason: UndefinedReason | None


def item_score(scheme: ScoringScheme, answers: Sequence[int | None]) -> ItemScore:
    """Score one item from one answer per indicator (None: not answered).

    ValueError when there is no indicator or an answer is not one of the framework's.
    """
    given = _given(scheme, answers)
    count = len(answers)
    missing = _missing(len(given), count)
    if missing is not None:
        return ItemScore(len(given), count, None, None, None, None, missing)
    points = sum(given)
    percent = scheme.percent_of(points, count)
    mean = Fraction(points, count)
    return ItemScore(count, count, points, percent, mean, _value(scheme, percent), None)


def total_score(scheme: ScoringScheme, items: Sequence[ItemScore]) -> TotalScore:
    """Add up the values of all items; undefined until every item is complete.

    N100 is the total in percent of the largest possible, rounded half up to a whole
    number before the band is read: so the official table of totals holds, in which
    34 of 56 (60.71) is "cukup", a band that begins at 61.
    """
    lowest, highest = _reach(scheme, len(items))
    complete = [item for item in items if item.complete]
    counts = (len(complete), len(items))
    if not scheme.has_totals:
        return TotalScore(
            None, lowest, highest, None, None, *counts, UndefinedReason.NOT_IN_FRAMEWORK
        )
    missing = _missing(sum(item.answered > 0 for item in items), len(items))
    if missing is None and len(complete) < len(items):
        missing = UndefinedReason.INCOMPLETE
    if missing is not None:
        return TotalScore(None, lowest, highest, None, None, *counts, missing)
    total = sum(item.value or 0 for item in complete)
    n100 = rounded_half_up(Fraction(100 * total, highest))
    return TotalScore(total, lowest, highest, n100, band_of(scheme, n100), *counts, None)


def band_of(scheme: ScoringScheme, n100: int) -> Band | None:
    """The band of a whole percentage; None in a framework without bands."""
    reached = [band for band in scheme.bands if n100 >= band.at_least]
    return max(reached, key=lambda band: band.at_least, default=None)


def rank_result(
    scheme: ScoringScheme, rank_code: str, answers: Sequence[int | None]
) -> RankResult | None:
    """Compare levels with the minimum of a rank; None when the framework has no such rank.

    The minimum is met when no indicator lies below it: a high level in one thing does not
    make up for a low one in another. The mean is given beside it for orientation.
    """
    rank = next((rank for rank in scheme.ranks if rank.code == rank_code), None)
    if rank is None:
        return None
    given = _given(scheme, answers)
    missing = _missing(len(given), len(answers))
    if missing is not None:
        return RankResult(rank.minimum, None, None, len(answers), None, missing)
    below = sum(level < rank.minimum for level in given)
    mean = Fraction(sum(given), len(given))
    return RankResult(rank.minimum, mean, below, len(answers), below == 0, None)


def percent_rows(
    scheme: ScoringScheme,
    indicators_of_items: Sequence[Sequence[int]],
    answers_of_teachers: Sequence[Mapping[int, int]],
) -> list[list[float | None]]:
    """Teachers x items in percent, ready for `cores.needs.analyse`.

    `indicators_of_items` holds each item's indicator ids in the framework's order,
    `answers_of_teachers` each teacher's answers by indicator id. An item that a teacher
    did not answer whole is None: part of an item measures something else than the item.
    """
    return [
        [_percent(scheme, [answers.get(one) for one in ids]) for ids in indicators_of_items]
        for answers in answers_of_teachers
    ]


def rounded_half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes up (Python's own `round` goes to the even)."""
    return floor(value + Fraction(1, 2))


def _percent(scheme: ScoringScheme, answers: Sequence[int | None]) -> float | None:
    percent = item_score(scheme, answers).percent
    return None if percent is None else float(percent)


def _given(scheme: ScoringScheme, answers: Sequence[int | None]) -> list[int]:
    if not answers:
        raise ValueError("an item must have at least one indicator")
    given, allowed = [answer for answer in answers if answer is not None], scheme.allowed
    for answer in given:
        if answer not in allowed:
            raise ValueError(f"{answer} is not an answer of this framework")
    return given


def _missing(there: int, wanted: int) -> UndefinedReason | None:
    if there == wanted and wanted:
        return None
    return UndefinedReason.INCOMPLETE if there else UndefinedReason.UNANSWERED


def _value(scheme: ScoringScheme, percent: Fraction) -> int | None:
    return next((step.value for step in scheme.values if percent <= step.up_to), None)


def _reach(scheme: ScoringScheme, items: int) -> tuple[int, int]:
    if not scheme.has_totals:
        return 0, 0
    return items * scheme.values[0].value, items * scheme.values[-1].value
