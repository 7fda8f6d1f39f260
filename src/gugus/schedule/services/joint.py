"""What waits in a run, in the order of work: groups that share speakers together, others alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gugus.cores.scheduling import Objective, SolverStatus
from gugus.schedule.models import ScheduleDraft
from gugus.schedule.queries.facts import FactsWithDistances, draft_facts, schedule_facts
from gugus.timetable.rules.assignment import Assignment
from gugus.timetable.rules.facts import ScheduleFacts
from gugus.timetable.rules.joint import (
    components,
    fits_one_problem,
    group_solution,
    speaker_days,
    speakers_used,
    with_speakers_taken,
)
from gugus.timetable.rules.problem import build_problem
from gugus.timetable.rules.shortages import shortages
from gugus.timetable.services.solver import SECONDS, SearchOutcome, search_schedule

# Groups that share speakers are one search; nobody waits for it at a screen.
SECONDS_TOGETHER = 30.0


@dataclass(frozen=True)
class DraftTask:
    """A draft that waits, with the facts of its group and what a person set in it."""

    draft: ScheduleDraft
    gathered: FactsWithDistances
    there: tuple[Assignment, ...] = ()


@dataclass(frozen=True)
class SolvedDraft:
    """What was found for a draft, and by which objective."""

    asked: DraftTask
    solved: SearchOutcome
    objective: Objective


def batches(drafts: Iterable[ScheduleDraft]) -> list[list[DraftTask]]:
    """The drafts by groups that hang together; a group that cannot succeed stands alone.

    A group with too few days fails alone, so that the others are still solved.
    """
    asked = {draft.group_id: _asked(draft) for draft in drafts}
    alone = {pk for pk, one in asked.items() if shortages(one.gathered.facts)}
    used = {
        pk: frozenset() if pk in alone else speakers_used(one.gathered.facts.groups[0])
        for pk, one in asked.items()
    }
    return [[asked[pk] for pk in some] for some in components(used)]


def _asked(draft: ScheduleDraft) -> DraftTask:
    gathered = draft_facts(draft)
    there = tuple(row.assignment for row in draft.meetings.all())
    return DraftTask(draft, gathered, there)


def solve_batch(batch: list[DraftTask]) -> Iterator[SolvedDraft]:
    """Solve a batch: as one where that can be, else one after the other.

    One after the other each group finds the days of speakers that those before it were given
    taken: a worse schedule than together, but one that all of them can take.
    """
    if len(batch) == 1:
        yield _alone(batch[0], batch[0].gathered.facts)
        return
    together = _together(batch)
    if together is not None:
        yield from together
        return
    taken: dict[int, list[date]] = {}
    for one in batch:
        answer = _alone(one, with_speakers_taken(one.gathered.facts, taken))
        built = answer.solved.built
        if built is not None and answer.solved.found.choices:
            for pk, days in speaker_days(built, answer.solved.found).items():
                taken.setdefault(pk, []).extend(days)
        yield answer


def _alone(one: DraftTask, facts: ScheduleFacts) -> SolvedDraft:
    objective = Objective(one.draft.objective)
    return SolvedDraft(one, search_schedule(facts, one.there, objective, SECONDS), objective)


def _together(batch: list[DraftTask]) -> list[SolvedDraft] | None:
    """One search for all; None when it is too large, or finds nothing.

    Of different objectives none can be followed for one group at the cost of another: together the
    way of all teachers counts, unless all groups want the same.
    """
    first = batch[0].draft
    groups = [one.draft.group for one in batch]
    as_of = [one.draft.as_of for one in batch]
    facts = schedule_facts(groups, first.school_year, as_of, run=first.run_id).facts
    if not fits_one_problem(facts):
        return None
    wanted = {one.draft.objective for one in batch}
    objective = Objective(wanted.pop()) if len(wanted) == 1 else Objective.TOTAL
    there = [row for one in batch for row in one.there]
    whole = search_schedule(facts, there, objective, SECONDS_TOGETHER)
    if whole.built is None or whole.found.status not in (
        SolverStatus.OPTIMAL,
        SolverStatus.FEASIBLE,
    ):
        return None
    found = []
    for one, group in zip(batch, facts.groups, strict=True):
        own = build_problem(ScheduleFacts((group,), facts.speakers), one.there, roomy=True)
        part = group_solution(whole.built, whole.found, own)
        found.append(SolvedDraft(one, SearchOutcome(part, own), objective))
    return found
