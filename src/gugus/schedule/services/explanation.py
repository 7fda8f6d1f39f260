"""What another choice for one meeting would cost: computed on request, and cached."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gugus.cores.scheduling import MeetingChoice, Objective, Schedule, SolverStatus, next_best
from gugus.schedule.models import DraftMeeting, Placement, ScheduleDraft
from gugus.schedule.queries.drafts import draft_meetings
from gugus.schedule.queries.facts import FactsWithDistances, draft_facts, schedule_facts
from gugus.schedule.rules.explanation import MeetingReasons, meeting_reasons
from gugus.timetable.rules.assignment import Assignment, PartKey, by_part
from gugus.timetable.rules.facts import facts_digest
from gugus.timetable.rules.outcome import total_km, worst_km
from gugus.timetable.rules.parts_ahead import assignments_ahead
from gugus.timetable.rules.problem import BuiltProblem, build_problem

# For each of the two questions: somebody waits for the answer.
SECONDS = 4.0


@dataclass(frozen=True)
class Explanation:
    """The reasons of a meeting, and the facts that they rest on."""

    reasons: MeetingReasons
    gathered: FactsWithDistances
    row: Assignment


def explain_draft_meeting(row: DraftMeeting) -> Explanation:
    """Why a draft has a meeting where it has it."""
    draft = row.draft
    gathered = draft_facts(draft)
    rows = [one.assignment for one in draft_meetings(draft)]
    here = row.assignment
    return Explanation(meeting_reasons(gathered.facts, rows, here.key), gathered, here)


def explain_meeting(placement: Placement, year: int, today: date) -> Explanation | None:
    """Why a meeting of the calendar stands where it does; None once it is behind us."""
    gathered = schedule_facts([placement.meeting.group], year, today)
    rows = assignments_ahead(gathered.facts.groups[0])
    here = next((row for row in rows if row.meeting == placement.meeting_id), None)
    if here is None:
        return None
    return Explanation(meeting_reasons(gathered.facts, rows, here.key), gathered, here)


def find_draft_alternatives(row: DraftMeeting, *, seconds: float = SECONDS) -> dict[str, Any]:
    """The next best host and the next best day of a draft's meeting; kept in the row."""
    if "next" not in row.why:
        explained = explain_draft_meeting(row)
        there = [one.assignment for one in draft_meetings(row.draft)]
        built = build_problem(explained.gathered.facts, there, roomy=True)
        found = _weighed(built, there, explained.row.key, row.draft.objective, seconds)
        row.why = row.why | {"next": found}
        # The computation took seconds: discard it when the draft was solved again or deleted
        # meanwhile.
        same = DraftMeeting.objects.filter(
            draft__run=row.draft.run_id, draft__state=ScheduleDraft.State.READY
        )
        same.filter(pk=row.pk).update(why=row.why)
    kept: dict[str, Any] = row.why["next"]
    return kept


def find_meeting_alternatives(
    placement: Placement, explained: Explanation, objective: str, *, seconds: float = SECONDS
) -> dict[str, Any]:
    """The same for a meeting of the calendar; counted anew when something has changed."""
    facts = explained.gathered.facts
    of = facts_digest(facts)
    if placement.why.get("of") != of:
        # Another choice may come with another speaker, even where one is pinned.
        there = [replace(one, pin_speaker=False) for one in assignments_ahead(facts.groups[0])]
        built = build_problem(facts, there, roomy=True, new=False)
        found = _weighed(built, there, explained.row.key, objective, seconds)
        placement.why = {"of": of, "next": found}
        Placement.objects.filter(pk=placement.pk).update(why=placement.why)
    kept: dict[str, Any] = placement.why["next"]
    return kept


def _weighed(
    built: BuiltProblem, there: list[Assignment], key: PartKey, objective: str, seconds: float
) -> dict[str, Any]:
    choices = _choices(built, there)
    place = built.place_of(*key)
    if choices is None or place is None:
        return {}
    found = Schedule(SolverStatus.FEASIBLE, choices)
    return {
        "host": _other(built, found, place, objective, seconds, host=True),
        "day": _other(built, found, place, objective, seconds, host=False),
    }


def _other(
    built: BuiltProblem,
    found: Schedule,
    place: int,
    objective: str,
    seconds: float,
    *,
    host: bool,
) -> dict[str, Any]:
    other = next_best(built.problem, found, place, Objective(objective), host=host, seconds=seconds)
    if not other.choices:
        return {"none": other.status == SolverStatus.IMPOSSIBLE}
    choice = other.choices[place]
    moved = sum(
        one != two
        for at, (one, two) in enumerate(zip(found.choices, other.choices, strict=True))
        if at != place
    )
    hosts = [one.host for one in found.choices]
    return {
        "school": built.schools[choice.host][1],
        "date": built.days[choice.slot].isoformat(),
        "km": round((other.total_teacher_km or 0.0) - total_km(built, hosts), 3),
        "worst": round((other.worst_teacher_km or 0.0) - worst_km(built, hosts), 3),
        "moves": moved,
    }


def _choices(built: BuiltProblem, there: list[Assignment]) -> tuple[MeetingChoice, ...] | None:
    """The schedule as it stands, in the problem's numbers; None where it does not fit any more."""
    known = by_part(there)
    found = []
    for place, key in enumerate(built.keys):
        choice = built.choice(place, known.get((key.line, key.part)) if key else None)
        if choice is None:
            return None
        found.append(choice)
    return tuple(found)
