"""How a framework scores, as its data file says: answers, percent, values, bands, ranks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class AnswerOption:
    """One answer that a rater may give to an indicator."""

    value: int
    label: str
    label_en: str


@dataclass(frozen=True)
class ValueStep:
    """An item's percentage up to and with `up_to` gets `value`."""

    up_to: int
    value: int


@dataclass(frozen=True)
class Band:
    """A total, in whole percent of the largest possible, of at least `at_least`."""

    code: str
    label: str
    label_en: str
    at_least: int


@dataclass(frozen=True)
class Rank:
    """A rank of the teaching career and the level that it asks for."""

    code: str
    label: str
    label_en: str
    minimum: int


@dataclass(frozen=True)
class ScoringScheme:
    """A framework's whole scoring. Empty `values`, `bands` or `ranks`: it has none."""

    choices: tuple[AnswerOption, ...]
    standard_percent: int
    values: tuple[ValueStep, ...]
    bands: tuple[Band, ...]
    ranks: tuple[Rank, ...]

    @property
    def lowest(self) -> int:
        """The answer that counts as 0 %."""
        return self.choices[0].value

    @property
    def highest(self) -> int:
        """The answer that counts as 100 %."""
        return self.choices[-1].value

    @property
    def allowed(self) -> frozenset[int]:
        """Every answer that may be stored."""
        return frozenset(choice.value for choice in self.choices)

    @property
    def has_totals(self) -> bool:
        """Whether items get values that add up (PKG), or levels are read as they are."""
        return bool(self.values)

    def percent_of(self, points: int, answers: int) -> Fraction:
        """`points`, the sum of so many answers, on the line from lowest (0) to highest (100)."""
        span = (self.highest - self.lowest) * answers
        return Fraction(100 * (points - self.lowest * answers), span)

    def label_of(self, value: int, language: str = "id") -> str:
        """What an answer is called."""
        choice = next(choice for choice in self.choices if choice.value == value)
        return choice.label_en if language == "en" else choice.label


def scoring_scheme(scoring: Mapping[str, Any]) -> ScoringScheme:
    """The scheme stored in `Framework.scoring`, which the loader has checked already."""
    rows: dict[str, Sequence[Mapping[str, Any]]] = {
        part: scoring.get(part, ()) for part in ("answers", "values", "bands", "ranks")
    }
    return ScoringScheme(
        choices=tuple(AnswerOption(**row) for row in rows["answers"]),
        standard_percent=scoring["standard_percent"],
        values=tuple(ValueStep(**row) for row in rows["values"]),
        bands=tuple(Band(**row) for row in rows["bands"]),
        ranks=tuple(Rank(**row) for row in rows["ranks"]),
    )
