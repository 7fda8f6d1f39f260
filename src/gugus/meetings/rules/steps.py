"""Which steps of former meetings stand at the top of the next one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from gugus.meetings.rules.planning import same_audience


@dataclass(frozen=True)
class Sitting:
    """A meeting as far as the order of meetings needs it.

    `counts` is true for one that was held, also while its minutes wait: it has given steps.
    """

    meeting: int
    day: date
    starts: time
    study_group: int | None
    counts: bool

    def before(self, other: "Sitting") -> bool:
        """True when this one took place earlier."""
        return (self.day, self.starts) < (other.day, other.starts)


@dataclass(frozen=True)
class CarriedStep:
    """A step, the meeting that gave it, and whether its teacher is expected at this one."""

    step: int
    given_at: Sitting
    unreported: bool
    expected: bool


@dataclass(frozen=True)
class Opening:
    """The meeting to look back on, its steps, and what is still unreported from before it."""

    previous: int | None
    last: tuple[int, ...]
    older: tuple[int, ...]


def previous_meeting(this: Sitting, others: Iterable[Sitting]) -> int | None:
    """The latest meeting before this one that called some of the same people.

    For a study group: its own or the whole group's; for the whole group: any.
    """
    before = [
        other
        for other in others
        if other.counts
        and other.meeting != this.meeting
        and other.before(this)
        and same_audience(other.study_group, this.study_group)
    ]
    if not before:
        return None
    return max(before, key=lambda other: (other.day, other.starts, other.meeting)).meeting


def opening_steps(this: Sitting, previous: int | None, steps: Iterable[CarriedStep]) -> Opening:
    """Sort former steps into those of the previous meeting and older unreported ones.

    A step of the whole group's meeting is taken up by a study group only for its own teachers.
    """
    last: list[int] = []
    older: list[int] = []
    for step in steps:
        source = step.given_at
        if not source.before(this) or source.meeting == this.meeting:
            continue
        if not (source.study_group == this.study_group or step.expected):
            continue
        if source.meeting == previous:
            last.append(step.step)
        elif step.unreported:
            older.append(step.step)
    return Opening(previous, tuple(last), tuple(older))


def is_overdue(due: date, is_open: bool, today: date) -> bool:
    """Past its day and nothing reported."""
    return is_open and due < today


def default_due(day: date, next_meeting: date | None) -> date:
    """The next meeting's day, or a week later when none is planned."""
    return next_meeting or day + timedelta(days=7)
