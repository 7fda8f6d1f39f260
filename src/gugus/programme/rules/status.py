"""The programme's life cycle: draft, agreed in the forum, signed by the chair; reopened with a
reason."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DRAFT, AGREED, SIGNED = "draft", "agreed", "signed"


class ProgrammeTransition(StrEnum):
    """What can be done to the programme as a whole."""

    AGREE = "agree"
    SIGN = "sign"
    REOPEN = "reopen"


class TransitionFault(StrEnum):
    """Why a step cannot be taken."""

    WRONG_STATUS = "wrong_status"
    NO_LINES = "no_lines"
    IN_FUTURE = "in_future"
    TOO_EARLY = "too_early"
    BEFORE_AGREEMENT = "before_agreement"
    NO_REASON = "no_reason"


@dataclass(frozen=True)
class TransitionRequest:
    """A step that a person asks for, with the date and note given."""

    step: ProgrammeTransition
    dated: date
    note: str = ""


@dataclass(frozen=True)
class TransitionVerdict:
    """The status that follows, or why the step cannot be taken."""

    status: str | None
    why: TransitionFault | None = None


_FROM = {
    ProgrammeTransition.AGREE: frozenset({DRAFT}),
    ProgrammeTransition.SIGN: frozenset({AGREED}),
    ProgrammeTransition.REOPEN: frozenset({AGREED, SIGNED}),
}
_TO = {
    ProgrammeTransition.AGREE: AGREED,
    ProgrammeTransition.SIGN: SIGNED,
    ProgrammeTransition.REOPEN: DRAFT,
}


@dataclass(frozen=True)
class ProgrammeState:
    """What the decision depends on: the programme as it stands."""

    status: str
    school_year: int
    lines: int
    agreed_on: date | None


def decide_transition(
    now: ProgrammeState, wish: TransitionRequest, *, today: date
) -> TransitionVerdict:
    """May the programme take this step now?"""
    if not is_possible(now.status, wish.step):
        return TransitionVerdict(None, TransitionFault.WRONG_STATUS)
    why = _undated(now, wish, today) or _missing(now, wish)
    return TransitionVerdict(None, why) if why else TransitionVerdict(_TO[wish.step])


def _undated(now: ProgrammeState, wish: TransitionRequest, today: date) -> TransitionFault | None:
    if wish.dated > today:
        return TransitionFault.IN_FUTURE
    # A plan is agreed in its own year or in the year before it; anything earlier is a slip.
    return TransitionFault.TOO_EARLY if wish.dated < date(now.school_year - 1, 7, 1) else None


def _missing(now: ProgrammeState, wish: TransitionRequest) -> TransitionFault | None:
    if wish.step == ProgrammeTransition.REOPEN:
        return None if wish.note.strip() else TransitionFault.NO_REASON
    if now.lines == 0:
        return TransitionFault.NO_LINES
    if (
        wish.step == ProgrammeTransition.SIGN
        and now.agreed_on is not None
        and wish.dated < now.agreed_on
    ):
        return TransitionFault.BEFORE_AGREEMENT
    return None


def is_possible(status: str, step: ProgrammeTransition) -> bool:
    """Does the step lead on from this status at all?"""
    return status in _FROM[step]


def lines_may_change(status: str) -> bool:
    """Lines may be added and changed until the chair has signed."""
    return status != SIGNED


def lines_may_be_deleted(status: str) -> bool:
    """What the forum has agreed on may be changed visibly, but does not vanish."""
    return status == DRAFT
