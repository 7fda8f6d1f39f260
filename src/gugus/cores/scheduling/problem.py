"""What is to be scheduled: schools, speakers, meetings, and the rules that hold."""

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from math import isfinite


class Objective(StrEnum):
    """What is made small: all kilometres, the worst-off teacher's, or that one and then all."""

    TOTAL = "total"
    WORST = "worst"
    FAIR = "fair"


@dataclass(frozen=True)
class School:
    """A school that may be host.

    `open_on` holds the slots on which it can be host (None: every slot); `served` counts turns of
    former years; `size` weights its share of turns. Turns are even among the schools of a `pool`:
    the schools of one group, where several groups share speakers.
    """

    name: str
    open_on: frozenset[int] | None = None
    served: int = 0
    size: float = 1.0
    pool: str = "all"


@dataclass(frozen=True)
class Speaker:
    """Somebody who can speak; `free_on` holds slots (None: every slot), `most` limits the load."""

    name: str
    free_on: frozenset[int] | None = None
    most: int | None = None


@dataclass(frozen=True)
class Meeting:
    """One meeting to be placed.

    `teachers` are those who travel, by school; `slots` the slots that may be taken; `hosts` the
    schools that may be host (None: any); `speakers` those who can speak (empty: none is needed);
    `audience` names whom it calls: two meetings with a name in common never share a slot.
    No school is host twice running among the meetings of a `series`.
    `pinned_*` were set by a person. `was` is the (slot, host) it had before, `was_speaker` who
    spoke: to be kept if it can. A slot or host that is no longer there is -1.
    """

    name: str
    teachers: tuple[float, ...]
    slots: frozenset[int]
    hosts: frozenset[int] | None = None
    speakers: frozenset[int] = frozenset()
    audience: frozenset[str] = frozenset({"all"})
    series: str = "all"
    pinned_slot: int | None = None
    pinned_host: int | None = None
    pinned_speaker: int | None = None
    was: tuple[int, int] | None = None
    was_speaker: int | None = None
    # Kilograms of dislike by slot and by host: only looked at when nothing else decides.
    dislikes_slot: dict[int, int] = field(default_factory=dict, hash=False)
    dislikes_host: dict[int, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Order:
    """`first` comes at least `gap` before `then`; both are places in `Problem.meetings`.

    The gap counts slots, or days where the problem says on which day each slot is.
    """

    first: int
    then: int
    gap: int = 1


@dataclass(frozen=True)
class Fairness:
    """Rules of turns: within `spread` of each other (former years counted), none twice running."""

    spread: int | None = 1
    by_size: bool = False
    twice_running: bool = False


@dataclass(frozen=True)
class Problem:
    """Everything that a schedule has to keep.

    `km[a][b]` is the way from school a to school b in kilometres. Slots are numbered 0, 1, ... in
    the order of time; `days` says on which day each is (any count of days that rises with them),
    for gaps where weeks are missing. Without it the slots themselves count.
    """

    schools: tuple[School, ...]
    km: tuple[tuple[float, ...], ...]
    meetings: tuple[Meeting, ...]
    speakers: tuple[Speaker, ...] = ()
    orders: tuple[Order, ...] = ()
    fairness: Fairness = Fairness()
    days: tuple[int, ...] = ()

    def day_of(self, slot: int) -> int:
        """What gaps are counted in: the slot's day, else its number."""
        return self.days[slot] if self.days else slot

    def __post_init__(self) -> None:
        n = len(self.schools)
        if n == 0:
            raise ValueError("a schedule needs at least one school")
        if len(self.km) != n or any(len(row) != n for row in self.km):
            raise ValueError(f"km must be a table of {n} x {n}")
        if any(not isfinite(way) or way < 0 for row in self.km for way in row):
            raise ValueError("km holds a distance that is negative or no number")
        if any(one >= two for one, two in pairwise(self.days)):
            raise ValueError("days must rise with the slots")
        for meeting in self.meetings:
            _check(meeting, n, len(self.speakers))
            if self.days and any(slot >= len(self.days) for slot in _slots_of(meeting)):
                raise ValueError(f"{meeting.name}: names a slot that has no day")
        for order in self.orders:
            if not {order.first, order.then} <= set(range(len(self.meetings))):
                raise ValueError("an order names a meeting that is not there")


def _check(meeting: Meeting, schools: int, speakers: int) -> None:
    if len(meeting.teachers) != schools:
        raise ValueError(f"{meeting.name}: teachers must name {schools} schools")
    if any(not isfinite(count) or count < 0 for count in meeting.teachers):
        raise ValueError(f"{meeting.name}: a number of teachers is negative or no number")
    named = set(meeting.hosts or ()) | ({meeting.pinned_host} - {None})
    if not named <= set(range(schools)):
        raise ValueError(f"{meeting.name}: names a host that is not there")
    if not (set(meeting.speakers) | ({meeting.pinned_speaker} - {None})) <= set(range(speakers)):
        raise ValueError(f"{meeting.name}: names a speaker who is not there")
    if any(slot < 0 for slot in _slots_of(meeting)):
        raise ValueError(f"{meeting.name}: slots are numbered from 0")


def _slots_of(meeting: Meeting) -> set[int]:
    return set(meeting.slots) | ({meeting.pinned_slot} - {None})  # type: ignore[arg-type]
