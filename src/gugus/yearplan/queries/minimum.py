"""The yearly minimum and the packages: what the plan offers, and what each teacher attended."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from gugus.calendar.queries.settings import plan_settings_of
from gugus.meetings.models import Meeting
from gugus.meetings.queries import AHEAD, rules_of
from gugus.participation.queries.hours import Hours, hours_of_group
from gugus.participation.rules.hours import AttendanceCategory
from gugus.people.models import Group, Teacher
from gugus.people.queries import is_in_study_group, teachers_of
from gugus.people.rules.years import school_year_bounds
from gugus.yearplan.queries.leftovers import unschedulable_by_line
from gugus.yearplan.queries.yearplan import YearPlan, year_plan
from gugus.yearplan.rules.minimum import (
    MinimumOutlook,
    MinimumProgress,
    PlannedMeetings,
    minimum_outlooks,
    minimum_progress,
)
from gugus.yearplan.rules.semester import undated_of


@dataclass(frozen=True)
class TeacherMinimum:
    """One teacher's meetings of a year, and how many of the plan still call them."""

    id: int
    name: str
    school_id: int
    school: str
    progress: MinimumProgress
    ahead: int

    @property
    def may_reach(self) -> bool:
        """Who comes to everything that is still planned reaches the minimum."""
        return self.ahead >= self.progress.missing


@dataclass(frozen=True)
class YearMinimum:
    """Everything that the page tells; `minimum` 0: the group has no such number.

    `counted` meetings are behind the teachers' figures; `unrecorded` past ones are in none.
    """

    group: Group
    year: int
    minimum: int
    needed: Mapping[str, int]
    outlooks: tuple[MinimumOutlook, ...]
    names: Mapping[int, str]
    teachers: tuple[TeacherMinimum, ...]
    counted: int
    unrecorded: int
    lines_in_packages: int
    # By line: promised meetings that no schedule places any more, and that count nowhere here.
    left_behind: Mapping[int, int]
    titles: Mapping[int, str]


def minimum_of(group: Group, year: int, *, today: date) -> YearMinimum:
    """Read a year once: about thirty queries, whatever the number of teachers and meetings."""
    plan, needed = year_plan(group, year), packages_of(group)
    minimum = rules_of(group).meetings_a_year
    people = list(teachers_of(group, year).order_by("sort_key", "id"))
    parts = {part.pk: part for part in group.study_groups.all()}
    belongs = {
        one.pk: frozenset(pk for pk, part in parts.items() if is_in_study_group(part, one))
        for one in people
    }
    hours = hours_of_group(group, *school_year_bounds(year), today=today)
    left = unschedulable_by_line(group, plan, today)
    promised = _promised(plan, left)
    offers = _dated(plan) + promised
    judged = partial(minimum_progress, minimum=minimum, needed=needed)
    return YearMinimum(
        group=group,
        year=year,
        minimum=minimum,
        needed=needed,
        outlooks=minimum_outlooks(Counter(belongs.values()), offers, minimum, needed),
        names={pk: part.name for pk, part in parts.items()},
        teachers=tuple(_teachers(people, belongs, plan, hours, promised, judged, today)),
        counted=len(hours.meetings),
        unrecorded=len(hours.unrecorded),
        lines_in_packages=sum(bool(line.package) for line in plan.lines),
        left_behind=left,
        titles={line.pk: line.title for line in plan.lines},
    )


def packages_of(group: Group) -> dict[str, int]:
    """The group's numbers of meetings by package."""
    return {key: int(number) for key, number in plan_settings_of(group).packages.items()}


def _dated(plan: YearPlan) -> list[PlannedMeetings]:
    """Meetings with a day that were not cancelled."""
    return [
        PlannedMeetings(1, 0, _package(plan, one.line_id), one.study_group_id)
        for one in plan.meetings
        if one.state != Meeting.State.CANCELLED
    ]


def _promised(plan: YearPlan, left: Mapping[int, int]) -> list[PlannedMeetings]:
    """Meetings that lines still promise; not those that are left behind."""
    found = []
    for line, planned in zip(plan.lines, plan.planned, strict=True):
        undated = undated_of(planned, plan.dated) - left.get(line.pk, 0)
        if undated > 0:
            found.append(PlannedMeetings(undated, undated, line.package, line.study_group_id))
    return found


def _package(plan: YearPlan, line_id: int | None) -> str:
    line = plan.line_by_id.get(line_id or 0)
    return line.package if line is not None else ""


def _teachers(
    people: Iterable[Teacher],
    belongs: Mapping[int, frozenset[int]],
    plan: YearPlan,
    hours: Hours,
    promised: list[PlannedMeetings],
    judged: Callable[[list[str]], MinimumProgress],
    today: date,
) -> Iterable[TeacherMinimum]:
    package_of = {one.id: _package(plan, one.line_id) for one in hours.meetings}
    present = AttendanceCategory.PRESENT
    coming = [one for one in plan.meetings if one.state in AHEAD and one.date >= today]
    for one in people:
        own = belongs[one.pk]
        met = [
            package_of[row.meeting_id]
            for row in hours.by_teacher.get(one.pk, ())
            if row.counted == present
        ]
        # A meeting of today whose attendance was written down already is not still to come.
        wanted = {None, *own}
        ahead = len([m for m in coming if m.study_group_id in wanted])
        ahead += sum([o.meetings for o in promised if o.study_group in wanted])
        yield TeacherMinimum(
            one.pk,
            one.name,
            one.school_id,
            one.school.name,
            judged(met),
            ahead,
        )
