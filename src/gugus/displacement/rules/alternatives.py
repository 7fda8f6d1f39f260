"""A meeting lost its day, its host or its speaker: what it may take instead.

Everything else of the schedule stays where it is, unless nothing is left then: in that case others
may move, as few as can be; and if even so nothing fits, the rules of turns give way.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from gugus.cores.scheduling import Fairness, Meeting, MeetingChoice, SchedulingProblem
from gugus.timetable.rules.assignment import Assignment
from gugus.timetable.rules.facts import (
    GroupFacts,
    LineFacts,
    ScheduleFacts,
    SchoolFacts,
    TakenFacts,
    UpcomingFacts,
)
from gugus.timetable.rules.problem import BuiltProblem, build_problem
from gugus.timetable.rules.windows import weeks_as_days

# The displaced meeting is its own line in the problem: parts of one line may swap.
APART = -1
# A day outside the line's months is as good as one inside them that is four weeks later.
OUTSIDE = 28


class Effort(StrEnum):
    """What a proposal asks of the rest."""

    KEEPS = "keeps"
    MOVES_OTHERS = "moves_others"
    LOOSENS_TURNS = "loosens_turns"


@dataclass(frozen=True)
class DisplacementCase:
    """A meeting as it stands, and what of it is lost: its day, or on that day host or speaker.

    In `was` it stands apart from its line: see `APART`.
    """

    was: Assignment
    group: int
    line: int | None
    audience: int | None
    day_lost: bool = True
    host_lost: bool = False
    speaker_lost: bool = False


@dataclass(frozen=True)
class ReplacementProposal:
    """Where the meeting could be instead, which others move along, and what that costs.

    `extra_km` is the way of all teachers together, compared with now; None where no ways are known
    or the meeting had no host.
    """

    to: Assignment
    extra_km: float | None
    effort: Effort
    along: tuple[Assignment, ...] = ()
    in_months: bool = True
    near: bool = False


def apart(
    meeting: int | None, day: date, host: int | None, speaker: int | None = None
) -> Assignment:
    """A meeting of the calendar on its own, whatever line it is of."""
    return Assignment(APART, 1, day, host, speaker, meeting=meeting)


def facts_without(facts: ScheduleFacts, lost: DisplacementCase, *, keep: bool) -> ScheduleFacts:
    """The facts with the lost meeting apart from its line, and what is lost taken away.

    `keep`: all other meetings stay; other meetings that lost their day as well wait for their own
    turn, and are left out.
    """
    groups = tuple(
        _without(group, lost, keep=keep) if group.key == lost.group else group
        for group in facts.groups
    )
    speakers = tuple(
        replace(row, away=tuple(sorted({*row.away, lost.was.day})))
        if lost.speaker_lost and row.key == lost.was.speaker
        else row
        for row in facts.speakers
    )
    return ScheduleFacts(groups, speakers)


def _without(group: GroupFacts, lost: DisplacementCase, *, keep: bool) -> GroupFacts:
    line = next((row for row in group.lines if row.key == lost.line), None)
    known = any(row.key == lost.was.meeting for row in group.upcoming)
    others = tuple(
        replace(
            row,
            pin_date=row.pin_date or keep,
            pin_host=row.pin_host or (keep and row.host is not None),
            pin_speaker=row.pin_speaker or (keep and row.speaker is not None),
        )
        for row in group.upcoming
        if row.key != lost.was.meeting and row.free
    )
    was = lost.was
    alone = UpcomingFacts(
        was.meeting or 0, APART, was.day, was.host, was.speaker, free=not lost.day_lost
    )
    speakers = line.speakers if line is not None else ()
    own = LineFacts(APART, "", audience=lost.audience, speakers=speakers)
    return replace(
        group,
        days=tuple(day for day in group.days if not (lost.day_lost and day == lost.was.day)),
        schools=tuple(_school(row, lost, known=known) for row in group.schools),
        lines=(*group.lines, own),
        upcoming=(*others, alone),
        taken=group.taken if known else _less(group.taken, lost),
        last=None if not known and group.last == (lost.was.day, lost.was.host) else group.last,
    )


def _school(row: SchoolFacts, lost: DisplacementCase, *, known: bool) -> SchoolFacts:
    """Without the turn that the lost meeting counted as, and closed on the day it cannot host."""
    if row.key != lost.was.host:
        return row
    served = row.served if known else max(0, row.served - 1)
    closed = tuple(sorted({*row.closed, lost.was.day})) if lost.host_lost else row.closed
    return replace(row, served=served, closed=closed)


def _less(taken: tuple[TakenFacts, ...], lost: DisplacementCase) -> tuple[TakenFacts, ...]:
    """The days taken, but for the one that the lost meeting itself takes."""
    rows = list(taken)
    own = TakenFacts(lost.was.day, lost.audience)
    if own in rows:
        rows.remove(own)
    return tuple(rows)


def days_in_order(
    facts: ScheduleFacts, lost: DisplacementCase, *, near: bool = False
) -> frozenset[date]:
    """The days ahead that keep the order of lines and the weeks between parts of its own line.

    `near`: days beside other parts of the line will do.
    """
    group = next(row for row in facts.groups if row.key == lost.group)
    own = next((row for row in group.lines if row.key == lost.line), None)
    days = {*group.days, lost.was.day} - ({lost.was.day} if lost.day_lost else set())
    if own is None:
        return frozenset(days)
    before = _days_of(group, lost, own.after) if own.after is not None else []
    followers = [row.key for row in group.lines if row.after == own.key]
    after = [day for key in followers for day in _days_of(group, lost, key)]
    gap = timedelta(0 if near else weeks_as_days(own.weeks_between))
    parts = _days_of(group, lost, own.key)
    return frozenset(
        day
        for day in days
        if (not before or day > max(before))
        and (not after or day < min(after))
        and all(abs(day - part) >= gap for part in parts)
    )


def _days_of(group: GroupFacts, lost: DisplacementCase, line: int) -> list[date]:
    upcoming = [
        row.day for row in group.upcoming if row.line == line and row.key != lost.was.meeting
    ]
    return upcoming + [row.day for row in group.done if row.line == line]


@dataclass(frozen=True)
class ReplacementSearch:
    """A problem in which one meeting has to find another place, and how to read its answers."""

    built: BuiltProblem
    place: int
    lost: DisplacementCase
    months: tuple[int, ...]
    effort: Effort
    near: bool = False

    @property
    def meeting(self) -> Meeting:
        """The lost meeting in the problem."""
        return self.built.problem.meetings[self.place]

    def without(self, found: Iterable[MeetingChoice]) -> SchedulingProblem | None:
        """The problem with the days of earlier answers taken away; None when none is left."""
        slots = self.meeting.slots - {choice.slot for choice in found}
        return self.with_meeting(replace(self.meeting, slots=slots)) if slots else None

    def on_its_day(self) -> SchedulingProblem | None:
        """The problem on the meeting's own day; None when that day is lost."""
        kept = {slot for slot in self.meeting.slots if self.built.days[slot] == self.lost.was.day}
        return self.with_meeting(replace(self.meeting, slots=frozenset(kept))) if kept else None

    def with_meeting(self, meeting: Meeting) -> SchedulingProblem:
        """The problem with the lost meeting written otherwise."""
        rows = self.built.problem.meetings
        return replace(
            self.built.problem,
            meetings=(*rows[: self.place], meeting, *rows[self.place + 1 :]),
        )

    def read(
        self, choices: tuple[MeetingChoice, ...], *, distances_known: bool
    ) -> ReplacementProposal:
        """An answer in days and schools."""
        to = self.built.assignment(self.place, choices[self.place])
        assert to is not None  # the lost meeting has a key
        return ReplacementProposal(
            to=to,
            extra_km=self._extra(choices) if distances_known else None,
            effort=self.effort,
            along=tuple(self._along(choices)),
            in_months=not self.months or to.day.month in self.months,
            near=self.near,
        )

    def _extra(self, choices: tuple[MeetingChoice, ...]) -> float | None:
        """Teacher-kilometres more than now, of all meetings whose host changes."""
        problem, extra = self.built.problem, 0.0
        if self.lost.was.host is None:
            return None
        for meeting, choice in zip(problem.meetings, choices, strict=True):
            before = meeting.was[1] if meeting.was is not None else -1
            if before < 0:
                continue
            for school, count in enumerate(meeting.teachers):
                extra += count * (problem.km[school][choice.host] - problem.km[school][before])
        return extra

    def _along(self, choices: tuple[MeetingChoice, ...]) -> Iterable[Assignment]:
        """The other meetings of the calendar that would move."""
        for at, choice in enumerate(choices):
            was, other = self.built.problem.meetings[at].was, self.built.assignment(at, choice)
            if at == self.place or other is None or other.meeting is None or was is None:
                continue
            # One that had no host yet is given one by the solver, and does not move by that.
            if was[0] != choice.slot or (was[1] >= 0 and was[1] != choice.host):
                yield other


