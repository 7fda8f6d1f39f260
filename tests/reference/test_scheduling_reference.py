"""Schedules, medians and rounds against published and independently computed optima."""

import csv
import json
from itertools import pairwise
from math import acos, cos
from typing import Any

import pytest

from gugus.cores.scheduling import Objective, SolverStatus, haversine_km, solve
from gugus.cores.scheduling.instances import read_instances
from gugus.cores.scheduling.places import p_median, shortest_round_trip
from tests.support.reference import DATA

FOLDER = DATA / "scheduling"


def _json(name: str) -> Any:
    return json.loads((FOLDER / name).read_text())


def test_the_host_rotation_has_the_least_total() -> None:
    entries = _json("dev_host_rotation_cimalaka8.json")
    for entry, (_name, problem) in zip(entries, read_instances(entries), strict=True):
        found = solve(problem, Objective.TOTAL, seconds=60)
        assert (found.status, found.gap) == (SolverStatus.OPTIMAL, 0)
        # The oracle's own table has more digits than the file's.
        assert found.total_teacher_km == pytest.approx(entry["optimum_total_teacher_km"], abs=1e-4)
        _keeps_the_rules(entry, [choice.host for choice in found.choices])


@pytest.mark.parametrize("objective", [Objective.WORST, Objective.FAIR])
def test_the_host_rotation_has_the_least_way_of_the_worst_off(objective: Objective) -> None:
    entries = _json("dev_host_rotation_cimalaka8.json")
    for entry, (_name, problem) in zip(entries, read_instances(entries), strict=True):
        found = solve(problem, objective, seconds=60)
        assert found.status == SolverStatus.OPTIMAL
        assert found.worst_teacher_km == pytest.approx(
            entry["optimum_min_max_km_per_teacher"], abs=1e-5
        )
        _keeps_the_rules(entry, [choice.host for choice in found.choices])


def _keeps_the_rules(entry: Any, hosts: list[int]) -> None:
    turns = [hosts.count(h) for h in range(len(entry["schools"]))]
    assert set(turns) <= {1, 2}
    assert all(a != b for a, b in pairwise(hosts))
    assert all(entry["available"][h][i] for i, h in enumerate(hosts))


def test_when_each_school_hosts_once_the_total_is_the_invariant() -> None:
    (entry,) = _json("dev_host_rotation_cimalaka8.json")
    n = len(entry["schools"])
    for turned in range(3):
        available = [[int((i + turned) % n != h) for i in range(n)] for h in range(n)]
        ((_name, problem),) = read_instances({**entry, "meetings": n, "available": available})
        found = solve(problem, seconds=30)
        assert found.each_hosts_once
        assert found.total_teacher_km == pytest.approx(
            entry["invariant_each_once_total_teacher_km"], abs=1e-4
        )


def test_haversine_between_kecamatan() -> None:
    with (FOLDER / "bogor_kecamatan.csv").open() as file:
        points = {
            row["nama"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)
        }
    for entry in _json("dev_oracle_scheduling.json")["haversine_examples_km"]:
        way = haversine_km(points[entry["a"]], points[entry["b"]])
        assert way == pytest.approx(entry["km"], abs=1e-5)


def test_pmed1_has_its_published_optimum() -> None:
    wanted = _json("dev_oracle_scheduling.json")["pmed1"]
    numbers = [
        list(map(int, line.split())) for line in (FOLDER / wanted["file"]).open() if line.strip()
    ]
    (n, _edges, p), edges = numbers[0], numbers[1:]
    found = p_median(_shortest_ways(n, edges), [1.0] * n, p)
    assert found.km == wanted["published_optimum"] == 5819


def _shortest_ways(n: int, edges: list[list[int]]) -> list[list[float]]:
    """All shortest ways of a graph (Floyd and Warshall); the last word on an edge counts."""
    km = [[0.0 if a == b else float("inf") for b in range(n)] for a in range(n)]
    for a, b, way in edges:
        km[a - 1][b - 1] = km[b - 1][a - 1] = float(way)
    for over in range(n):
        through = km[over]
        for row in km:
            first = row[over]
            row[:] = [min(way, first + more) for way, more in zip(row, through, strict=True)]
    return km


def test_burma14_has_its_published_optimum() -> None:
    wanted = _json("dev_oracle_scheduling.json")["burma14"]
    km = [[_geo(a, b) for b in wanted["coords"]] for a in wanted["coords"]]
    found = shortest_round_trip(km, seconds=30)
    assert (found.km, found.proven) == (wanted["published_optimum"], True)
    assert found.order[0] == 0
    assert sorted(found.order) == list(range(14))


def _geo(one: list[float], two: list[float]) -> float:
    """TSPLIB's distance GEO: degrees with minutes after the point, whole kilometres."""

    def radians(value: float) -> float:
        return 3.141592 * (int(value) + 5 * (value - int(value)) / 3) / 180

    (lat1, lon1), (lat2, lon2) = ([radians(value) for value in point] for point in (one, two))
    q1, q2, q3 = cos(lon1 - lon2), cos(lat1 - lat2), cos(lat1 + lat2)
    if one == two:
        return 0
    return int(6378.388 * acos(0.5 * ((1 + q1) * q2 - (1 - q1) * q3)) + 1)
