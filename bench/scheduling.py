"""Schedules: time to a proven optimum against size, and against a rotation made by hand.

Instances are invented from a seed: schools lie within a kecamatan, a fifth of their days are taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bench.table import Measurement
from gugus.cores.scheduling import (
    Meeting,
    Objective,
    Schedule,
    SchedulingProblem,
    School,
    SolverStatus,
    Speaker,
    distance_table,
    solve,
)

SIZES = ((4, 12), (8, 20), (12, 40), (24, 80))
# The size that must be proven best, and within how many seconds on two cores.
PROVEN = {(12, 40): 5.0}
SECONDS = 30.0
GROUPS, SPEAKERS, PARTS, WEEKS = 6, 10, 12, 40
MOST_GAP = 2.0


def measure() -> Iterator[Measurement]:
    """Hosts of one group by size, then a kecamatan whose groups share speakers."""
    for schools, meetings in SIZES:
        problem = rotation(schools, meetings)
        name = f"hosts, {schools} schools x {meetings} meetings"
        found = solve(problem, seconds=SECONDS)
        limit = PROVEN.get((schools, meetings))
        yield Measurement(f"{name}: seconds to the answer", found.seconds, "s", limit)
        yield Measurement(f"{name}: gap", _percent(found), "%", 0.0 if limit else None)
        yield from _against_greedy(name, problem, found)
    yield from _kecamatan()
    fair = solve(rotation(12, 40), Objective.FAIR, seconds=10)
    yield Measurement("hosts, 12 x 40, worst-off first: seconds", fair.seconds, "s")
    yield Measurement("hosts, 12 x 40, worst-off first: gap", _percent(fair), "%")


def _percent(found: Schedule) -> float:
    """The gap in percent; a search that found nothing misses every limit."""
    return 100 * found.gap if found.gap is not None else float("inf")


def rotation(schools: int, meetings: int) -> SchedulingProblem:
    """A year of one group: the days are fixed, hosts are sought."""
    chance = np.random.default_rng(1000 * schools + meetings)
    points = _points(chance, schools)
    teachers = tuple(map(float, chance.integers(5, 14, schools)))
    free = chance.random((schools, meetings)) < 0.8
    return SchedulingProblem(
        tuple(
            School(str(h), frozenset(map(int, np.flatnonzero(row)))) for h, row in enumerate(free)
        ),
        distance_table(points),
        tuple(Meeting(str(i), teachers, frozenset({i})) for i in range(meetings)),
    )


def _points(chance: np.random.Generator, count: int) -> list[tuple[float, float]]:
    return [
        (-6.65 + float(a), 106.85 + float(b)) for a, b in chance.uniform(-0.06, 0.06, (count, 2))
    ]


@dataclass(frozen=True)
class _Kept:
    """What a plan costs and keeps."""

    km: float
    spread: int
    broken: int


def _kept(problem: SchedulingProblem, hosts: list[int]) -> _Kept:
    km = sum(
        n * row[host]
        for meeting, host in zip(problem.meetings, hosts, strict=True)
        for n, row in zip(meeting.teachers, problem.km, strict=True)
    )
    turns = [hosts.count(h) for h in range(len(problem.schools))]
    shut = sum(slot not in _open(problem, host) for slot, host in enumerate(hosts))
    return _Kept(km, max(turns) - min(turns), shut + sum(a == b for a, b in pairwise(hosts)))


def _open(problem: SchedulingProblem, host: int) -> frozenset[int]:
    return problem.schools[host].open_on or frozenset()


def _greedy(problem: SchedulingProblem) -> list[int]:
    """A rotation as it is made by hand: in turn, whoever can; if nobody in turn can, anybody."""
    hosts: list[int] = []
    schools = range(len(problem.schools))
    for slot, meeting in enumerate(problem.meetings):
        fewest = min(hosts.count(h) for h in schools)
        in_turn = [h for h in schools if hosts.count(h) == fewest]
        can = [h for h in in_turn if slot in _open(problem, h) and hosts[-1:] != [h]]
        hosts.append(min(can or in_turn, key=lambda h: _distance(problem, meeting, h)))
    return hosts


def _distance(problem: SchedulingProblem, meeting: Meeting, host: int) -> float:
    return sum(n * row[host] for n, row in zip(meeting.teachers, problem.km, strict=True))


def _against_greedy(
    name: str, problem: SchedulingProblem, found: Schedule
) -> Iterator[Measurement]:
    ours = _kept(problem, [choice.host for choice in found.choices])
    peer = _kept(problem, _greedy(problem))
    # A rotation that breaks rules may be shorter: then its travel is no limit.
    limit = None if peer.broken or peer.spread > 1 else peer.km + 1e-6
    yield Measurement(f"{name}: travel", ours.km, "km", limit, against="greedy")
    yield Measurement(f"{name}: travel of greedy", peer.km, "km")
    yield Measurement(
        f"{name}: spread of turns", ours.spread, "", max(1, peer.spread), against="greedy"
    )
    yield Measurement(f"{name}: broken rules", ours.broken, "", 0)
    yield Measurement(f"{name}: broken rules of greedy", peer.broken, "")


def kecamatan() -> SchedulingProblem:
    """Six groups of eight schools, whose meetings with speakers also choose their weeks."""
    chance = np.random.default_rng(6)
    each = 8
    count = GROUPS * each
    weeks = frozenset(range(WEEKS))
    schools, meetings = [], []
    sizes = chance.integers(5, 14, count)
    for group in range(GROUPS):
        own = range(group * each, (group + 1) * each)
        teachers = tuple(float(sizes[h]) if h in own else 0.0 for h in range(count))
        for h in own:
            lost = chance.choice(WEEKS, 8, replace=False)
            schools.append(School(str(h), weeks - set(map(int, lost)), pool=str(group)))
        for part in range(PARTS):
            asks = part % 3 == 0
            first = part * WEEKS // PARTS
            able = chance.choice(SPEAKERS, 3, replace=False) if asks else ()
            meetings.append(
                Meeting(
                    f"{group}-{part}",
                    teachers,
                    frozenset(range(first, first + 3)),
                    frozenset(own),
                    frozenset(map(int, able)),
                    frozenset({str(group)}),
                    str(group),
                )
            )
    speakers = tuple(
        Speaker(str(s), weeks - set(map(int, chance.choice(WEEKS, 10, replace=False))), 6)
        for s in range(SPEAKERS)
    )
    km = distance_table(_points(chance, count))
    return SchedulingProblem(tuple(schools), km, tuple(meetings), speakers)


def _kecamatan() -> Iterator[Measurement]:
    found = solve(kecamatan(), seconds=SECONDS)
    name = f"kecamatan of {GROUPS} groups sharing {SPEAKERS} speakers"
    yield Measurement(f"{name}: seconds", found.seconds, "s", SECONDS + 1)
    yield Measurement(f"{name}: gap", _percent(found), "%", MOST_GAP)
    if found.status == SolverStatus.IMPOSSIBLE:
        raise RuntimeError("the invented kecamatan has no schedule")
