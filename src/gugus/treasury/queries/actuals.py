"""What came in and what was spent in a school year, corrections taken back, by whatever is asked.

An entry speaks of spending when it is spent money, or takes spending back; else of income. So a
correction reduces the side that it corrects, in the month that its own date falls in, as in the
cash book. Money moved between two sources is neither; it is told apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gugus.meetings.queries.hours import Hours
from gugus.people.models import Group
from gugus.people.rules.years import bounds
from gugus.treasury.models import Budget, BudgetItem, Entry
from gugus.treasury.rules.actual import Figures, PersonHours

Key = int | None


@dataclass(frozen=True)
class Flow:
    """One entry's worth of it: `spent` or `received` may be less than nothing (a correction)."""

    source: int
    item: Key
    line: Key
    school: Key
    month: int
    received: int
    spent: int


@dataclass(frozen=True)
class Moved:
    """Money moved from or to one source within the year."""

    came: int = 0
    went: int = 0


@dataclass(frozen=True)
class YearFlows:
    """All entries of a school year as flows; `moved` by source."""

    flows: tuple[Flow, ...]
    moved: Mapping[int, Moved] = field(default_factory=dict)

    @property
    def spent(self) -> int:
        """All spending of the year."""
        return sum(flow.spent for flow in self.flows)

    @property
    def received(self) -> int:
        """All income of the year."""
        return sum(flow.received for flow in self.flows)

    def received_by(self, name: str) -> dict[Key, int]:
        """Income by 'source', 'school' or 'month'."""
        return self._by(name, "received")

    def spent_by(self, name: str) -> dict[Key, int]:
        """Spending by 'source', 'line', 'item' or 'month'."""
        return self._by(name, "spent")

    def received_of(self, source: int, school: Key) -> int:
        """What one school brought to one source."""
        return sum(f.received for f in self.flows if (f.source, f.school) == (source, school))

    def _by(self, name: str, what: str) -> dict[Key, int]:
        found: dict[Key, int] = {}
        for flow in self.flows:
            amount = getattr(flow, what)
            if amount:
                key = getattr(flow, name)
                found[key] = found.get(key, 0) + amount
        return found


def flows_of(group: Group, year: int) -> YearFlows:
    """Every entry dated in a school year, in one query."""
    rows = Entry.objects.filter(group=group, dated__range=bounds(year)).order_by()
    flows, moved = [], dict[int, Moved]()
    for row in rows.values_list(
        "source_id",
        "item_id",
        "item__line_id",
        "school_id",
        "dated",
        "received",
        "spent",
        "corrects__spent",
        "corrects_id",
        "transfer",
        "corrects__transfer",
    ):
        source, item, line, school, dated, received, spent, wrong, corrects, *transfers = row
        if any(transfers):
            so_far = moved.get(source, Moved())
            moved[source] = Moved(so_far.came + received, so_far.went + spent)
            continue
        is_spending = wrong > 0 if corrects is not None else spent > 0
        flows.append(
            Flow(
                source,
                item,
                line,
                school,
                dated.month,
                received=0 if is_spending else received - spent,
                spent=spent - received if is_spending else 0,
            )
        )
    return YearFlows(tuple(flows), moved)


@dataclass(frozen=True)
class PlanAndActual:
    """A year's plan against its spending; the key None is what names no line (month).

    `unplanned` was spent without any item of the budget.
    """

    by_line: Mapping[Key, Figures]
    by_source: Mapping[Key, Figures]
    by_month: Mapping[Key, Figures]
    unplanned: int
    total: Figures


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
        total=Figures(sum(item.total for item in items), flows.spent),
    )


def _against(items: list[BudgetItem], name: str, spent: Mapping[Key, int]) -> dict[Key, Figures]:
    found = {key: Figures(0, amount) for key, amount in spent.items()}
    for item in items:
        key: Key = getattr(item, name)
        found[key] = found.get(key, Figures()) + Figures(item.total, 0)
    return found


def person_hours(flows: YearFlows, hours: Hours) -> tuple[dict[Key, PersonHours], PersonHours]:
    """Cost for each hour of one person, by programme line (None: without one) and in all.

    An hour is one that somebody who was called sat through: neither a packet read at home nor
    somebody who came uncalled is in it, as in every sum of `meetings.queries.hours`.
    """
    line_of = {meeting.id: meeting.line_id for meeting in hours.meetings}
    minutes: dict[Key, int] = {}
    people: dict[Key, set[int]] = {}
    sat: dict[Key, set[int]] = {}
    for row in hours.rows:
        if row.called and row.minutes and not row.caught_up:
            line = line_of[row.meeting_id]
            minutes[line] = minutes.get(line, 0) + row.minutes
            people.setdefault(line, set()).add(row.teacher_id)
            sat.setdefault(line, set()).add(row.meeting_id)
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
