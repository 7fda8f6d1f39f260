"""Why a meeting is where and when it is: the figures and reasons, without words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gugus.timetable.rules.assignment import Assignment, PartKey
from gugus.timetable.rules.facts import GroupFacts, LineFacts, ScheduleFacts, SchoolFacts
from gugus.timetable.rules.parts_ahead import parts_ahead


@dataclass(frozen=True)
class HostReason:
    """Why this host.

    Turns had before and in this schedule, and what all schools come to (least, most); the ways of
    all called teachers to this host, to the nearest and to the farthest of those that were open;
    the schools that could not be host that day; whether it is the only one that may be. Would it
    rather not be host in that month, and which other hosts would not?
    """

    turns_before: int
    turns_here: int
    turns_least: int
    turns_most: int
    km: float
    km_least: float
    km_most: float
    closed: tuple[int, ...]
    only: bool
    pinned: bool
    disliked: bool = False
    unwilling: tuple[int, ...] = ()


@dataclass(frozen=True)
class DayReason:
    """Why this day.

    The first and last day it could have been, how many there were, and how many of them other
    meetings took; the day that would be exactly in rhythm; the parts before and after it; the last
    meeting of the line that comes first.
    """

    first: date | None
    last: date | None
    days: int
    taken: int
    middle: date | None
    before: date | None
    after: date | None
    waits_for: date | None
    pinned: bool


@dataclass(frozen=True)
class MeetingReasons:
    """Both, for one meeting."""

    host: HostReason | None
    day: DayReason


def meeting_reasons(
    facts: ScheduleFacts, rows: Sequence[Assignment], key: PartKey
) -> MeetingReasons:
    """The reasons of one meeting of a schedule; `rows` are all meetings of it ahead."""
    group = facts.groups[0]
    row = next(row for row in rows if row.key == key)
    line = next(line for line in group.lines if line.key == row.line)
    return MeetingReasons(_host(group, line, rows, row), _day(group, line, rows, row))


def _host(
    group: GroupFacts, line: LineFacts, rows: Sequence[Assignment], row: Assignment
) -> HostReason | None:
    schools = {school.key: school for school in group.schools}
    if row.host is None or row.host not in schools:
        return None
    hosts = [school for school in group.schools if school.may_host]
    here = Counter(one.host for one in rows)
    ends = [school.served + here[school.key] for school in hosts] or [0]
    closed = [school for school in hosts if row.day in school.closed]
    free = [school for school in hosts if school not in closed] or [schools[row.host]]
    distances = {school.key: km_to(group, line, school) for school in group.schools}
    return HostReason(
        turns_before=schools[row.host].served,
        turns_here=here[row.host],
        turns_least=min(ends),
        turns_most=max(ends),
        km=distances[row.host],
        km_least=min(distances[school.key] for school in free),
        km_most=max(distances[school.key] for school in free),
        closed=tuple(school.key for school in closed),
        only=len(hosts) == 1,
        pinned=row.pin_host,
        disliked=row.day.month in schools[row.host].disliked,
        unwilling=tuple(
            school.key
            for school in free
            if school.key != row.host and row.day.month in school.disliked
        ),
    )


def km_to(group: GroupFacts, line: LineFacts, host: SchoolFacts) -> float:
    """The ways of all teachers whom the line calls to one host, in kilometres."""
    place = {school.key: at for at, school in enumerate(group.schools)}
    audience = next(one for one in group.audiences if one.key == line.audience)
    return sum(
        count * group.km[place[school]][place[host.key]]
        for school, count in audience.teachers
        if school in place
    )


def _day(
    group: GroupFacts, line: LineFacts, rows: Sequence[Assignment], row: Assignment
) -> DayReason:
    parts = {part.number: part for part in parts_ahead(group, line)}
    part = parts.get(row.part)
    window = part.window.days if part else ()
    others = {one.day for one in rows if one != row}
    own = sorted(
        [(one.part, one.day) for one in rows if one.line == line.key]
        + [(0, one.day) for one in group.done if one.line == line.key]
    )
    first = [one.day for one in rows if one.line == line.after]
    return DayReason(
        first=min(window, default=None),
        last=max(window, default=None),
        days=len(window),
        taken=sum(day in others for day in window),
        middle=part.window.middle if part else None,
        before=max((day for _part, day in own if day < row.day), default=None),
        after=min((day for _part, day in own if day > row.day), default=None),
        waits_for=max(first, default=None),
        pinned=row.pin_date,
    )


def turns_table(
    facts: ScheduleFacts, hosts: Iterable[int | None]
) -> tuple[tuple[int, int, int], ...]:
    """For each school that may host: its key, turns before, turns in this schedule."""
    here = Counter(hosts)
    return tuple(
        (school.key, school.served, here[school.key])
        for school in facts.groups[0].schools
        if school.may_host
    )
