"""From the facts of one group, or of several that share speakers, to a problem for the solver.

Slots are the free learning days ahead in their order, and the days of meetings that stand in the
calendar. What is behind us is no part of the problem: it counts as turns and as parts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from gugus.cores.scheduling import (
    Fairness,
    Meeting,
    MeetingChoice,
    Precedence,
    SchedulingProblem,
    School,
    Speaker,
)
from gugus.timetable.rules.assignment import Assignment, PartKey, by_part
from gugus.timetable.rules.facts import (
    AudienceFacts,
    GroupFacts,
    LineFacts,
    ScheduleFacts,
    SchoolFacts,
    may_share,
)
from gugus.timetable.rules.parts_ahead import UpcomingPart, parts_ahead
from gugus.timetable.rules.windows import weeks_as_days

# The rhythm of a line that wants one counts more than where a free line would stand.
EVEN_WEIGHT, FREE_WEIGHT = 3, 1


@dataclass(frozen=True)
class MeetingKey:
    """What a meeting of the problem is: a part of a line; the meeting that stands for it."""

    line: int
    part: int
    meeting: int | None = None


@dataclass(frozen=True)
class BuiltProblem:
    """A problem and what its numbers stand for: slots, meetings, schools, speakers.

    `keys` has None for the anchor: the last meeting behind us, which the next one must not follow
    at the same host.
    """

    problem: SchedulingProblem
    days: tuple[date, ...]
    keys: tuple[MeetingKey | None, ...]
    schools: tuple[tuple[int, int], ...]
    speakers: tuple[int, ...]

    def place_of(self, line: int, part: int) -> int | None:
        """Where a part of a line stands among the meetings."""
        for place, key in enumerate(self.keys):
            if key is not None and (key.line, key.part) == (line, part):
                return place
        return None

    def assignment(self, place: int, choice: MeetingChoice) -> Assignment | None:
        """What was chosen for a meeting; None for the one that is only kept away from."""
        key = self.keys[place]
        if key is None:
            return None
        return Assignment(
            key.line,
            key.part,
            self.days[choice.slot],
            self.schools[choice.host][1],
            self.speakers[choice.speaker] if choice.speaker is not None else None,
            meeting=key.meeting,
        )

    def assignments(self, choices: Sequence[MeetingChoice]) -> list[Assignment]:
        """What was chosen for every meeting, in the problem's order."""
        found = (self.assignment(place, choice) for place, choice in enumerate(choices))
        return [one for one in found if one is not None]

    def choice(self, place: int, one: Assignment | None) -> MeetingChoice | None:
        """An assignment in the problem's numbers; None where it does not fit (any more)."""
        if self.keys[place] is None:
            return only_choice(self.problem.meetings[place])
        hosts = [key for _group, key in self.schools]
        if one is None or one.day not in self.days or one.host not in hosts:
            return None
        known = one.speaker is not None and one.speaker in self.speakers
        return MeetingChoice(
            self.days.index(one.day),
            hosts.index(one.host),
            self.speakers.index(one.speaker) if known and one.speaker is not None else None,
        )


def only_choice(meeting: Meeting) -> MeetingChoice:
    """The meeting behind us has one day and one host."""
    return MeetingChoice(min(meeting.slots), min(meeting.hosts or {0}))


def build_problem(
    facts: ScheduleFacts, there: Iterable[Assignment] = (), *, roomy: bool = False, new: bool = True
) -> BuiltProblem:
    """The problem of these facts.

    `there` is where a draft has its meetings and what a person pinned in it: as few as possible
    move. `roomy`: lines that are spread evenly may take any day of their months. `new`: meetings
    that are not in the calendar yet are placed too.
    """
    making = _Making(facts, by_part(there))
    for group in facts.groups:
        making.add_group(group, roomy=roomy, new=new)
    return making.built()


