"""Hard rules of speakers: only on free slots, never in two places, not more than agreed."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from gugus.cores.scheduling.model import RuleConstraint, SolverModel
from gugus.cores.scheduling.problem import SchedulingProblem
from gugus.cores.scheduling.rules import HardRule, RuleKind


def speaker_rules(
    made: SolverModel, problem: SchedulingProblem
) -> Iterator[tuple[HardRule, list[RuleConstraint]]]:
    """What holds for each speaker."""
    for s, speaker in enumerate(problem.speakers):
        places = [place for place, row in enumerate(made.speaker) if s in row]
        if speaker.free_on is not None:
            apart = _apart(made, s, places, speaker.free_on)
            if apart:
                bound = tuple(part.meetings[0] for part in apart)
                yield HardRule(RuleKind.SPEAKER_FREE, bound, speaker=s), apart
        if speaker.most is not None and len(places) > speaker.most:
            spoken = sum(made.speaker[place][s] for place in places)
            where = tuple(places)
            yield (
                HardRule(RuleKind.SPEAKER_LOAD, where, speaker=s),
                [RuleConstraint(where, spoken <= speaker.most)],
            )
        yield from _one_speech_a_slot(made, s, places)


def _apart(
    made: SolverModel, s: int, places: list[int], free: frozenset[int]
) -> list[RuleConstraint]:
    """Not this speaker in a slot that is not free."""
    return [
        RuleConstraint(
            (place,),
            sum(x for slot, x in made.slot[place].items() if slot not in free)
            + made.speaker[place][s]
            <= 1,
        )
        for place in places
        if not made.slot[place].keys() <= free
    ]


def _one_speech_a_slot(
    made: SolverModel, s: int, places: list[int]
) -> Iterator[tuple[HardRule, list[RuleConstraint]]]:
    together: dict[int, list[Any]] = defaultdict(list)
    for place in places:
        z = made.speaker[place][s]
        for slot, x in made.slot[place].items():
            both = made.cp.new_bool_var(f"s{s},{place},{slot}")
            made.cp.add_bool_or([~x, ~z, both])
            together[slot].append(both)
    where = tuple(places)
    at_most_one = [
        RuleConstraint(where, sum(rows) <= 1) for rows in together.values() if len(rows) > 1
    ]
    if at_most_one:
        yield HardRule(RuleKind.ONE_AT_A_TIME, where, speaker=s), at_most_one
