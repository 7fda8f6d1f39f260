"""The JSON of `gugus schedule`: who is host of each of a series of meetings.

An instance is an object with `schools` (objects, with `id` if they have a name, and `lat` and
`lon` in degrees unless there is a table of ways), `teachers` (how many travel from each school),
`meetings` (how many there are) and, if wanted, `name`, `distance_km` (from each school to each),
`available` (1 where a school can be host of a meeting, 0 where not: a row for each school) and
`served` (turns of former years). Every meeting has one host; turns, former years counted, differ
by one at most or as little as former years allow; no school is host twice running.
"""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from gugus.cores.scheduling.clashes import Clash
from gugus.cores.scheduling.distances import distance_table
from gugus.cores.scheduling.problem import (
    MOST_MEETINGS,
    MOST_SCHOOLS,
    Meeting,
    SchedulingProblem,
    School,
)
from gugus.cores.scheduling.solver import Schedule
from gugus.cores.scheduling.solver_session import SolverStatus

MOST_INSTANCES = 1000
# Far beyond every limit of a problem, and still safe to compute with.
MOST_WHOLE = 1_000_000_000


def read_instances(data: object) -> list[tuple[str, SchedulingProblem]]:
    """One instance or a list of them, as (name, problem).

    Raises
    ------
    ValueError
        Says in one line which instance is wrong, and where.
    """
    entries = data if isinstance(data, list) else [data]
    if not 0 < len(entries) <= MOST_INSTANCES:
        raise ValueError(f"the file must hold 1 to {MOST_INSTANCES} instances, not {len(entries)}")
    return [_instance(entry, number) for number, entry in enumerate(entries, 1)]


def _instance(entry: object, number: int) -> tuple[str, SchedulingProblem]:
    if not isinstance(entry, dict):
        raise ValueError(f"instance {number} is no object")
    name = entry.get("name", f"instance {number}")
    if not isinstance(name, str) or _is_broken(name):
        raise ValueError(f"instance {number}: name is no text")
    try:
        return name, _problem(entry)
    except ValueError as error:
        raise ValueError(f"{name[:60]}: {error}") from error


def _problem(entry: Mapping[str, Any]) -> SchedulingProblem:
    schools = _list(entry, "schools", None)
    if not 0 < len(schools) <= MOST_SCHOOLS:
        raise ValueError(f"schools must name 1 to {MOST_SCHOOLS} schools, not {len(schools)}")
    for school in schools:
        if not isinstance(school, dict):
            raise ValueError("schools must be objects")
    n = len(schools)
    count = _whole(_needed(entry, "meetings"), "meetings")
    if not 0 < count <= MOST_MEETINGS:
        raise ValueError(f"meetings must be between 1 and {MOST_MEETINGS}, not {count}")
    teachers = tuple(
        float(_whole(given, "a number of teachers")) for given in _list(entry, "teachers", n)
    )
    served = _list(entry, "served", n) if "served" in entry else [0] * n
    open_on = _availability(entry, n, count)
    made = tuple(
        School(_id(school, h), open_on[h], _whole(served[h], "served"), teachers[h])
        for h, school in enumerate(schools)
    )
    meetings = tuple(Meeting(str(i), teachers, frozenset({i})) for i in range(count))
    return SchedulingProblem(made, _distances(entry, schools), meetings)


def _needed(entry: Mapping[str, Any], key: str) -> object:
    if key not in entry:
        raise ValueError(f"{key} is missing")
    return entry[key]


def _list(entry: Mapping[str, Any], key: str, length: int | None) -> list[Any]:
    given = _needed(entry, key)
    if not isinstance(given, list):
        raise ValueError(f"{key} is no list")
    if length is not None and len(given) != length:
        raise ValueError(f"{key} must have {length} entries, not {len(given)}")
    return given


def _id(school: Mapping[str, Any], place: int) -> str:
    given = school.get("id", place)
    if isinstance(given, bool) or not isinstance(given, str | int) or _is_broken(str(given)):
        raise ValueError("the id of a school is neither text nor number")
    return str(given)


def _is_broken(text: str) -> bool:
    """Half a character (JSON's \\ud800 alone) cannot be written to any file or screen."""
    return any("\ud800" <= sign <= "\udfff" for sign in text)


def _whole(value: object, what: str) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{what} must be a whole number from 0, not {_shown(value)}")
    if value > MOST_WHOLE:
        raise ValueError(f"{what} must be {MOST_WHOLE} at most, not {_shown(value)}")
    return value


def _number(value: object, what: str, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{what} must be a number, not {_shown(value)}")
    if not (least <= value <= most and isfinite(value)):
        raise ValueError(f"{what} must be between {least:g} and {most:g}, not {_shown(value)}")
    return float(value)


def _shown(value: object) -> str:
    return repr(value)[:40]


def _distances(entry: Mapping[str, Any], schools: Sequence[Mapping[str, Any]]) -> Any:
    if entry.get("distance_km") is None:
        return distance_table(
            [
                (
                    _number(_needed(school, "lat"), "lat", -90, 90),
                    _number(_needed(school, "lon"), "lon", -180, 180),
                )
                for school in schools
            ]
        )
    rows = _list(entry, "distance_km", len(schools))
    if any(not isinstance(row, list) or len(row) != len(schools) for row in rows):
        raise ValueError(f"distance_km must be a table of {len(schools)} x {len(schools)}")
    return tuple(tuple(_number(km, "distance_km", 0, 50_000) for km in row) for row in rows)


def _availability(
    entry: Mapping[str, Any], schools: int, count: int
) -> list[frozenset[int] | None]:
    if entry.get("available") is None:
        return [None] * schools
    rows = _list(entry, "available", schools)
    if any(not isinstance(row, list) or len(row) != count for row in rows):
        raise ValueError(f"available must be a table of {schools} x {count}")
    if any(free not in (0, 1) for row in rows for free in row):
        raise ValueError("available holds something else than 0 and 1")
    return [frozenset(i for i, free in enumerate(row) if free) for row in rows]


def schedule_as_json(name: str, found: Schedule) -> dict[str, Any]:
    """One solved instance as plain data; `status` is None when the time ran out with nothing."""
    return {
        "name": name,
        "status": None if found.status == SolverStatus.UNKNOWN else str(found.status),
        "hosts": [choice.host for choice in found.choices],
        "total_teacher_km": _rounded(found.total_teacher_km),
        "worst_teacher_km": _rounded(found.worst_teacher_km),
        "gap": _rounded(found.gap),
        "clashes": clashes_as_json(found.clash),
        "seconds": round(found.seconds, 3),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 9)


def clashes_as_json(clash: Clash | None) -> list[dict[str, Any]]:
    """The rules of a clash as plain data; meetings and schools are numbered from 0."""
    return [
        {
            "rule": str(named.rule),
            "meetings": list(named.meetings),
            "school": named.school,
            "speaker": named.speaker,
        }
        for named in (clash.rules if clash else ())
    ]
