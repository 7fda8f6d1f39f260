"""How far a year's programme has come, from measurement to dates."""

from dataclasses import dataclass

from gugus.meetings.models import Meeting
from gugus.meetings.queries import LIVE
from gugus.people.models import Group
from gugus.programme.models import Programme
from gugus.programme.queries import ProgrammeCoverage, coverage_of, programme_of


@dataclass(frozen=True)
class YearProgress:
    """A year's programme (if it was begun) with what it serves and how much of it has a date."""

    programme: Programme | None
    covered: ProgrammeCoverage
    # Meetings that the lines ask for, and those that stand in the calendar.
    planned: int
    scheduled: int


def year_progress(group: Group, year: int) -> YearProgress:
    """Read the year."""
    programme = programme_of(group, year)
    covered = coverage_of(group, programme)
    planned = sum(line.times for line in covered.lines.values())
    dated = Meeting.objects.filter(line__in=list(covered.lines), state__in=LIVE).count()
    return YearProgress(programme, covered, planned, dated)
