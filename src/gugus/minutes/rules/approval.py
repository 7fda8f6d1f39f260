"""May these minutes be approved, in that meeting? Which line of them is decision number 3?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gugus.steps.rules.steps import Sitting

_OF_MINUTES = re.compile(r"\b(notulen|notula)\b", re.I)


class Bar(StrEnum):
    """What keeps minutes from being approved."""

    NOT_FINISHED = "not_finished"
    OTHER_AUDIENCE = "other_audience"
    NOT_LATER = "not_later"
    NOT_YET_TODAY = "not_yet_today"


@dataclass(frozen=True)
class Decision:
    """One line of the decisions; its number is its place."""

    number: int
    text: str


def may_approve(*, finished: bool, of: Sitting, at: Sitting, today: date) -> Bar | None:
    """The first thing that keeps a meeting from approving the minutes of an earlier one.

    Minutes are approved by the people whose minutes they are: the same study group, or everybody.
    """
    if not finished:
        return Bar.NOT_FINISHED
    if of.study_group != at.study_group:
        return Bar.OTHER_AUDIENCE
    if not of.before(at):
        return Bar.NOT_LATER
    return Bar.NOT_YET_TODAY if at.day > today else None


def decisions_of(text: str) -> tuple[Decision, ...]:
    """The decisions, each on its own line, numbered as they stand."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(Decision(number, line) for number, line in enumerate((x for x in lines if x), 1))


def names_minutes(points: Iterable[str]) -> bool:
    """True when somebody put the last minutes on the agenda by hand."""
    return any(_OF_MINUTES.search(point) for point in points)
