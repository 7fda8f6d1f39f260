"""The JSON of `gugus schedule`: who is host of each of a series of meetings."""

from collections.abc import Mapping, Sequence
from typing import Any

from gugus.cores.scheduling.clashes import Clash
from gugus.cores.scheduling.distances import travel_table
from gugus.cores.scheduling.problem import Fairness, Meeting, Problem, School
from gugus.cores.scheduling.running import Status
from gugus.cores.scheduling.solving import Schedule


def read_instances(data: object) -> list[tuple[str, Problem]]:
    """One instance or a list of them, as (name, problem); ValueError says what is wrong."""
    entries = data if isinstance(data, list) else [data]
    if not entries:
        raise ValueError("no instance in the file")
    return [_instance(entry, number) for number, entry in enumerate(entries, 1)]


def _instance(entry: object, number: int) -> tuple[str, Problem]:
    if not isinstance(entry, dict):
        raise ValueError(f"instance {number} is no object")
    name = str(entry.get("name", f"instance {number}"))
    try:
        return name, _problem(entry)
    except (KeyError, TypeError, ValueError) as error:
        said = f"{error.args[0]} is missing" if isinstance(error, KeyError) else error
        raise ValueError(f"{name}: {said}") from error


def _problem(entry: Mapping[str, Any]) -> Problem:
    schools, count = entry["schools"], _whole(entry["meetings"])
    teachers = tuple(float(n) for n in entry["teachers"])
    open_on = _availability(entry.get("available"), len(schools), count)
    km = entry.get("distance_km")
    table = (
        tuple(tuple(float(way) for way in row) for row in km)
        if km is not None
        else travel_table([(float(s["lat"]), float(s["lon"])) for s in schools])
    )
    served = entry.get("served", [0] * len(schools))
    made = tuple(
        School(str(school.get("id", h)), open_on[h], _whole(served[h]), teachers[h])
        for h, school in enumerate(schools)
    )
    meetings = tuple(Meeting(str(i), teachers, frozenset({i})) for i in range(count))
    return Problem(made, table, meetings, fairness=Fairness())


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} is no whole number")
    return value


def _availability(
    given: Sequence[Sequence[int]] | None, schools: int, count: int
) -> list[frozenset[int] | None]:
    if given is None:
        return [None] * schools
    if len(given) != schools or any(len(row) != count for row in given):
        raise ValueError(f"available must be a table of {schools} x {count}")
    return [frozenset(i for i, free in enumerate(row) if free) for row in given]


def as_data(name: str, found: Schedule) -> dict[str, Any]:
    """One solved instance as plain data."""
    status = Status.FEASIBLE if found.status == Status.UNKNOWN and found.choices else found.status
    return {
        "name": name,
        "status": str(status),
        "hosts": [choice.host for choice in found.choices],
        "total_teacher_km": found.total_teacher_km,
        "worst_teacher_km": found.worst_teacher_km,
        "gap": found.gap,
        "clashes": clashes_as_data(found.clash),
        "seconds": round(found.seconds, 3),
    }


def clashes_as_data(clash: Clash | None) -> list[dict[str, Any]]:
    """The rules of a clash as plain data."""
    if clash is None:
        return []
    return [
        {
            "rule": str(named.rule),
            "meetings": list(named.meetings),
            "school": named.school,
            "speaker": named.speaker,
        }
        for named in clash.rules
    ]
