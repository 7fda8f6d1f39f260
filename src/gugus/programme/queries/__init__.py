"""Reads about the yearly programme."""

from gugus.programme.queries.coverage import (
    CoverageCounts,
    Covered,
    coverage_counts,
    coverage_of,
    measured_round,
    rounds_to_stand_on,
)
from gugus.programme.queries.programmes import (
    current_programme,
    lines_of,
    previous_programme,
    programme_of,
    records_pointing_at,
    version_of,
    years_of,
)
from gugus.programme.queries.words import (
    figure,
    interval_of,
    mean_of,
    months_text,
    need_name,
    speaker_of,
    within,
)

__all__ = [
    "CoverageCounts",
    "Covered",
    "coverage_counts",
    "coverage_of",
    "current_programme",
    "figure",
    "interval_of",
    "lines_of",
    "mean_of",
    "measured_round",
    "months_text",
    "need_name",
    "previous_programme",
    "programme_of",
    "records_pointing_at",
    "rounds_to_stand_on",
    "speaker_of",
    "version_of",
    "within",
    "years_of",
]
