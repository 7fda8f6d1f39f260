"""Where and when a group meets: hosts for series, days for single meetings, speakers.

`solve` finds a schedule that keeps every hard rule and is best by an objective, and says whether
that is proven; where nothing fits it names the smallest set of rules that clash. `next_best` tells
what another choice for one meeting would cost. `rotation` reads and writes the JSON of
`gugus schedule`.
"""

from gugus.cores.scheduling.clashes import Clash
from gugus.cores.scheduling.distances import haversine_km, travel_table
from gugus.cores.scheduling.naming import Named, Rule
from gugus.cores.scheduling.problem import (
    Fairness,
    Meeting,
    Objective,
    Order,
    Problem,
    School,
    Speaker,
)
from gugus.cores.scheduling.running import Choice, Status
from gugus.cores.scheduling.solving import Schedule, next_best, solve

__all__ = [
    "Choice",
    "Clash",
    "Fairness",
    "Meeting",
    "Named",
    "Objective",
    "Order",
    "Problem",
    "Rule",
    "Schedule",
    "School",
    "Speaker",
    "Status",
    "haversine_km",
    "next_best",
    "solve",
    "travel_table",
]
