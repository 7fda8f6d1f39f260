"""Training needs from measured attainment: how low, how sure, in which order.

`analyse` ranks indicators by need from a persons x indicators matrix of percentages;
`compare_raters` sets several raters' views of the same persons side by side;
`table` reads the matrix from CSV and writes the result as JSON.
"""

from gugus.cores.needs.analysis import analyse
from gugus.cores.needs.raters import compare_raters, paired_differences
from gugus.cores.needs.result import (
    IndicatorNeed,
    NeedsResult,
    NeedWarning,
    PairedDifference,
    RaterComparison,
)

__all__ = [
    "IndicatorNeed",
    "NeedWarning",
    "NeedsResult",
    "PairedDifference",
    "RaterComparison",
    "analyse",
    "compare_raters",
    "paired_differences",
]
