"""Places among places: where few meetings serve all best, and the shortest round of visits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, isfinite
from typing import Any

# So many sets are simply all tried; beyond that a linear programme decides.
_TRIED = 20_000
_MOST_PLACES = 300
# Up to so many places a table of ways is quicker than the solver.
_BY_TABLE = 12
_SCALE = 1_000_000

DistanceTable = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Medians:
    """Places by their numbers, and the sum of the weighted ways to the nearest of them, in km."""

    places: tuple[int, ...]
    km: float


@dataclass(frozen=True)
class RoundTrip:
    """Places in the order of a round trip from the first of them, and its length in km.

    `proven`: no round is shorter.
    """

    order: tuple[int, ...]
    km: float
    proven: bool


def p_median(
    km: DistanceTable, weights: Sequence[float], p: int, among: Collection[int] | None = None
) -> Medians:
    """The `p` places whose nearest one is, in sum, least far for everybody.

    Parameters
    ----------
    km : n x n table of float
        From each place (row) to each place (column), in kilometres.
    weights : n floats
        How many people travel from each place.
    p : int
        How many places are sought, 1 to as many as there are to choose from.
    among : collection of int, optional
        The places to choose from; all of them unless said otherwise.

    Returns
    -------
    Medians
        Proven to be least; of equals the one whose numbers come first where all sets are tried.

    Raises
    ------
    ValueError
        When the table is not square or holds a negative number, or there are not
        `p` places to choose from.

    Notes
    -----
    Small tables are searched whole; larger ones solved as the integer programme of C. ReVelle and
    R. Swain, Central facilities location, Geographical Analysis 2 (1970), by HiGHS. J. E. Beasley's
    pmed1 (100 vertices, p = 5) has the optimum 5819.

    >>> p_median(((0, 1, 9), (1, 0, 9), (9, 9, 0)), (1, 1, 1), 2)
    Medians(places=(0, 2), km=1.0)
    """
    _check(km, weights)
    allowed = sorted(set(range(len(km)) if among is None else among))
    if not set(allowed) <= set(range(len(km))) or not 1 <= p <= len(allowed):
        raise ValueError(f"p must be between 1 and {len(allowed)}, of places that are there")
    if comb(len(allowed), p) <= _TRIED:
        return min(
            (_served(km, weights, places) for places in combinations(allowed, p)),
            key=lambda found: found.km,
        )
    return _served(km, weights, _by_programme(km, weights, p, allowed))


def _check(km: DistanceTable, weights: Sequence[float]) -> None:
    n = len(km)
    if not 0 < n <= _MOST_PLACES:
        raise ValueError(f"there must be 1 to {_MOST_PLACES} places, not {n}")
    if any(len(row) != n for row in km) or len(weights) != n:
        raise ValueError(f"km must be a table of {n} x {n}, with {n} weights")
    numbers = [*weights, *(way for row in km for way in row)]
    if any(not isfinite(number) or number < 0 for number in numbers):
        raise ValueError("a distance or a weight is negative or no number")


def _served(km: DistanceTable, weights: Sequence[float], places: tuple[int, ...]) -> Medians:
    ways = (
        weight * min(row[place] for place in places)
        for weight, row in zip(weights, km, strict=True)
    )
    return Medians(places, float(sum(ways)))


def _by_programme(
    km: DistanceTable, weights: Sequence[float], p: int, allowed: list[int]
) -> tuple[int, ...]:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array, hstack, kron

    n = len(km)
    eye = coo_array(np.eye(n))
    # Variables: is place j chosen; then, for each i and j, does i go to j.
    cost = np.concatenate([np.zeros(n), (np.array(weights)[:, None] * np.array(km)).ravel()])
    chosen = LinearConstraint(np.concatenate([np.ones(n), np.zeros(n * n)])[None, :], p, p)
    goes = hstack([coo_array((n, n)), kron(eye, np.ones((1, n)))])
    only = hstack([-kron(np.ones((n, 1)), eye), kron(eye, eye)])
    most = np.ones(n + n * n)
    most[:n] = [place in set(allowed) for place in range(n)]
    found: Any = milp(
        cost,
        integrality=np.concatenate([np.ones(n), np.zeros(n * n)]),
        bounds=Bounds(0, most),
        constraints=[
            chosen,
            LinearConstraint(goes.tocsr(), 1, 1),
            LinearConstraint(only.tocsr(), -np.inf, 0),
        ],
        options={"mip_rel_gap": 0},
    )
    if found.x is None:
        raise ArithmeticError(f"no medians: {found.message}")
    return tuple(int(place) for place in np.flatnonzero(found.x[:n] > 0.5))


def shortest_round_trip(
    km: DistanceTable, *, seconds: float = 5.0, workers: int = 8, seed: int = 1
) -> RoundTrip:
    """The shortest round trip over all places, from the first and back to it.

    Parameters
    ----------
    km : n x n table of float
        From each place (row) to each place (column), in kilometres.
    seconds : float
        Limit; a round found within it is given, `proven` or not.

    Returns
    -------
    Round
        Begins with place 0.

    Raises
    ------
    ValueError
        When the table is not square or holds a negative number.

    Notes
    -----
    Few places by the dynamic programme of M. Held and R. Karp, A dynamic programming approach to
    sequencing problems, J. SIAM 10 (1962), more of them by CP-SAT's circuit constraint. TSPLIB's
    burma14 has the optimum 3323 (G. Reinelt, TSPLIB, ORSA Journal on Computing 3, 1991).

    >>> shortest_round(((0, 1, 2), (1, 0, 1), (2, 1, 0))).km
    4.0
    """
    _check(km, [0.0] * len(km))
    n = len(km)
    if n <= _BY_TABLE:
        return _round(km, _by_table(km), proven=True)
    return _by_circuit(km, seconds, workers, seed)


def _by_table(km: DistanceTable) -> tuple[int, ...]:
    """Held and Karp: the shortest way from 0 over each set of places, by the last of them."""
    n = len(km)
    ways: dict[tuple[frozenset[int], int], tuple[float, tuple[int, ...]]] = {
        (frozenset({place}), place): (km[0][place], (0, place)) for place in range(1, n)
    }
    for size in range(2, n):
        longer = {}
        for some in map(frozenset, combinations(range(1, n), size)):
            for last in some:
                before = some - {last}
                longer[some, last] = min(
                    (ways[before, one][0] + km[one][last], (*ways[before, one][1], last))
                    for one in before
                )
        ways = longer
    rounds = ((way + km[order[-1]][0], order) for way, order in ways.values())
    return min(rounds, default=(0.0, (0,)))[1]


def _by_circuit(km: DistanceTable, seconds: float, workers: int, seed: int) -> RoundTrip:
    from ortools.sat.python import cp_model

    n = len(km)
    model = cp_model.CpModel()
    arcs = {(a, b): model.new_bool_var(f"{a},{b}") for a in range(n) for b in range(n) if a != b}
    model.add_circuit([(a, b, taken) for (a, b), taken in arcs.items()])
    model.minimize(sum(round(_SCALE * km[a][b]) * taken for (a, b), taken in arcs.items()))
    for (a, b), taken in arcs.items():
        model.add_hint(taken, b == (a + 1) % n)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return _round(km, tuple(range(n)), proven=False)
    after = {a: b for (a, b), taken in arcs.items() if solver.boolean_value(taken)}
    order = [0]
    while len(order) < n:
        order.append(after[order[-1]])
    return _round(km, tuple(order), proven=status == cp_model.OPTIMAL)


def _round(km: DistanceTable, order: tuple[int, ...], *, proven: bool) -> RoundTrip:
    length = sum(km[a][b] for a, b in zip(order, (*order[1:], order[0]), strict=True))
    return RoundTrip(order, float(length), proven)
