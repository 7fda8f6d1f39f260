"""Meetings that lost their day, host or speaker; where they may go; what displaced the group."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gugus.cores.scheduling import Choice, Objective, Problem, solve
from gugus.meetings.models import Meeting, Move
from gugus.meetings.queries import AHEAD, meetings_of
from gugus.people.models import Group
from gugus.people.rules.years import bounds, school_year_of
from gugus.planning.models import Displacement, Occasion, SpeakerAway
from gugus.planning.queries.days import Blocked, blocked_days, host_blocked_days
from gugus.planning.queries.facts import facts_of
from gugus.planning.queries.settings import settings_of
from gugus.planning.queries.speakers import speakers_away
from gugus.planning.rules.displacing import (
    Effort,
    LostMeeting,
    Proposal,
    Question,
    question,
)
from gugus.planning.rules.facts import Facts
from gugus.planning.rules.losses import Cancelled, Loss, Moved, Recorded, merge
from gugus.platform.foundation.models import AuditEntry

HOW_MANY = 3
# Everything else stays: such a problem is small, and a person waits for the answer.
SECONDS = 3.0
Cause = Displacement.Cause
# Taking a year's schedule, or taking that back, moves meetings too: nothing displaced those.
_REARRANGED = ("schedule.adopted", "schedule.undone")
_CAUSES = {
    Occasion.Kind.HOLIDAY: Cause.HOLIDAY,
    Occasion.Kind.JOINT_LEAVE: Cause.HOLIDAY,
    Occasion.Kind.SCHOOL_BREAK: Cause.HOLIDAY,
    Occasion.Kind.EXAM: Cause.EXAM,
    Occasion.Kind.DISTRICT: Cause.DISTRICT,
    Occasion.Kind.SCHOOL_EVENT: Cause.SCHOOL_EVENT,
    Occasion.Kind.OTHER: Cause.OTHER,
}


@dataclass(frozen=True)
class Lost:
    """A meeting ahead that cannot be held as it stands: the likely cause and what took its day.

    `of_host`: the day is free, only the host has no time.
    """

    meeting: Meeting
    cause: Displacement.Cause
    title: str
    occasion_id: int | None = None
    of_host: bool = False


def lost_meetings(group: Group, today: date) -> tuple[Lost, ...]:
    """Meetings from today on whose day, host or speaker is lost, in order."""
    ahead = meetings_of(group).filter(date__gte=today, state__in=AHEAD)
    meetings = list(ahead.select_related("speaker", "line").order_by("date", "starts_at", "id"))
    if not meetings:
        return ()
    first, last = meetings[0].date, meetings[-1].date
    days, hosts = blocked_days(group, first, last), host_blocked_days(group, first, last)
    asked = {one.speaker_id for one in meetings if one.speaker_id is not None}
    away = speakers_away(asked, [one.date for one in meetings])
    found = []
    for one in meetings:
        reason = next(iter(days.get(one.date, ())), None)
        of_host = next(iter(hosts.get(one.host_id or 0, {}).get(one.date, ())), None)
        if reason is not None:
            found.append(_lost(one, reason))
        elif of_host is not None:
            found.append(_lost(one, of_host, of_host=True))
        elif one.date in away.get(one.speaker_id or 0, ()):
            found.append(Lost(one, Cause.SPEAKER, _note_of(one)))
    return tuple(found)


def _lost(meeting: Meeting, reason: Blocked, *, of_host: bool = False) -> Lost:
    cause = _CAUSES[Occasion.Kind(reason.kind)]
    if of_host and cause not in (Cause.SCHOOL_EVENT, Cause.EXAM):
        cause = Cause.HOST
    return Lost(meeting, cause, reason.title, reason.occasion_id, of_host)


def _note_of(meeting: Meeting) -> str:
    """What is written beside the speaker's days away; nothing where only weekdays are known."""
    rows = SpeakerAway.objects.filter(
        speaker=meeting.speaker_id, first_day__lte=meeting.date, last_day__gte=meeting.date
    )
    return next(iter(rows.values_list("note", flat=True)), "")


