"""Who follows up a step without a report, so many days after its due date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class EscalationTarget(StrEnum):
    """Whom a step is escalated to, in this order."""

    LEAD_TEACHER = "lead_teacher"
    SCHOOL_HEAD = "school_head"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True)
class Stage:
    """From so many days after its day a step stands on this reader's list; None: never."""

    reader: EscalationTarget
    days: int | None


# Three days: a forgotten report. Ten: a week of lessons. Three weeks: a second meeting.
DEFAULTS = (
    Stage(EscalationTarget.LEAD_TEACHER, 3),
    Stage(EscalationTarget.SCHOOL_HEAD, 10),
    Stage(EscalationTarget.SUPERVISOR, 21),
)
MOST_DAYS = 365


class EscalationFault(StrEnum):
    """Why a table of stages cannot be used."""

    DAYS = "days"
    ORDER = "order"


def days_overdue(due: date, today: date) -> int:
    """Whole days since the day it was due; 0 while that day is not over."""
    return max(0, (today - due).days)


def reached_stage(due: date, today: date, stages: Iterable[Stage]) -> Stage | None:
    """The last stage that a step without a report has reached; None while only its teacher is
    asked.

    >>> with_whom(date(2026, 11, 1), date(2026, 11, 12), DEFAULTS).reader.value
    'school_head'
    """
    reached = [stage for stage in stages if _is_reached(stage, due, today)]
    return max(reached, key=lambda stage: stage.days or 0, default=None)


def last_due(stage: Stage, today: date) -> date | None:
    """Steps due until this day have reached the stage, and stay on its reader's list; None: none."""
    return None if stage.days is None else today - timedelta(days=max(stage.days, 1))


def _is_reached(stage: Stage, due: date, today: date) -> bool:
    late = days_overdue(due, today)
    return stage.days is not None and late > 0 and late >= stage.days


def escalation_fault(stages: Sequence[Stage]) -> tuple[EscalationTarget, EscalationFault] | None:
    """The first reader whose days cannot be used: out of bounds, or not after the one before."""
    before = 0
    for stage in stages:
        if stage.days is None:
            continue
        if not 1 <= stage.days <= MOST_DAYS:
            return stage.reader, EscalationFault.DAYS
        if stage.days <= before:
            return stage.reader, EscalationFault.ORDER
        before = stage.days
    return None
