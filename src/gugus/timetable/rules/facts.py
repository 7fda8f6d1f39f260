"""Everything that a schedule is made from, as plain values: one group's facts, shared speakers.

Rows are keyed by their ids. Several groups stand side by side in `Facts`, so that one schedule can
be made for one group or for many that share speakers.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256


@dataclass(frozen=True)
class SchoolFacts:
    """A school of the group: may it host, its turns so far, its teachers, the days it cannot.

    In the months that it has `disliked` it would rather not be host.
    """

    key: int
    name: str
    may_host: bool = True
    served: int = 0
    size: int = 0
    closed: tuple[date, ...] = ()
    disliked: tuple[int, ...] = ()


@dataclass(frozen=True)
class AudienceFacts:
    """Whom a line calls: a study group, or with key None the whole group; teachers by school."""

    key: int | None
    teachers: tuple[tuple[int, int], ...]
    levels: tuple[int, ...] = ()
    subject: str = ""


@dataclass(frozen=True)
class LineFacts:
    """A line of the programme: how many meetings, when, how spread, after what, with whom.

    `due` is set once the line's months have begun: of a rhythm, so many meetings as fall on the
    part of its days that is still ahead; else all that it has. Missed meetings of a regular line
    are not squeezed into the rest of the year; where days are too few, the schedule reports it and
    continues.
    """

    key: int
    title: str
    times: int = 1
    even: bool = False
    weeks_between: int = 1
    months: tuple[int, ...] = ()
    after: int | None = None
    audience: int | None = None
    speakers: tuple[int, ...] = ()
    due: int | None = None


@dataclass(frozen=True)
class UpcomingFacts:
    """A meeting of a line that stands in the calendar ahead: it moves only if it must.

    `free` is False when its day has been lost since. What is pinned does not move at all.
    """

    key: int
    line: int
    day: date
    host: int | None = None
    speaker: int | None = None
    free: bool = True
    pin_date: bool = False
    pin_host: bool = False
    pin_speaker: bool = False


@dataclass(frozen=True)
class DoneFacts:
    """A meeting of a line that is behind us: it counts as a part and is not touched."""

    line: int
    day: date


@dataclass(frozen=True)
class TakenFacts:
    """A day on which an audience is called already, by a meeting that is of no line."""

    day: date
    audience: int | None = None


@dataclass(frozen=True)
class FairnessFacts:
    """How turns of hosts are shared."""

    spread: int = 1
    by_size: bool = False
    twice_running: bool = False


@dataclass(frozen=True)
class GroupFacts:
    """One group's year: the free learning days ahead and everything that wants one of them."""

    key: int
    days: tuple[date, ...]
    schools: tuple[SchoolFacts, ...]
    km: tuple[tuple[float, ...], ...]
    lines: tuple[LineFacts, ...]
    audiences: tuple[AudienceFacts, ...]
    upcoming: tuple[UpcomingFacts, ...] = ()
    done: tuple[DoneFacts, ...] = ()
    taken: tuple[TakenFacts, ...] = ()
    fair: FairnessFacts = FairnessFacts()
    # Day and host of the last meeting behind us: that school is not host next, if others can be.
    last: tuple[date, int] | None = None


@dataclass(frozen=True)
class SpeakerFacts:
    """Somebody who speaks: the days they cannot come, and how many meetings they still take."""

    key: int
    name: str
    away: tuple[date, ...] = ()
    most: int | None = None


@dataclass(frozen=True)
class ScheduleFacts:
    """The facts of all groups that are scheduled together, and the speakers they share."""

    groups: tuple[GroupFacts, ...]
    speakers: tuple[SpeakerFacts, ...] = ()


def facts_digest(facts: ScheduleFacts) -> str:
    """A short sign of these facts: another one means that something has changed."""
    return sha256(repr(facts).encode()).hexdigest()


def may_share(one: AudienceFacts, other: AudienceFacts) -> bool:
    """Can a teacher be called by both?

    The whole group shares with everybody. Study groups by class level share a level; one by
    subject may share with any by level, and with another of the same subject.
    """
    if one.key is None or other.key is None or one.key == other.key:
        return True
    if set(one.levels) & set(other.levels):
        return True
    if one.subject and other.subject and one.subject.casefold() == other.subject.casefold():
        return True
    return bool((one.subject and other.levels) or (other.subject and one.levels))
