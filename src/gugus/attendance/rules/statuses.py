"""Counting who came, and telling which rows of a sheet a person really changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

PRESENT = frozenset({"hadir", "terlambat"})
EXCUSED = frozenset({"izin", "sakit", "dinas"})


@dataclass(frozen=True)
class AttendanceTally:
    """How a meeting was attended; `total` counts those expected and those added."""

    total: int
    present: int
    late: int
    excused: int
    absent: int

    @property
    def unrecorded(self) -> int:
        """Those about whom nothing was written yet."""
        return self.total - self.present - self.excused - self.absent


def tally_attendance(statuses: Iterable[str]) -> AttendanceTally:
    """Count one status per teacher; an empty one is not recorded."""
    seen = list(statuses)
    return AttendanceTally(
        total=len(seen),
        present=sum(status in PRESENT for status in seen),
        late=seen.count("terlambat"),
        excused=sum(status in EXCUSED for status in seen),
        absent=seen.count("alpa"),
    )


def minutes_attended(
    starts: time, ends: time, status: str, arrived: time | None, left: time | None
) -> int:
    """Minutes of the meeting that this person sat through; an unknown time takes nothing away.

    >>> minutes_attended(time(13), time(15), "terlambat", time(13, 40), None)
    80
    """
    if status not in PRESENT:
        return 0
    since = max(starts, arrived or starts)
    until = min(ends, left or ends)
    return max(0, _minute(until) - _minute(since))


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
