"""Groups that share speakers: who is solved with whom, and each group's part of the answer."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from gugus.cores.scheduling import MeetingChoice, Schedule
from gugus.cores.scheduling.problem import MOST_MEETINGS, MOST_SCHOOLS, MOST_SPEAKERS
from gugus.timetable.rules.facts import GroupFacts, ScheduleFacts, SpeakerFacts
from gugus.timetable.rules.parts_ahead import missing_parts
from gugus.timetable.rules.problem import BuiltProblem, only_choice


def components(members: Mapping[int, frozenset[int]]) -> tuple[tuple[int, ...], ...]:
    """Groups that hang together by their speakers, each set in order of its groups.

    >>> components({1: frozenset({7}), 2: frozenset(), 3: frozenset({7, 8}), 4: frozenset({8})})
    ((1, 3, 4), (2,))
    """
    root = {key: key for key in members}

    def find(key: int) -> int:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    first: dict[int, int] = {}
    for key in sorted(members):
        for speaker in members[key]:
            one, other = sorted((find(first.setdefault(speaker, key)), find(key)))
            root[other] = one
    found: dict[int, list[int]] = {}
    for key in sorted(members):
        found.setdefault(find(key), []).append(key)
    return tuple(tuple(group) for group in found.values())


def speakers_used(group: GroupFacts) -> frozenset[int]:
    """The speakers that the group's meetings ahead may need."""
    named = {pk for line in group.lines for pk in line.speakers if _is_ahead(group, line.key)}
    return frozenset(named | {row.speaker for row in group.upcoming if row.speaker is not None})


def _is_ahead(group: GroupFacts, line: int) -> bool:
    if any(row.line == line for row in group.upcoming):
        return True
    return any(missing_parts(group, row) for row in group.lines if row.key == line)


def fits_one_problem(facts: ScheduleFacts) -> bool:
    """Is it small enough to be solved as one?"""
    meetings = sum(
        len(group.upcoming) + sum(missing_parts(group, line) for line in group.lines) + 1
        for group in facts.groups
    )
    schools = sum(len(group.schools) for group in facts.groups)
    return (
        meetings <= MOST_MEETINGS
        and schools <= MOST_SCHOOLS
        and len(facts.speakers) <= MOST_SPEAKERS
    )


def with_speakers_taken(facts: ScheduleFacts, taken: Mapping[int, Iterable[date]]) -> ScheduleFacts:
    """The facts when speakers have been given these days by groups that were solved before."""
    return replace(facts, speakers=tuple(_less_free(row, taken) for row in facts.speakers))


def _less_free(row: SpeakerFacts, taken: Mapping[int, Iterable[date]]) -> SpeakerFacts:
    days = list(taken.get(row.key, ()))
    most = max(0, row.most - len(days)) if row.most is not None else None
    return replace(row, away=tuple(sorted({*row.away, *days})), most=most)


def speaker_days(built: BuiltProblem, found: Schedule) -> dict[int, list[date]]:
    """On which days an answer needs each speaker."""
    days: dict[int, list[date]] = {}
    for choice in found.choices:
        if choice.speaker is not None:
            days.setdefault(built.speakers[choice.speaker], []).append(built.days[choice.slot])
    return days


def group_solution(joint: BuiltProblem, found: Schedule, own: BuiltProblem) -> Schedule:
    """One group's part of a schedule that was made for several, in that group's own numbers.

    Status and gap are those of the whole: proven together, proven for each.
    """
    chosen = {
        key: choice
        for key, choice in zip(joint.keys, found.choices, strict=bool(found.choices))
        if key is not None
    }
    if not chosen:
        return replace(found, clash=None)
    choices = tuple(
        _translated(joint, own, chosen[key]) if key is not None else only_choice(meeting)
        for key, meeting in zip(own.keys, own.problem.meetings, strict=True)
    )
    return replace(
        found,
        choices=choices,
        total_teacher_km=_total_km(own, choices),
        worst_teacher_km=_worst_km(own, choices),
    )


def _translated(joint: BuiltProblem, own: BuiltProblem, choice: MeetingChoice) -> MeetingChoice:
    speaker = joint.speakers[choice.speaker] if choice.speaker is not None else None
    return MeetingChoice(
        own.days.index(joint.days[choice.slot]),
        own.schools.index(joint.schools[choice.host]),
        own.speakers.index(speaker) if speaker is not None else None,
    )


def _total_km(own: BuiltProblem, choices: tuple[MeetingChoice, ...]) -> float:
    pairs = zip(own.problem.meetings, choices, strict=True)
    return sum(
        count * own.problem.km[school][choice.host]
        for meeting, choice in pairs
        for school, count in enumerate(meeting.teachers)
    )


def _worst_km(own: BuiltProblem, choices: tuple[MeetingChoice, ...]) -> float:
    """The kilometres of a teacher of the school that travels farthest."""
    distances = [0.0] * len(own.problem.schools)
    for meeting, choice in zip(own.problem.meetings, choices, strict=True):
        for school, count in enumerate(meeting.teachers):
            if count:
                distances[school] += own.problem.km[school][choice.host]
    return max(distances, default=0.0)
