"""Who is solved next: first come, first served, and only so many at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# no heartbeat for so long: the process that worked, or waited, is gone.
HEARTBEAT_TIMEOUT = timedelta(seconds=60)


@dataclass(frozen=True)
class QueuedRun:
    """A run that waits for its turn."""

    key: int
    since: datetime


def is_stale(heartbeat_at: datetime | None, now: datetime) -> bool:
    """Has whoever gave this sign of life been silent for too long?"""
    return heartbeat_at is None or now - heartbeat_at > HEARTBEAT_TIMEOUT


def queue_order(waiting: Sequence[QueuedRun]) -> list[int]:
    """The runs in the order of their turns.

    >>> from datetime import datetime
    >>> noon = datetime(2026, 7, 20, 12)
    >>> in_line([Waiting(2, noon), Waiting(1, noon), Waiting(3, noon.replace(hour=9))])
    [3, 1, 2]
    """
    return [one.key for one in sorted(waiting, key=lambda one: (one.since, one.key))]


def next_run(
    waiting: Sequence[QueuedRun], at_work: Sequence[datetime | None], at_once: int, now: datetime
) -> int | None:
    """The run that may begin; `at_work` are the last signs of life of those that hold a place.

    A run that fell silent holds none any more.
    """
    held = sum(not is_stale(heartbeat_at, now) for heartbeat_at in at_work)
    line = queue_order(waiting)
    return line[0] if line and held < at_once else None
