"""Groups of a region and how far the schedules of their year are: statuses and counts, no names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, QuerySet

from gugus.people.clock import day_of
from gugus.people.models import Group, Place
from gugus.people.rules.years import school_year_bounds
from gugus.schedule.models import ScheduleDraft, ScheduleRun
from gugus.schedule.queries.drafts import OPEN
from gugus.schedule.queries.readiness import missing_prerequisites
from gugus.timetable.rules.readiness import MissingPrerequisite, is_blocking
from gugus.yearplan.queries.yearplan import year_plan
from gugus.yearplan.rules.semester import undated_of


class ScheduleReadiness(StrEnum):
    """Can a group's year be scheduled from here?"""

    READY = "ready"
    LACKS = "lacks"
    # A draft is being made, or waits for its chair's decision: it is left alone.
    HAS_DRAFT = "has_draft"
    ALL_DATED = "all_dated"
    OVER = "over"
    # While a run is at work nobody asks why a group has no part in it.
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class GroupSchedule:
    """One group of the region: what hinders it, its latest draft of the year, its meetings."""

    group: Group
    readiness: ScheduleReadiness
    lacks: tuple[MissingPrerequisite, ...]
    draft: ScheduleDraft | None
    meetings: int


@dataclass(frozen=True)
class RegionCount:
    """A place that holds groups, and how many."""

    place: Place
    groups: int


def regions() -> tuple[RegionCount, ...]:
    """Every kecamatan and kabupaten that holds groups; the wider one before those inside it."""
    rows = Group.objects.exclude(place=None).values_list("place_id").annotate(n=Count("id"))
    counts: dict[str, int] = {}
    for code, n in rows.order_by():
        for inside in _with_above(str(code)):
            counts[inside] = counts.get(inside, 0) + n
    places = Place.objects.filter(pk__in=counts).select_related("parent__parent")
    # A province is no one plan: its kabupaten are planned one by one.
    found = [
        RegionCount(place, counts[place.pk]) for place in places if place.parent_id is not None
    ]
    return tuple(sorted(found, key=lambda one: one.place.code))


def _with_above(code: str) -> Iterable[str]:
    parts = code.split(".")
    return (".".join(parts[:n]) for n in range(1, len(parts) + 1))


def groups_in(place: Place) -> QuerySet[Group]:
    """The groups of a place and of the places inside it."""
    rows = Group.objects.filter(place_id=place.pk) | Group.objects.filter(
        place__code__startswith=f"{place.pk}."
    )
    return rows.order_by("sort_key", "pk")


def working_run(place: Place, year: int) -> ScheduleRun | None:
    """The place's run that is not finished: at work, or broken off."""
    rows = ScheduleRun.objects.filter(place=place, school_year=year)
    return rows.filter(drafts__state=ScheduleDraft.State.WAITING).first()


def drafts_by_group(groups: Iterable[int], year: int) -> dict[int, ScheduleDraft]:
    """The newest draft of each group."""
    rows = ScheduleDraft.objects.filter(group__in=groups, school_year=year).select_related("run")
    counted = rows.annotate(n_meetings=Count("meetings"))
    return {draft.group_id: draft for draft in counted.order_by("pk")}


def schedule_readiness(
    group: Group, year: int, draft: ScheduleDraft | None, today: date
) -> ScheduleReadiness:
    """Can the group's year be scheduled from here, and if not why?"""
    if school_year_bounds(year)[1] <= today:
        return ScheduleReadiness.OVER
    if draft is not None and draft.state in OPEN:
        return ScheduleReadiness.HAS_DRAFT
    if any(is_blocking(lack) for lack in missing_prerequisites(group, year)):
        return ScheduleReadiness.LACKS
    plan = year_plan(group, year)
    dated = all(not undated_of(line, plan.dated) for line in plan.planned)
    return ScheduleReadiness.ALL_DATED if dated else ScheduleReadiness.READY


def group_schedules(
    place: Place, year: int, now: datetime, *, briefly: bool = False
) -> tuple[GroupSchedule, ...]:
    """Every group of the place by name, each on its own day: a dozen queries without a draft.

    `briefly`, as while a run is at work, does without: three queries for all.
    """
    groups = list(groups_in(place))
    drafts = drafts_by_group([group.pk for group in groups], year)
    if briefly:
        return tuple(_briefly(group, drafts.get(group.pk)) for group in groups)
    return tuple(_state(group, year, drafts.get(group.pk), now) for group in groups)


def _briefly(group: Group, draft: ScheduleDraft | None) -> GroupSchedule:
    has_draft = draft is not None and draft.state in OPEN
    readiness = ScheduleReadiness.HAS_DRAFT if has_draft else ScheduleReadiness.LEFT_OUT
    return GroupSchedule(group, readiness, (), draft, _counted(draft))


def _state(group: Group, year: int, draft: ScheduleDraft | None, now: datetime) -> GroupSchedule:
    today = day_of(group, now)
    readiness = schedule_readiness(group, year, draft, today)
    lacks = missing_prerequisites(group, year) if readiness == ScheduleReadiness.LACKS else ()
    hindering = tuple(lack for lack in lacks if is_blocking(lack))
    return GroupSchedule(group, readiness, hindering, draft, _counted(draft))


def _counted(draft: ScheduleDraft | None) -> int:
    """Meetings of a draft, as `drafts_by_group` counted them."""
    return int(getattr(draft, "n_meetings", 0))
