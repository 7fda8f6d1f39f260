"""Reads about the yearly programme."""

from gugus.programme.queries.coverage import (
    CoverageCounts,
    ProgrammeCoverage,
    coverage_counts,
    coverage_of,
    measured_round,
    rounds_to_choose_from,
)
from gugus.programme.queries.programmes import (
    current_programme,
    line_version,
    lines_of,
    previous_programme,
    programme_of,
    records_pointing_at,
    years_of,
)
from gugus.programme.queries.words import (
    figure_text,
    interval_of,
    lowercase_first,
    mean_of,
    months_text,
    need_name,
    speaker_of,
)

__all__ = [
    "CoverageCounts",
    "ProgrammeCoverage",
    "coverage_counts",
    "coverage_of",
    "current_programme",
    "figure_text",
    "interval_of",
    "line_version",
    "lines_of",
    "lowercase_first",
    "mean_of",
    "measured_round",
    "months_text",
    "need_name",
    "previous_programme",
    "programme_of",
    "records_pointing_at",
    "rounds_to_choose_from",
    "speaker_of",
    "years_of",
]
