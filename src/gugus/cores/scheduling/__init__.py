"""Where and when a group meets: hosts for series, days for single meetings, speakers.

`solve` finds a schedule that keeps every hard rule and is best by an objective, and says whether
that is proven; where nothing fits it names the smallest set of rules that clash. `next_best` tells
what another choice for one meeting would cost. `rotation` reads and writes the JSON of
`gugus schedule`.
"""

from gugus.cores.scheduling.clashes import Clash
from gugus.cores.scheduling.distances import distance_table, haversine_km
from gugus.cores.scheduling.problem import (
    Fairness,
    Meeting,
    Objective,
    Precedence,
    SchedulingProblem,
    School,
    Speaker,
)
from gugus.cores.scheduling.rules import HardRule, RuleKind
from gugus.cores.scheduling.solver import Schedule, next_best, solve
from gugus.cores.scheduling.solver_session import MeetingChoice, SolverStatus

__all__ = [
    "Clash",
    "Fairness",
    "HardRule",
    "Meeting",
    "MeetingChoice",
    "Objective",
    "Precedence",
    "RuleKind",
    "Schedule",
    "SchedulingProblem",
    "School",
    "SolverStatus",
    "Speaker",
    "distance_table",
    "haversine_km",
    "next_best",
    "solve",
]
