"""What is to be scheduled: schools, speakers, meetings, and the rules that hold."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from math import isfinite

# More than a year of any kecamatan needs; beyond them a search takes longer than a person waits,
# and sums grow past what the solver can hold.
MOST_MEETINGS = 400
MOST_SCHOOLS = 200
MOST_SPEAKERS = 200
MOST_SLOTS = 4000
MOST_TEACHERS = 100_000
MOST_TURNS = 10_000
LONGEST_KM = 50_000.0


class Objective(StrEnum):
    """What is minimised: all kilometres, the worst-off teacher's, or that one and then all."""

    TOTAL = "total"
    WORST = "worst"
    FAIR = "fair"


@dataclass(frozen=True)
class School:
    """A school that may be host.

    `open_on` holds the slots on which it can be host (None: every slot); `served` counts turns of
    former years; `size` weights its share of turns. Turns are even among the schools of a `pool`:
    the schools of one group, where several groups share speakers. In `disliked` slots it would
    rather not be host: a wish, looked at when nothing else decides.
    """

    name: str
    open_on: frozenset[int] | None = None
    served: int = 0
    size: float = 1.0
    pool: str = "all"
    disliked: frozenset[int] = frozenset()


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
    # Weights of dislike by slot and by host: only looked at when nothing else decides.
    dislikes_slot: dict[int, int] = field(default_factory=dict, hash=False)
    dislikes_host: dict[int, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Precedence:
    """`first` comes at least `gap` before `then`; both are places in `Problem.meetings`.

    The gap counts slots, or days where the problem says on which day each slot is.
    """

    first: int
    then: int
    gap: int = 1


@dataclass(frozen=True)
class Fairness:
    """Rules of turns.

    Turns end within `spread` of each other, former years counted (None: no such rule), or follow
    the size of schools; `twice_running` allows a school to be host of two meetings of a series one
    after the other (a series that can only be at one school needs that).
    """

    spread: int | None = 1
    by_size: bool = False
    twice_running: bool = False


@dataclass(frozen=True)
class SchedulingProblem:
    """Everything that a schedule has to keep.

    `km[a][b]` is the way from school a to school b in kilometres. Slots are numbered 0, 1, ... in
    the order of time; `days` says on which day each is (any count of days that rises with them),
    for gaps where weeks are missing. Without it the slots themselves count. `fairness_by_pool` holds
    rules of turns by the name of a pool and a series; for all others `fairness` counts.
    """

    schools: tuple[School, ...]
    km: tuple[tuple[float, ...], ...]
    meetings: tuple[Meeting, ...]
    speakers: tuple[Speaker, ...] = ()
    orders: tuple[Precedence, ...] = ()
    fairness: Fairness = Fairness()
    days: tuple[int, ...] = ()
    fairness_by_pool: dict[str, Fairness] = field(default_factory=dict, hash=False)

    def fairness_of(self, name: str) -> Fairness:
        """The rules of turns of a pool or a series."""
        return self.fairness_by_pool.get(name, self.fairness)

    @property
    def last_slot(self) -> int:
        """The highest number that a slot can have."""
        return len(self.days) - 1 if self.days else MOST_SLOTS

    def day_of(self, slot: int) -> int:
        """What gaps are counted in: the slot's day, else its number."""
        return self.days[slot] if self.days else slot

    def __post_init__(self) -> None:
        n = len(self.schools)
        _within("the number of schools", n, 1, MOST_SCHOOLS)
        _within("the number of meetings", len(self.meetings), 0, MOST_MEETINGS)
        _within("the number of speakers", len(self.speakers), 0, MOST_SPEAKERS)
        if len(self.km) != n or any(len(row) != n for row in self.km):
            raise ValueError(f"km must be a table of {n} x {n}")
        for row in self.km:
            for km in row:
                _within("a distance in km", km, 0, LONGEST_KM)
        for school in self.schools:
            _check_school(school)
            _check_slots(school.name, school.disliked, self.last_slot)
        for speaker in self.speakers:
            _within(f"{speaker.name}: most", speaker.most or 0, 0, MOST_TURNS)
        if any(one >= two for one, two in pairwise(self.days)):
            raise ValueError("days must rise with the slots")
        for meeting in self.meetings:
            _check_meeting(meeting, n, len(self.speakers), self.last_slot)
        for order in self.orders:
            _check_order(order, len(self.meetings))
        for fairness in (self.fairness, *self.fairness_by_pool.values()):
            _within("spread", fairness.spread or 0, 0, MOST_TURNS)


def _within(what: str, value: float, least: float, most: float) -> None:
    if not isfinite(value):
        raise ValueError(f"{what} is no number")
    if not least <= value <= most:
        raise ValueError(f"{what} must be between {least:g} and {most:g}, not {value:g}")


def _check_school(school: School) -> None:
    _within(f"{school.name}: served", school.served, 0, MOST_TURNS)
    _within(f"{school.name}: size", school.size, 0, MOST_TEACHERS)


def _check_meeting(meeting: Meeting, schools: int, speakers: int, last_slot: int) -> None:
    name = meeting.name
    if len(meeting.teachers) != schools:
        raise ValueError(f"{name}: teachers must name {schools} schools")
    for count in meeting.teachers:
        _within(f"{name}: a number of teachers", count, 0, MOST_TEACHERS)
    if not _given(meeting.hosts or (), meeting.pinned_host) <= set(range(schools)):
        raise ValueError(f"{name}: names a host that is not there")
    if not _given(meeting.speakers, meeting.pinned_speaker) <= set(range(speakers)):
        raise ValueError(f"{name}: names a speaker who is not there")
    _check_slots(name, _given(meeting.slots, meeting.pinned_slot), last_slot)
    for weight in (*meeting.dislikes_slot.values(), *meeting.dislikes_host.values()):
        _within(f"{name}: a dislike", weight, 0, MOST_TURNS)


def _check_slots(name: str, slots: Iterable[int], last_slot: int) -> None:
    for slot in slots:
        _within(f"{name}: a slot", slot, 0, last_slot)


def _given(allowed: Iterable[int], pinned: int | None) -> set[int]:
    return {*allowed, *(() if pinned is None else (pinned,))}


def _check_order(order: Precedence, meetings: int) -> None:
    if order.first == order.then or not {order.first, order.then} <= set(range(meetings)):
        raise ValueError("an order names one meeting twice, or one that is not there")
    _within("a gap", order.gap, 0, MOST_SLOTS)
