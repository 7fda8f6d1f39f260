"""Meetings that lost their day, host or speaker; where they may go; what displaced the group."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gugus.calendar.queries.settings import plan_settings_of
from gugus.cores.scheduling import MeetingChoice, Objective, SchedulingProblem, solve
from gugus.displacement.rules.alternatives import (
    DisplacementCase,
    Effort,
    ReplacementProposal,
    ReplacementSearch,
    apart,
    replacement_search,
)
from gugus.displacement.rules.losses import (
    Loss,
    RecordedCancellation,
    RecordedDisplacement,
    RecordedMove,
    merge_losses,
)
from gugus.meetings.models import Meeting, MeetingMove
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds, school_year_of
from gugus.platform.foundation.models import AuditEntry
from gugus.schedule.models import Displacement
from gugus.schedule.queries.facts import schedule_facts
from gugus.schedule.queries.lost import Cause
from gugus.timetable.rules.facts import ScheduleFacts

HOW_MANY = 3
# Everything else stays: such a problem is small, and a person waits for the answer.
SECONDS = 3.0
# Taking a year's schedule, or taking that back, moves meetings too: nothing displaced those.
_REARRANGED = ("schedule_draft.adopted", "schedule_draft.adoption_undone")


def displacement_case(meeting: Meeting, cause: str, *, of_host: bool) -> DisplacementCase:
    """The meeting as the rules take it; `of_host`: it is only the host that has no time."""
    speaker_only = cause == Cause.SPEAKER
    return DisplacementCase(
        was=apart(meeting.pk, meeting.date, meeting.host_id, meeting.speaker_id),
        group=meeting.group_id,
        line=meeting.line_id,
        audience=meeting.study_group_id,
        day_lost=not (of_host or speaker_only),
        host_lost=of_host,
        speaker_lost=speaker_only,
    )


def replacements_for(
    meeting: Meeting, cause: str, *, of_host: bool, today: date
) -> tuple[ReplacementProposal, ...]:
    """Up to three places that the meeting could take, the best first.

    With everything else as it is; when that leaves nothing, one that moves others, and some that
    loosen the rules of turns.
    """
    group = meeting.group
    lost = displacement_case(meeting, cause, of_host=of_host)
    gathered = schedule_facts([group], school_year_of(meeting.date), today)
    known = gathered.distances[group.pk].basis != "none"
    objective = Objective(plan_settings_of(group).objective)
    asking = _Asking(gathered.facts, lost, objective, distances_known=known)
    found = asking.proposals(Effort.KEEPS)
    if not found:
        moving = asking.proposals(Effort.MOVES_OTHERS)[:1]
        loosening = asking.proposals(Effort.LOOSENS_TURNS)
        found = (*moving, *loosening)[:HOW_MANY]
    return found


@dataclass(frozen=True)
class _Asking:
    """One lost meeting and what its group's schedule is made of."""

    facts: ScheduleFacts
    lost: DisplacementCase
    objective: Objective
    distances_known: bool

    def proposals(self, effort: Effort) -> tuple[ReplacementProposal, ...]:
        """The best places in their order; days beside other parts of the line as a last resort."""
        asked = replacement_search(self.facts, self.lost, effort)
        if not asked.meeting.slots:
            asked = replacement_search(self.facts, self.lost, effort, near=True)
        if not asked.meeting.slots or not asked.meeting.hosts:
            return ()
        return tuple(
            asked.read(choices, distances_known=self.distances_known)
            for choices in self._answers(asked)
        )

    def _answers(self, asked: ReplacementSearch) -> list[tuple[MeetingChoice, ...]]:
        """Where the day itself is free it comes first: everybody has reserved it already."""
        found: list[tuple[MeetingChoice, ...]] = []
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

    def _solved(self, problem: SchedulingProblem) -> tuple[MeetingChoice, ...]:
        return solve(problem, self.objective, seconds=SECONDS, explain=False).choices


def losses_of(group: Group, year: int) -> tuple[Loss, ...]:
    """Every loss of a school year: what is on record, and what was moved or cancelled besides."""
    during = {"meeting__group": group, "old_date__range": school_year_bounds(year)}
    recorded = [
        RecordedDisplacement(
            row.meeting_id, row.cause, row.old_date, row.new_date, row.at, row.reason
        )
        for row in Displacement.objects.filter(**during)
    ]
    off = Meeting.objects.filter(
        group=group, state=Meeting.State.CANCELLED, date__range=school_year_bounds(year)
    )
    cancelled = [RecordedCancellation(one.pk, one.date, one.cancelled_reason) for one in off]
    moves = [one for one in _moves(group) if school_year_of(one.old) == year]
    return merge_losses(recorded, moves, cancelled)


def _moves(group: Group) -> Iterable[RecordedMove]:
    """The group's moves, each with the day that it led to: where the next one began."""
    rearranged = set(
        AuditEntry.objects.filter(group_id=group.pk, verb__in=_REARRANGED).values_list(
            "at", flat=True
        )
    )
    rows = MeetingMove.objects.filter(meeting__group=group).select_related("meeting")
    for one, following in pairwise([*rows.order_by("meeting", "id"), None]):
        assert one is not None  # None stands at the end only
        same = following is not None and following.meeting_id == one.meeting_id
        new = following.old_date if following is not None and same else one.meeting.date
        if one.moved_at not in rearranged:
            yield RecordedMove(one.meeting_id, one.old_date, new, one.moved_at, one.reason)


def meetings_lost(losses: Sequence[Loss]) -> list[Meeting]:
    """The lost meetings themselves."""
    return list(Meeting.objects.filter(pk__in={one.meeting for one in losses}))