def lost_as(meeting: Meeting, cause: str, *, of_host: bool) -> LostMeeting:
    """The meeting as the rules take it; `of_host`: it is only the host that has no time."""
    speaker_only = cause == Cause.SPEAKER
    return LostMeeting(
        key=meeting.pk,
        group=meeting.group_id,
        line=meeting.line_id,
        audience=meeting.study_group_id,
        day=meeting.date,
        host=meeting.host_id,
        speaker=meeting.speaker_id,
        day_lost=not (of_host or speaker_only),
        host_lost=of_host,
        speaker_lost=speaker_only,
    )


def proposals_for(
    meeting: Meeting, cause: str, *, of_host: bool, today: date
) -> tuple[Proposal, ...]:
    """Up to three places that the meeting could take, the best first.

    With everything else as it is; when that leaves nothing, one that moves others, and some that
    loosen the rules of turns.
    """
    group = meeting.group
    lost = lost_as(meeting, cause, of_host=of_host)
    gathered = facts_of([group], school_year_of(meeting.date), today)
    known = gathered.ways[group.pk].basis != "none"
    objective = Objective(settings_of(group).objective)
    asking = _Asking(gathered.facts, lost, objective, ways_known=known)
    found = asking.proposals(Effort.KEEPS)
    if not found:
        moving = asking.proposals(Effort.MOVES_OTHERS)[:1]
        loosening = asking.proposals(Effort.LOOSENS_TURNS)
        found = (*moving, *loosening)[:HOW_MANY]
    return found


@dataclass(frozen=True)
class _Asking:
    """One lost meeting and what its group's schedule is made of."""

    facts: Facts
    lost: LostMeeting
    objective: Objective
    ways_known: bool

    def proposals(self, effort: Effort) -> tuple[Proposal, ...]:
        """The best places in their order; days beside other parts of the line as a last resort."""
        asked = question(self.facts, self.lost, effort)
        if not asked.meeting.slots:
            asked = question(self.facts, self.lost, effort, near=True)
        if not asked.meeting.slots or not asked.meeting.hosts:
            return ()
        return tuple(
            asked.read(choices, ways_known=self.ways_known) for choices in self._answers(asked)
        )

    def _answers(self, asked: Question) -> list[tuple[Choice, ...]]:
        """Where the day itself is free it comes first: everybody has kept it free already."""
        found: list[tuple[Choice, ...]] = []
        same_day = asked.on_its_day()
        choices = self._solved(same_day) if same_day is not None else ()
        found += [choices] if choices else []
        problem = asked.without([one[asked.place] for one in found])
        while problem is not None and len(found) < HOW_MANY:
            choices = self._solved(problem)
            if not choices:
                break
            found.append(choices)
            problem = asked.without([one[asked.place] for one in found])
        return found

    def _solved(self, problem: Problem) -> tuple[Choice, ...]:
        return solve(problem, self.objective, seconds=SECONDS, explain=False).choices


def losses_of(group: Group, year: int) -> tuple[Loss, ...]:
    """Every loss of a school year: what is on record, and what was moved or cancelled besides."""
    during = {"meeting__group": group, "old_date__range": bounds(year)}
    recorded = [
        Recorded(row.meeting_id, row.cause, row.old_date, row.new_date, row.at, row.reason)
        for row in Displacement.objects.filter(**during)
    ]
    off = Meeting.objects.filter(
        group=group, state=Meeting.State.CANCELLED, date__range=bounds(year)
    )
    cancelled = [Cancelled(one.pk, one.date, one.cancelled_reason) for one in off]
    moves = [one for one in _moves(group) if school_year_of(one.old) == year]
    return merge(recorded, moves, cancelled)


def _moves(group: Group) -> Iterable[Moved]:
    """The group's moves, each with the day that it led to: where the next one began."""
    rearranged = set(
        AuditEntry.objects.filter(group_id=group.pk, verb__in=_REARRANGED).values_list(
            "at", flat=True
        )
    )
    rows = Move.objects.filter(meeting__group=group).select_related("meeting")
    for one, following in pairwise([*rows.order_by("meeting", "id"), None]):
        assert one is not None  # None stands at the end only
        same = following is not None and following.meeting_id == one.meeting_id
        new = following.old_date if following is not None and same else one.meeting.date
        if one.moved_at not in rearranged:
            yield Moved(one.meeting_id, one.old_date, new, one.moved_at, one.reason)


def meetings_lost(losses: Sequence[Loss]) -> list[Meeting]:
    """The lost meetings themselves."""
    return list(Meeting.objects.filter(pk__in={one.meeting for one in losses}))
