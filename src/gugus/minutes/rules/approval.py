"""May these minutes be approved, in that meeting? Which line of them is decision number 3?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gugus.steps.rules.steps import MeetingOrder

_OF_MINUTES = re.compile(r"\b(notulen|notula)\b", re.I)


class ApprovalFault(StrEnum):
    """What keeps minutes from being approved."""

    NOT_FINISHED = "not_finished"
    OTHER_AUDIENCE = "other_audience"
    NOT_LATER = "not_later"
    NOT_YET_TODAY = "not_yet_today"


@dataclass(frozen=True)
class MinutesDecision:
    """One line of the decisions; its number is its place."""

    number: int
    text: str


def approval_fault(
    *, finished: bool, of: MeetingOrder, at: MeetingOrder, today: date
) -> ApprovalFault | None:
    """The first thing that keeps a meeting from approving the minutes of an earlier one.

    Minutes are approved by the people whose minutes they are: the same study group, or everybody.
    """
    if not finished:
        return ApprovalFault.NOT_FINISHED
    if of.study_group != at.study_group:
        return ApprovalFault.OTHER_AUDIENCE
    if not of.before(at):
        return ApprovalFault.NOT_LATER
    return ApprovalFault.NOT_YET_TODAY if at.day > today else None


def decisions_of(text: str) -> tuple[MinutesDecision, ...]:
    """The decisions, each on its own line, numbered as they stand."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(
        MinutesDecision(number, line) for number, line in enumerate((x for x in lines if x), 1)
    )


def names_minutes(points: Iterable[str]) -> bool:
    """True when somebody put the last minutes on the agenda by hand."""
    return any(_OF_MINUTES.search(point) for point in points)
