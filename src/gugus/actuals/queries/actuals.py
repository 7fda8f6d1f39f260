"""What came in and what was spent in a school year, corrections taken back, by whatever is asked.

An entry speaks of spending when it is spent money, or takes spending back; else of income. So a
correction reduces the side that it corrects, in the month that its own date falls in, as in the
cash book. Transfers between sources are neither; they are counted separately.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from gugus.actuals.rules.actuals import PersonHours, PlanAndSpent
from gugus.cash.queries.flows import GroupKey, YearFlows
from gugus.funds.models import Budget, BudgetItem
from gugus.participation.queries.hours import Hours


@dataclass(frozen=True)
class PlanAndActual:
    """A year's plan against its spending; the key None is what names no line (month).

    `unplanned` was spent without any item of the budget.
    """

    by_line: Mapping[GroupKey, PlanAndSpent]
    by_source: Mapping[GroupKey, PlanAndSpent]
    by_month: Mapping[GroupKey, PlanAndSpent]
    unplanned: int
    total: PlanAndSpent


def plan_and_actual(budget: Budget | None, flows: YearFlows) -> PlanAndActual:
    """The items in force against all spending of the year."""
    items = list(budget.items.filter(removed_at=None)) if budget is not None else []
    with_item = [flow for flow in flows.flows if flow.item is not None]
    unplanned = sum(flow.spent for flow in flows.flows if flow.item is None)
    by_line = YearFlows(tuple(with_item)).spent_by("line")
    return PlanAndActual(
        by_line=_against(items, "line_id", by_line),
        by_source=_against(items, "source_id", flows.spent_by("source")),
        by_month=_against(items, "month", flows.spent_by("month")),
        unplanned=unplanned,
        total=PlanAndSpent(sum(item.total for item in items), flows.spent),
    )


def _against(
    items: list[BudgetItem], name: str, spent: Mapping[GroupKey, int]
) -> dict[GroupKey, PlanAndSpent]:
    found = {key: PlanAndSpent(0, amount) for key, amount in spent.items()}
    for item in items:
        key: GroupKey = getattr(item, name)
        found[key] = found.get(key, PlanAndSpent()) + PlanAndSpent(item.total, 0)
    return found


# Called by the sort itself, which a year of a large group calls for thousands of rows.
_MEETING = attrgetter("meeting_id")


def person_hours(flows: YearFlows, hours: Hours) -> tuple[dict[GroupKey, PersonHours], PersonHours]:
    """Cost for each hour of one person, by programme line (None: without one) and in all.

    An hour is one that somebody who was called sat through: neither a packet read at home nor
    somebody who came uncalled is in it, as in every sum of `meetings.queries.hours`.
    """
    line_of = {meeting.id: meeting.line_id for meeting in hours.meetings}
    minutes: dict[GroupKey, int] = {}
    people: dict[GroupKey, set[int]] = {}
    sat: dict[GroupKey, set[int]] = {}
    rows = [row for row in hours.rows if row.called and row.minutes and not row.caught_up]
    by_meeting = sorted(rows, key=_MEETING)
    for meeting, seated in groupby(by_meeting, key=_MEETING):
        line, own = line_of[meeting], list(seated)
        minutes[line] = minutes.get(line, 0) + sum([row.minutes for row in own])
        people.setdefault(line, set()).update([row.teacher_id for row in own])
        sat.setdefault(line, set()).add(meeting)
    spent = flows.spent_by("line")
    by_line = {
        line: PersonHours(
            spent.get(line, 0),
            minutes.get(line, 0),
            len(sat.get(line, ())),
            len(people.get(line, ())),
        )
        for line in {**spent, **minutes}
    }
    everybody, everywhere = set[int]().union(*people.values()), set[int]().union(*sat.values())
    whole = PersonHours(flows.spent, sum(minutes.values()), len(everywhere), len(everybody))
    return by_line, whole
