"""For whom a meeting counts, and how much of it.

A meeting counts for the teachers it called: those whose school belonged to the group in that school
year, who were members on that day, and who fit the study group if only one was called; once its
minutes are finished, for those whom it called then, whatever the roster says later. Cancelled
meetings count for nobody, nor do those ahead, nor those about which nobody wrote down who came.
Somebody who came without being called counts as extra: in the own row, in no sum.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from gugus.attendance.rules.statuses import EXCUSED, PRESENT, minutes_attended
from gugus.people.rules.membership import RosterEntry

# With fewer meetings than this a percentage says more than it knows.
ENOUGH_FOR_PERCENT = 3


class CountingStatus(StrEnum):
    """May this meeting be counted?"""

    COUNTS = "counts"
    UNRECORDED = "unrecorded"
    AHEAD = "ahead"
    CANCELLED = "cancelled"


def counting_status(*, state: str, day: date, today: date, recorded: bool) -> CountingStatus:
    """Judge a meeting; one of today counts when its minutes are closed."""
    if state == "cancelled":
        return CountingStatus.CANCELLED
    if state != "held" and day >= today:
        return CountingStatus.AHEAD
    return CountingStatus.COUNTS if recorded else CountingStatus.UNRECORDED


@dataclass(frozen=True)
class TeacherFacts:
    """What decides whether somebody is called."""

    id: int
    roster: RosterEntry
    class_level: int | None = None
    subject: str = ""


@dataclass(frozen=True)
class Audience:
    """A study group: its class levels, or its subject."""

    class_levels: frozenset[int]
    subject: str = ""

    def fits(self, person: TeacherFacts) -> bool:
        """Does the person teach one of the levels, or the subject?"""
        by_subject = bool(self.subject) and person.subject.lower() == self.subject.lower()
        return by_subject or person.class_level in self.class_levels


@dataclass(frozen=True)
class CountedMeeting:
    """A meeting that counts; `schools` belonged to the group in its school year."""

    id: int
    day: date
    starts: time
    ends: time
    schools: frozenset[int]
    audience: Audience | None = None
    # Whom it called, fixed when its minutes were finished.
    called: frozenset[int] | None = None

    @property
    def minutes(self) -> int:
        """How long it lasted."""
        return minutes_attended(self.starts, self.ends, "hadir", None, None)


def is_called(person: TeacherFacts, sitting: CountedMeeting) -> bool:
    """Did this meeting call this person?"""
    if sitting.called is not None:
        return person.id in sitting.called
    if not person.roster.belongs(sitting.day, sitting.schools):
        return False
    return sitting.audience is None or sitting.audience.fits(person)


class AttendanceCategory(StrEnum):
    """The category of one teacher's attendance at one meeting."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"
    UNRECORDED = "unrecorded"


class RecordedAttendance(NamedTuple):
    """What was recorded about one teacher and one meeting."""

    status: str = ""
    arrived: time | None = None
    left: time | None = None
    # Answered the question of the catch-up packet.
    answered: bool = False


@dataclass(frozen=True)
class AttendanceCredit:
    """How much of a meeting counts for one teacher, and why."""

    counted: AttendanceCategory
    minutes: int
    # The minutes come from the catch-up packet.
    caught_up: bool = False


def credit_for(
    sitting: CountedMeeting, written: RecordedAttendance, catch_up_percent: int
) -> AttendanceCredit:
    """Minutes sat through; for who was away, what the group grants for the packet."""
    if written.status in PRESENT:
        sat = minutes_attended(
            sitting.starts, sitting.ends, written.status, written.arrived, written.left
        )
        return AttendanceCredit(AttendanceCategory.PRESENT, sat)
    counted = AttendanceCategory.UNRECORDED
    if written.status:
        counted = (
            AttendanceCategory.EXCUSED if written.status in EXCUSED else AttendanceCategory.ABSENT
        )
    granted = sitting.minutes * catch_up_percent // 100 if written.answered else 0
    return AttendanceCredit(counted, granted, granted > 0)


@dataclass(frozen=True)
class AttendanceTotals:
    """Several parts taken together; each part stands for one teacher and one meeting."""

    total: int = 0
    statuses: tuple[tuple[str, int], ...] = ()
    minutes: int = 0
    caught_up: int = 0

    def count(self, *statuses: str) -> int:
        """How many parts carry one of these statuses ('' for not recorded)."""
        return sum([n for status, n in self.statuses if status in statuses])

    @property
    def present(self) -> int:
        """Came, on time or late."""
        return self.count(*PRESENT)

    @property
    def excused(self) -> int:
        """Away with a reason."""
        return self.count(*EXCUSED)

    @property
    def percent(self) -> int | None:
        """Whole percent present; None while there is too little to say so."""
        if self.total < ENOUGH_FOR_PERCENT:
            return None
        return (200 * self.present + self.total) // (2 * self.total)


def attendance_totals(parts: Iterable[tuple[str, int, bool]]) -> AttendanceTotals:
    """Sum parts of (status, minutes, caught up)."""
    known = list(parts)
    if not known:
        return AttendanceTotals()
    statuses, minutes, by_packet = zip(*known, strict=True)
    counts = tuple(sorted(Counter(statuses).items()))
    return AttendanceTotals(len(known), counts, sum(minutes), sum(by_packet))