def replacement_search(
    facts: ScheduleFacts, lost: DisplacementCase, effort: Effort, *, near: bool = False
) -> ReplacementSearch:
    """Ask for another place; `near`: beside other parts of its line will do."""
    changed = facts_without(facts, lost, keep=effort != Effort.MOVES_OTHERS)
    built = build_problem(changed, roomy=True, new=False)
    place = next(
        at
        for at, key in enumerate(built.keys)
        if key is not None and key.meeting == lost.was.meeting
    )
    group = next(row for row in facts.groups if row.key == lost.group)
    months = next((row.months for row in group.lines if row.key == lost.line), ())
    allowed = days_in_order(facts, lost, near=near)
    meeting = built.problem.meetings[place]
    slots = frozenset(slot for slot in meeting.slots if built.days[slot] in allowed)
    weights = {slot: _weight(built.days[slot], lost.was.day, months) for slot in slots}
    asked = ReplacementSearch(built, place, lost, months, effort, near)
    problem = asked.with_meeting(replace(meeting, slots=slots, dislikes_slot=weights))
    if effort != Effort.MOVES_OTHERS:
        # Meetings that stay keep their order; an order that was already broken is not checked
        # again.
        problem = replace(problem, orders=())
    if effort == Effort.LOOSENS_TURNS:
        loose = Fairness(spread=None, twice_running=True)
        problem = replace(problem, fairness=loose, fairness_by_pool={})
    return replace(asked, built=replace(built, problem=problem))


def _weight(day: date, lost: date, months: tuple[int, ...]) -> int:
    """The nearest day is preferred; a day outside the line's months least."""
    outside = bool(months) and day.month not in months
    return abs((day - lost).days) + (OUTSIDE if outside else 0)
