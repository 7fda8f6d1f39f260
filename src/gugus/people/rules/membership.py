"""Was somebody a member on that day, and which of their groups is their home?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date


def was_member(day: date, *, active: bool, joined_on: date | None, left_on: date | None) -> bool:
    """From the day of joining until the day before leaving; an unknown day sets no limit.

    Who is no longer active and left on an unknown day is a member of no day.
    """
    if joined_on is not None and day < joined_on:
        return False
    return active if left_on is None else day < left_on


@dataclass(frozen=True)
class OwnMembership:
    """What a row of `Membership` says about one teacher in one group."""

    group_id: int
    school_id: int | None = None
    since: date | None = None
    until: date | None = None
    is_home: bool = False

    def holds(self, day: date | None, schools: Collection[int]) -> bool:
        """Does it make a member on that day (None: now), while these are the group's schools?"""
        if day is None:
            there = self.until is None
        else:
            there = (self.since is None or self.since <= day) and (
                self.until is None or day < self.until
            )
        return there and (self.school_id is None or self.school_id in schools)

    def replaces(self, school_id: int) -> bool:
        """Does it stand for what the teacher's school would say?"""
        return self.school_id is None or self.school_id == school_id


@dataclass(frozen=True)
class RosterEntry:
    """A teacher as their school's roster has them, and what is said beside it about one group."""

    school_id: int
    active: bool = True
    joined_on: date | None = None
    left_on: date | None = None
    own: tuple[OwnMembership, ...] = ()

    def belongs(self, day: date | None, schools: Collection[int]) -> bool:
        """Is the teacher a member of the group with these schools on that day (None: now)?"""
        if any(row.holds(day, schools) for row in self.own):
            return True
        if self.school_id not in schools or any(row.replaces(self.school_id) for row in self.own):
            return False
        if day is None:
            return self.active
        return was_member(day, active=self.active, joined_on=self.joined_on, left_on=self.left_on)

    @property
    def left(self) -> bool:
        """Has the teacher left, whatever became of the schools?"""
        schools = {self.school_id, *(row.school_id for row in self.own if row.school_id)}
        return not self.belongs(None, schools)


def groups_by_nearness(
    entry: RosterEntry, school_groups: Sequence[int], pairs: Collection[tuple[int, int]]
) -> tuple[int, ...]:
    """The groups that somebody belongs to now; the first is their home, which keeps the record.

    `school_groups`: those of the own school, the earliest first. `pairs`: every (group, school) that
    belong together now. Home is the group said to be it, else the earliest of the own school, else
    whichever came first.
    """
    said = [row.group_id for row in entry.own if row.is_home]
    asked = dict.fromkeys([*said, *school_groups, *(row.group_id for row in entry.own)])
    found = []
    for group in asked:
        schools = {school for of, school in pairs if of == group}
        own = tuple(row for row in entry.own if row.group_id == group)
        here = RosterEntry(entry.school_id, entry.active, own=own)
        if here.belongs(None, schools):
            found.append(group)
    return tuple(found)
