"""What is minimised: all teachers' kilometres, and those of the worst-off teacher."""

from typing import Any

from gugus.cores.scheduling.model import SolverModel
from gugus.cores.scheduling.problem import Meeting, SchedulingProblem

# The solver counts in whole numbers: kilometres to the millimetre, coarser where a sum of them
# would grow past what it can hold.
_FINEST = 1_000_000
_LARGEST = 2**52


def units_per_km(problem: SchedulingProblem) -> float:
    """Units of the solver in a kilometre."""
    longest = max((max(row) for row in problem.km), default=0.0)
    most = sum(sum(meeting.teachers) for meeting in problem.meetings)
    return min(_FINEST, _LARGEST / max(1.0, longest * max(most, len(problem.meetings))))


def teacher_km(problem: SchedulingProblem, meeting: Meeting, host: int) -> float:
    """Teacher-kilometres of one meeting at one host."""
    return sum(n * row[host] for n, row in zip(meeting.teachers, problem.km, strict=True))


def travellers(problem: SchedulingProblem) -> list[int]:
    """Schools from which anybody travels to any meeting."""
    return [a for a in range(len(problem.schools)) if any(m.teachers[a] for m in problem.meetings)]


def total_km_expression(made: SolverModel, problem: SchedulingProblem) -> Any:
    """All teachers' ways to all meetings, in the solver's units."""
    scale = units_per_km(problem)
    return sum(
        round(scale * teacher_km(problem, meeting, h)) * n
        for meeting, turns in made.turns
        for h, n in turns.items()
    )


def worst_km_expression(made: SolverModel, problem: SchedulingProblem) -> Any:
    """The longest way of any one teacher over all meetings, in the solver's units."""
    scale = units_per_km(problem)
    longest = round(scale * max((max(row) for row in problem.km), default=0))
    most = made.cp.new_int_var(0, longest * len(problem.meetings), "worst")
    for a in travellers(problem):
        distances = [
            round(scale * problem.km[a][h]) * n
            for meeting, turns in made.turns
            if meeting.teachers[a]
            for h, n in turns.items()
        ]
        made.cp.add(most >= sum(distances))
    return most
