"""A region's groups in counts."""

from dataclasses import dataclass
from datetime import date

from gugus.attendance.queries import meeting_counts
from gugus.people.access import Actor
from gugus.people.clock import current_year
from gugus.people.models import Group
from gugus.people.queries import schools_of, teachers_of
from gugus.programme.queries import coverage_counts, current_programme


@dataclass(frozen=True)
class RegionGroupCounts:
    """One group of a region in counts."""

    group: Group
    schools: int
    teachers: int
    planned: int
    held: int
    low: int | None
    low_without_line: int | None


def region_counts(actor: Actor, today: date) -> list[RegionGroupCounts]:
    """Counts of every group that the person's region holds."""
    del today
    ids: set[int] = set()
    for grant in actor.grants:
        if grant.place_code and grant.group_ids:
            ids |= grant.group_ids
    groups = Group.objects.filter(id__in=ids).select_related("place")
    return [_region_row(group) for group in groups]


def _region_row(group: Group) -> RegionGroupCounts:
    programme = current_programme(group)
    coverage = coverage_counts(programme) if programme else None
    counts = meeting_counts(group, current_year(group))
    return RegionGroupCounts(
        group=group,
        schools=schools_of(group).count(),
        teachers=teachers_of(group).count(),
        planned=counts.planned,
        held=counts.held,
        low=coverage.low if coverage else None,
        low_without_line=coverage.low_without_line if coverage else None,
    )
