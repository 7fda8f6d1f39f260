"""Hard rules of speakers: only on free slots, never in two places, not more than agreed."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from gugus.cores.scheduling.model import Model, Part
from gugus.cores.scheduling.naming import Named, Rule
from gugus.cores.scheduling.problem import Problem


def speakers(made: Model, problem: Problem) -> Iterator[tuple[Named, list[Part]]]:
    """What holds for each speaker."""
    for s, speaker in enumerate(problem.speakers):
        places = [place for place, row in enumerate(made.speaker) if s in row]
        if speaker.free_on is not None:
            apart = _apart(made, s, places, speaker.free_on)
            if apart:
                bound = tuple(part.meetings[0] for part in apart)
                yield Named(Rule.SPEAKER_FREE, bound, speaker=s), apart
        if speaker.most is not None and len(places) > speaker.most:
            spoken = sum(made.speaker[place][s] for place in places)
            where = tuple(places)
            yield (
                Named(Rule.SPEAKER_LOAD, where, speaker=s),
                [Part(where, spoken <= speaker.most)],
            )
        yield from _one_speech_a_slot(made, s, places)


def _apart(made: Model, s: int, places: list[int], free: frozenset[int]) -> list[Part]:
    """Not this speaker in a slot that is not free."""
    return [
        Part(
            (place,),
            sum(x for slot, x in made.slot[place].items() if slot not in free)
            + made.speaker[place][s]
            <= 1,
        )
        for place in places
        if not made.slot[place].keys() <= free
    ]


def _one_speech_a_slot(
    made: Model, s: int, places: list[int]
) -> Iterator[tuple[Named, list[Part]]]:
    together: dict[int, list[Any]] = defaultdict(list)
    for place in places:
        z = made.speaker[place][s]
        for slot, x in made.slot[place].items():
            both = made.cp.new_bool_var(f"s{s},{place},{slot}")
            made.cp.add_bool_or([~x, ~z, both])
            together[slot].append(both)
    where = tuple(places)
    at_most_one = [Part(where, sum(rows) <= 1) for rows in together.values() if len(rows) > 1]
    if at_most_one:
        yield Named(Rule.ONE_AT_A_TIME, where, speaker=s), at_most_one
