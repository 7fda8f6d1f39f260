"""Meetings that the programme promises, and for which there is no day any more."""

from datetime import date

from gugus.calendar.queries.settings import plan_settings_of
from gugus.people.models import Group
from gugus.schedule.queries.facts import group_facts
from gugus.timetable.rules.parts_ahead import unschedulable_count
from gugus.timetable.rules.windows import last_day_in_months
from gugus.yearplan.queries.yearplan import YearPlan
from gugus.yearplan.rules.semester import undated_of


def unschedulable_by_line(group: Group, plan: YearPlan, today: date) -> dict[int, int]:
    """By line: how many undated meetings *Susun jadwal* would not place any more.

    A group without a weekday has no schedule: there only lines whose months are over are past.
    """
    undated = {line.key: undated_of(line, plan.dated) for line in plan.planned}
    if not any(undated.values()):
        return {}
    if plan_settings_of(group).weekday is None:
        over = {
            line.key for line in plan.planned if last_day_in_months(plan.year, line.months) < today
        }
        return {key: count for key, count in undated.items() if count and key in over}
    facts = group_facts(group, plan.year, today)
    found = {line.key: unschedulable_count(facts, line) for line in facts.lines}
    return {key: min(count, undated[key]) for key, count in found.items() if count and undated[key]}
