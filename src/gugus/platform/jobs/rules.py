"""Whose turn it is: first come, first served, only so many at a time, and nobody waits for the dead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# Between two heartbeats of a worker.
HEARTBEAT = timedelta(seconds=5)
# No heartbeat for so long: the process that worked on it, or saw to it, is gone.
HEARTBEAT_TIMEOUT = timedelta(seconds=30)
# So often a job may take its worker down before it is given up.
MAX_ATTEMPTS = 3


@dataclass(frozen=True)
class QueuedJob:
    """A job that waits for its turn."""

    key: int
    since: datetime


def is_silent(heartbeat_at: datetime, now: datetime) -> bool:
    """Has whoever gave this heartbeat been silent for too long?"""
    return now - heartbeat_at > HEARTBEAT_TIMEOUT


def queue_order(waiting: Sequence[QueuedJob]) -> list[int]:
    """The jobs in the order of their turns.

    >>> noon = datetime(2026, 7, 20, 12)
    >>> queue_order([QueuedJob(2, noon), QueuedJob(1, noon), QueuedJob(3, noon.replace(hour=9))])
    [3, 1, 2]
    """
    return [one.key for one in sorted(waiting, key=lambda one: (one.since, one.key))]


def next_job(
    waiting: Sequence[QueuedJob], heartbeats: Sequence[datetime], at_once: int, now: datetime
) -> int | None:
    """The job that may begin; `heartbeats` are the last ones of those that hold a place.

    A job that fell silent holds none any more.
    """
    held = sum(not is_silent(heartbeat_at, now) for heartbeat_at in heartbeats)
    line = queue_order(waiting)
    return line[0] if line and held < at_once else None
