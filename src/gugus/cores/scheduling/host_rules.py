"""Hard rules of hosts: open schools, turns that are shared fairly."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from gugus.cores.scheduling.model import RuleConstraint, SolverModel
from gugus.cores.scheduling.problem import Fairness, SchedulingProblem
from gugus.cores.scheduling.rules import HardRule, RuleKind


def open_school_rules(
    made: SolverModel, problem: SchedulingProblem
) -> Iterator[tuple[HardRule, list[RuleConstraint]]]:
    """A school is host only in slots on which it is open."""
    for h, school in enumerate(problem.schools):
        free = school.open_on
        if free is None:
            continue
        apart = [
            RuleConstraint(
                (place,),
                sum(x for slot, x in made.slot[place].items() if slot not in free) + row[h] <= 1,
            )
            for place, row in enumerate(made.host)
            if h in row and not made.slot[place].keys() <= free
        ]
        if apart:
            bound = tuple(part.meetings[0] for part in apart)
            yield HardRule(RuleKind.SCHOOL_OPEN, bound, school=h), apart


def turn_rules(
    made: SolverModel, problem: SchedulingProblem
) -> Iterator[tuple[HardRule, list[RuleConstraint]]]:
    """Within a pool turns are even, former years counted, or follow the size of schools."""
    for name, schools in _pools(made, problem).items():
        fairness, pool = problem.fairness_of(name), frozenset(schools)
        if fairness.spread is None:
            continue
        places = [i for i, row in enumerate(made.host) if row and row.keys() <= pool]
        if not places or len(schools) < 2:
            continue
        # Where a meeting can only be at one school there is no turn to share: it counts as had.
        fixed = Counter(next(iter(made.host[i])) for i in places if len(made.host[i]) == 1)
        had = [problem.schools[h].served + fixed[h] for h in schools]
        count = len(places) - fixed.total()
        parts = list(_shared(made, problem, schools, had, count, fairness))
        yield HardRule(RuleKind.TURNS, tuple(places), schools[0]), parts


def _shared(
    made: SolverModel,
    problem: SchedulingProblem,
    schools: list[int],
    had: list[int],
    count: int,
    fairness: Fairness,
) -> Iterator[RuleConstraint]:
    sizes = [Fraction(problem.schools[h].size) for h in schools]
    hosted = [
        made.cp.new_constant(problem.schools[h].served)
        + sum(row[h] for row in made.host if h in row)
        for h in schools
    ]
    if fairness.by_size and any(sizes):
        for share, sum_of in zip(fair_shares(had, count, sizes), hosted, strict=True):
            yield RuleConstraint((), sum_of >= floor(share))
            yield RuleConstraint((), sum_of <= ceil(share))
        return
    even = even_turns(had, count, fairness.spread or 0)
    lowest = made.cp.new_int_var(even.level if any(even.full) else 0, even.level, "lowest")
    for full, before, sum_of in zip(even.full, had, hosted, strict=True):
        yield RuleConstraint((), sum_of >= (before if full else lowest))
        yield RuleConstraint((), sum_of <= (before if full else lowest + even.spread))


def _pools(made: SolverModel, problem: SchedulingProblem) -> dict[str, list[int]]:
    """The schools among which turns are shared: of each pool, those that may be host at all."""
    pools: dict[str, list[int]] = defaultdict(list)
    hosts = {h for row in made.host for h in row}
    for h in sorted(hosts):
        pools[problem.schools[h].pool].append(h)
    return pools


@dataclass(frozen=True)
class EvenTurns:
    """How even turns can be: see `even_turns`."""

    level: int
    spread: int
    full: tuple[bool, ...]


def even_turns(had: Sequence[int], count: int, spread: int) -> EvenTurns:
    """How turns become even, or as nearly so as former years allow.

    Parameters
    ----------
    had : sequence of int
        Turns of each school before; `count` more are to be shared.
    spread : int
        How far turns may lie apart afterwards.

    Returns
    -------
    Even
        `level` is what the schools with fewest turns have when each turn goes to one of them. A
        school that is `full` is so far above it that it gets none; all others end within `spread`.

    >>> even_turns([0, 0, 0], 4, 1)
    Even(level=1, spread=1, full=(False, False, False))
    >>> even_turns([9, 0, 0], 3, 1)
    Even(level=1, spread=1, full=(True, False, False))
    """
    reached = list(had)
    for _turn in range(count):
        reached[reached.index(min(reached))] += 1
    level = min(reached)
    full = tuple(before > level + spread for before in had)
    others = (turns for turns, is_full in zip(reached, full, strict=True) if not is_full)
    return EvenTurns(level, max(spread, max(others) - level), full)


def fair_shares(had: Sequence[int], count: int, sizes: Sequence[Fraction]) -> list[Fraction]:
    """What each school should have had in all, by size; who had more already gets no more.

    Parameters
    ----------
    had : sequence of int
        Turns of each school before; `count` more are to be shared.
    sizes : sequence of Fraction
        Weights, not all 0.

    Returns
    -------
    list of Fraction
        They add up to all turns, so that rounding each down or up always leaves a way.

    >>> fair_shares([0, 0], 6, [Fraction(2), Fraction(1)])
    [Fraction(4, 1), Fraction(2, 1)]
    >>> fair_shares([9, 0, 0], 4, [Fraction(1)] * 3)
    [Fraction(9, 1), Fraction(2, 1), Fraction(2, 1)]
    """
    sharing = {at for at, size in enumerate(sizes) if size}
    while sharing:
        left = count + sum(had[at] for at in sharing)
        each = left / sum((sizes[at] for at in sharing), Fraction())
        over = {at for at in sharing if had[at] > each * sizes[at]}
        if not over:
            break
        sharing -= over
    return [each * sizes[at] if at in sharing else Fraction(had[at]) for at in range(len(had))]
