"""What displaces a group's meetings, counted once.

A meeting that was moved or cancelled on its own page left its reason there and nothing else; one
that was displaced here has its cause on record as well. Both are one list: what is on record tells
of its own move and its own cancellation, everything else stands under "other" with its reason.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

OTHER = "other"


@dataclass(frozen=True)
class RecordedDisplacement:
    """A displacement on record; without a new day the meeting was cancelled."""

    meeting: int
    cause: str
    old: date
    new: date | None
    at: datetime
    reason: str


@dataclass(frozen=True)
class RecordedMove:
    """A move of a meeting to another time."""

    meeting: int
    old: date
    new: date
    at: datetime
    reason: str


@dataclass(frozen=True)
class RecordedCancellation:
    """A meeting that is cancelled now."""

    meeting: int
    day: date
    reason: str


@dataclass(frozen=True)
class Loss:
    """A meeting lost its day: why, and where it went (None: nowhere)."""

    meeting: int
    cause: str
    old: date
    new: date | None
    reason: str

    @property
    def delay(self) -> int:
        """Days that it came later; an earlier day is no delay."""
        return max(0, (self.new - self.old).days) if self.new is not None else 0


@dataclass(frozen=True)
class LossReport:
    """Losses in counts: by cause (the most frequent first), by month, and what became of them."""

    total: int
    by_cause: tuple[tuple[str, int], ...]
    by_month: tuple[tuple[tuple[int, int], int], ...]
    without_replacement: int
    days_of_delay: int


def merge_losses(
    recorded: Iterable[RecordedDisplacement],
    moves: Iterable[RecordedMove],
    cancelled: Iterable[RecordedCancellation],
) -> tuple[Loss, ...]:
    """Every loss once, by its day.

    A record of a cancellation that was taken back since is no loss; neither is a move to another
    hour of the same day.
    """
    off = {(one.meeting, one.day): one for one in cancelled}
    rows = [one for one in recorded if one.new is not None or (one.meeting, one.old) in off]
    known = {(one.meeting, one.old, one.at) for one in rows}
    known_cancelled = {(one.meeting, one.old) for one in rows if one.new is None}
    found = [Loss(one.meeting, one.cause, one.old, one.new, one.reason) for one in rows]
    found += [
        Loss(one.meeting, OTHER, one.old, one.new, one.reason)
        for one in moves
        if one.old != one.new and (one.meeting, one.old, one.at) not in known
    ]
    found += [
        Loss(one.meeting, OTHER, one.day, None, one.reason)
        for key, one in off.items()
        if key not in known_cancelled
    ]
    return tuple(sorted(found, key=lambda one: (one.old, one.meeting, one.cause)))


def loss_report(losses: Sequence[Loss]) -> LossReport:
    """Count the losses every way."""
    causes = Counter(one.cause for one in losses)
    months = Counter((one.old.year, one.old.month) for one in losses)
    return LossReport(
        total=len(losses),
        by_cause=tuple(sorted(causes.items(), key=lambda row: (-row[1], row[0]))),
        by_month=tuple(sorted(months.items())),
        without_replacement=sum(one.new is None for one in losses),
        days_of_delay=sum(one.delay for one in losses),
    )