@dataclass
class _Making:
    """A problem in the making."""

    facts: ScheduleFacts
    there: Mapping[PartKey, Assignment]
    days: tuple[date, ...] = ()
    slot: dict[date, int] = field(default_factory=dict)
    school: dict[tuple[int, int], int] = field(default_factory=dict)
    speaker: dict[int, int] = field(default_factory=dict)
    meetings: list[Meeting] = field(default_factory=list)
    keys: list[MeetingKey | None] = field(default_factory=list)
    orders: list[Precedence] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.days = tuple(sorted(set(_all_days(self.facts, self.there.values()))))
        self.slot = {day: at for at, day in enumerate(self.days)}
        pairs = [(group.key, row.key) for group in self.facts.groups for row in group.schools]
        self.school = {pair: at for at, pair in enumerate(pairs)}
        self.speaker = {row.key: at for at, row in enumerate(self.facts.speakers)}

    def add_group(self, group: GroupFacts, *, roomy: bool, new: bool) -> None:
        """Every meeting of the group's lines, and what comes before what."""
        audiences = {row.key: row for row in group.audiences}
        places: dict[int, list[int]] = {}
        for line in group.lines:
            places[line.key] = [
                self._add(group, part, audiences)
                for part in parts_ahead(group, line, roomy=roomy, new=new)
            ]
            self._chain(line, places[line.key])
        for line in group.lines:
            before = places.get(line.after, []) if line.after is not None else []
            if before and places[line.key]:
                self.orders.append(Precedence(before[-1], places[line.key][0]))
        self._add_anchor(group)

    def _chain(self, line: LineFacts, places: list[int]) -> None:
        gap = weeks_as_days(line.weeks_between)
        for first, then in pairwise(places):
            self.orders.append(Precedence(first, then, gap))

    def _add(
        self, group: GroupFacts, part: UpcomingPart, audiences: Mapping[int | None, AudienceFacts]
    ) -> int:
        line, upcoming = part.line, part.upcoming
        there = self.there.get((line.key, part.number)) or part.assignment
        own = {self.slot[upcoming.day]} if upcoming and upcoming.free else set()
        speakers = {*line.speakers, *({upcoming.speaker} if upcoming else ())} - {None}
        made = Meeting(
            name=f"{line.key}/{part.number}",
            teachers=self._teachers(group, audiences[line.audience]),
            slots=frozenset(self.slot[day] for day in part.window.days) | own,
            hosts=frozenset(
                self.school[group.key, row.key] for row in group.schools if row.may_host
            ),
            speakers=frozenset(self.speaker[key] for key in speakers if key in self.speaker),
            audience=_names(group, audiences[line.audience]),
            series=str(group.key),
            dislikes_slot={} if there else self._out_of_rhythm(part),
        )
        self.keys.append(MeetingKey(line.key, part.number, upcoming.key if upcoming else None))
        self.meetings.append(self._held(group, made, there) if there else made)
        return len(self.meetings) - 1

    def _add_anchor(self, group: GroupFacts) -> None:
        """The last meeting behind us: where it was, the next one should not be again."""
        if group.fair.twice_running or group.last is None or group.last[0] not in self.slot:
            return
        day, host = group.last
        where = frozenset({self.school[group.key, host]})
        nobody = (0.0,) * len(self.school)
        name = frozenset({f"{group.key}:behind"})
        slots = frozenset({self.slot[day]})
        series = str(group.key)
        self.meetings.append(Meeting("behind", nobody, slots, where, audience=name, series=series))
        self.keys.append(None)

    def _teachers(self, group: GroupFacts, audience: AudienceFacts) -> tuple[float, ...]:
        counts = [0.0] * len(self.school)
        for school, count in audience.teachers:
            at = self.school.get((group.key, school))
            if at is not None:
                counts[at] = float(count)
        return tuple(counts)

    def _held(self, group: GroupFacts, made: Meeting, there: Assignment) -> Meeting:
        """The meeting kept where it is: by its pins for certain, else if it can."""
        slot = self.slot.get(there.day)
        host = self.school.get((group.key, there.host)) if there.host is not None else None
        speaker = self.speaker.get(there.speaker) if there.speaker is not None else None
        return replace(
            made,
            pinned_slot=slot if there.pin_date else None,
            pinned_host=host if there.pin_host else None,
            pinned_speaker=speaker if there.pin_speaker else None,
            was=(-1 if slot is None else slot, -1 if host is None else host),
            was_speaker=speaker,
        )

    def _out_of_rhythm(self, part: UpcomingPart) -> dict[int, int]:
        middle = part.window.middle
        if middle is None:
            return {}
        weight = EVEN_WEIGHT if part.line.even else FREE_WEIGHT
        return {
            self.slot[day]: weight * (abs((day - middle).days) // 7) for day in part.window.days
        }

    def built(self) -> BuiltProblem:
        """The problem, once every group is in."""
        first = min(self.days, default=date.min)
        groups = self.facts.groups
        return BuiltProblem(
            SchedulingProblem(
                schools=tuple(self._school(g, row) for g in groups for row in g.schools),
                km=_all_ways(groups),
                meetings=tuple(self.meetings),
                speakers=tuple(
                    Speaker(row.name, self._open(row.away), row.most) for row in self.facts.speakers
                ),
                orders=tuple(self.orders),
                fairness_by_pool={str(group.key): _fairness(group) for group in groups},
                days=tuple((day - first).days for day in self.days),
            ),
            self.days,
            tuple(self.keys),
            tuple(self.school),
            tuple(self.speaker),
        )

    def _school(self, group: GroupFacts, row: SchoolFacts) -> School:
        # A school that is never host has no turns that could be even.
        pool = str(group.key) if row.may_host else f"{group.key} without turns"
        behind = sum(key is None for key in self.keys) and group.last is not None
        again = int(bool(behind) and group.last is not None and group.last[1] == row.key)
        served = max(0, row.served - again)
        disliked = frozenset(at for day, at in self.slot.items() if day.month in row.disliked)
        return School(row.name, self._open(row.closed), served, float(row.size), pool, disliked)

    def _open(self, closed: tuple[date, ...]) -> frozenset[int] | None:
        lost = {self.slot[day] for day in closed if day in self.slot}
        return frozenset(range(len(self.days))) - lost if lost else None


def _all_days(facts: ScheduleFacts, there: Iterable[Assignment]) -> Iterable[date]:
    for group in facts.groups:
        yield from group.days
        yield from (row.day for row in group.upcoming if row.free or row.pin_date)
        if group.last is not None and not group.fair.twice_running:
            yield group.last[0]
    yield from (one.day for one in there if one.pin_date)


def _names(group: GroupFacts, audience: AudienceFacts) -> frozenset[str]:
    """Names so that two audiences have one in common exactly when they may share a teacher."""
    if audience.key is None:
        return frozenset(f"{group.key}:{a}+{b}" for a, b in _pairs(group, group.audiences)) | {
            f"{group.key}:all"
        }
    return frozenset(f"{group.key}:{a}+{b}" for a, b in _pairs(group, [audience]))


def _pairs(group: GroupFacts, some: Iterable[AudienceFacts]) -> Iterable[tuple[int, int]]:
    for one in some:
        for other in group.audiences:
            if one.key is not None and other.key is not None and may_share(one, other):
                yield min(one.key, other.key), max(one.key, other.key)


def _all_ways(groups: tuple[GroupFacts, ...]) -> tuple[tuple[float, ...], ...]:
    """The ways within each group; nobody travels to another group's schools."""
    count = sum(len(group.schools) for group in groups)
    rows: list[tuple[float, ...]] = []
    for group in groups:
        before = len(rows)
        after = count - before - len(group.schools)
        rows += [(0.0,) * before + row + (0.0,) * after for row in group.km]
    return tuple(rows)


def _fairness(group: GroupFacts) -> Fairness:
    """A group's own rules of turns; with one host every meeting is there."""
    fair = group.fair
    alone = sum(row.may_host for row in group.schools) < 2
    return Fairness(fair.spread, fair.by_size, fair.twice_running or alone)
