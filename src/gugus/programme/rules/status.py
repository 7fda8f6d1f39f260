"""The programme's way: draft, agreed in the forum, signed by the chair; and back, with a reason."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DRAFT, AGREED, SIGNED = "draft", "agreed", "signed"


class Step(StrEnum):
    """What can be done to the programme as a whole."""

    AGREE = "agree"
    SIGN = "sign"
    REOPEN = "reopen"


class Why(StrEnum):
    """Why a step cannot be taken."""

    WRONG_STATUS = "wrong_status"
    NO_LINES = "no_lines"
    IN_FUTURE = "in_future"
    TOO_EARLY = "too_early"
    BEFORE_AGREEMENT = "before_agreement"
    NO_REASON = "no_reason"


@dataclass(frozen=True)
class Wish:
    """A step that a person asks for, with the date and note given."""

    step: Step
    dated: date
    note: str = ""


@dataclass(frozen=True)
class Verdict:
    """The status that follows, or why the step cannot be taken."""

    status: str | None
    why: Why | None = None


_FROM = {
    Step.AGREE: frozenset({DRAFT}),
    Step.SIGN: frozenset({AGREED}),
    Step.REOPEN: frozenset({AGREED, SIGNED}),
}
_TO = {Step.AGREE: AGREED, Step.SIGN: SIGNED, Step.REOPEN: DRAFT}


@dataclass(frozen=True)
class Standing:
    """What the decision depends on: the programme as it stands."""

    status: str
    school_year: int
    lines: int
    agreed_on: date | None


def decide(now: Standing, wish: Wish, *, today: date) -> Verdict:
    """May the programme take this step now?"""
    if not possible(now.status, wish.step):
        return Verdict(None, Why.WRONG_STATUS)
    why = _undated(now, wish, today) or _missing(now, wish)
    return Verdict(None, why) if why else Verdict(_TO[wish.step])


def _undated(now: Standing, wish: Wish, today: date) -> Why | None:
    if wish.dated > today:
        return Why.IN_FUTURE
    # A plan is agreed in its own year or in the year before it; anything earlier is a slip.
    return Why.TOO_EARLY if wish.dated < date(now.school_year - 1, 7, 1) else None


def _missing(now: Standing, wish: Wish) -> Why | None:
    if wish.step == Step.REOPEN:
        return None if wish.note.strip() else Why.NO_REASON
    if now.lines == 0:
        return Why.NO_LINES
    if wish.step == Step.SIGN and now.agreed_on is not None and wish.dated < now.agreed_on:
        return Why.BEFORE_AGREEMENT
    return None


def possible(status: str, step: Step) -> bool:
    """Does the step lead on from this status at all?"""
    return status in _FROM[step]


def lines_may_change(status: str) -> bool:
    """Lines may be added and changed until the chair has signed."""
    return status != SIGNED


def lines_may_go(status: str) -> bool:
    """What the forum has agreed on may be changed visibly, but does not vanish."""
    return status == DRAFT
