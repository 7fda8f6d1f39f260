"""What the solver answered, in the keys of the facts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from gugus.cores.scheduling import Clash, Meeting, Objective, Schedule, SchedulingProblem
from gugus.timetable.rules.assignment import Assignment
from gugus.timetable.rules.problem import BuiltProblem
from gugus.timetable.rules.shortages import Short


def placed(built: BuiltProblem, found: Schedule) -> tuple[Assignment, ...]:
    """What was chosen for each meeting, in the order of the days."""
    return tuple(sorted(built.assignments(found.choices), key=lambda row: (row.day, row.key)))


def clash_rows(built: BuiltProblem, clash: Clash | None) -> list[dict[str, Any]]:
    """The rules that clash, as rows that can be stored: ids of lines with parts, school, speaker."""
    rows = []
    for named in clash.rules if clash else ():
        keys = [built.keys[place] for place in named.meetings]
        rows.append(
            {
                "rule": str(named.rule),
                "parts": [[key.line, key.part] for key in keys if key is not None],
                "school": built.schools[named.school][1] if named.school is not None else None,
                "speaker": built.speakers[named.speaker] if named.speaker is not None else None,
            }
        )
    return rows


def shortage_rows(shorts: Iterable[Short]) -> list[dict[str, Any]]:
    """Shortages as rows of the same kind."""
    return [
        {
            "rule": str(short.kind),
            "parts": [[line, 0] for line in (short.line, *short.lines) if line is not None],
            "school": None,
            "speaker": None,
            "wanted": short.wanted,
            "days": short.days,
            "between": [day.isoformat() for day in (short.first, short.last) if day is not None],
        }
        for short in shorts
    ]


def plain_rotation(built: BuiltProblem, found: Schedule) -> tuple[int, ...] | None:
    """The hosts if they simply went round on the same days: the fewest turns first.

    Among schools with as many turns the one that waited longest, as lists are written by hand; a
    school that is closed on the day is passed over. None where at some meeting nobody is left.
    """
    problem = built.problem
    turns = Counter({h: school.served for h, school in enumerate(problem.schools)})
    last: dict[int, int] = {}
    hosts = [0] * len(problem.meetings)
    in_time = sorted(range(len(problem.meetings)), key=lambda at: found.choices[at].slot)
    for place in in_time:
        slot, meeting = found.choices[place].slot, problem.meetings[place]
        open_now = [
            h
            for h in sorted(meeting.hosts if meeting.hosts is not None else range(len(turns)))
            if (free := problem.schools[h].open_on) is None or slot in free
        ]
        if not open_now:
            return None
        host = min(open_now, key=lambda h: (turns[h], last.get(h, -1), h))
        turns[host] += 1
        last[host] = slot
        hosts[place] = host
    return tuple(hosts)


def plain_rotation_km(built: BuiltProblem, found: Schedule, objective: Objective) -> float | None:
    """What a plain rotation comes to, of what the objective makes small: all ways, or the worst."""
    hosts = plain_rotation(built, found)
    if hosts is None:
        return None
    return total_km(built, hosts) if objective == Objective.TOTAL else worst_km(built, hosts)


def worst_km(built: BuiltProblem, hosts: Sequence[int]) -> float:
    """Kilometres of the worst-off teacher at these hosts (places of schools)."""
    problem = built.problem
    pairs = list(zip(problem.meetings, hosts, strict=True))
    return max(
        sum(row[host] for meeting, host in pairs if meeting.teachers[a])
        for a, row in enumerate(problem.km)
    )


def total_km(built: BuiltProblem, hosts: Sequence[int]) -> float:
    """Teacher-kilometres of a problem's meetings at these hosts (places of schools)."""
    pairs = zip(built.problem.meetings, hosts, strict=True)
    return sum(_way(built.problem, meeting, host) for meeting, host in pairs)


def _way(problem: SchedulingProblem, meeting: Meeting, host: int) -> float:
    return sum(n * row[host] for n, row in zip(meeting.teachers, problem.km, strict=True))


def each_hosts_once(hosts: Iterable[int | None], may_host: Iterable[int]) -> bool:
    """Is every school that may host one exactly once?"""
    return Counter(hosts) == Counter(may_host)
