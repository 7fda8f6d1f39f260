"""A school year's account: everything that its screen, papers and spreadsheets stand on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gugus.actuals.queries.actuals import PlanAndActual, person_hours, plan_and_actual
from gugus.actuals.rules.actuals import PersonHours
from gugus.budget.queries import (
    budget_of,
    budget_row_of,
    expected_by_source,
    items_of,
    opening_balance_by_source,
    year_lines,
)
from gugus.cash.models import MonthClose
from gugus.cash.queries.book import balances_of
from gugus.cash.queries.flows import GroupKey, SourceTransfers, YearFlows, flows_of
from gugus.funds.models import Budget, BudgetItem, Source
from gugus.funds.queries import sources_of
from gugus.participation.queries.hours import Hours, hours_of_group
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds
from gugus.programme.models import Line


@dataclass(frozen=True)
class SourceAccount:
    """One source in the year: opening + received - spent + came - went = balance."""

    source: Source
    expected: int
    opening: int
    received: int
    spent: int
    moved: SourceTransfers
    balance: int


@dataclass(frozen=True)
class YearAccount:
    """The year as it stands on `until`: its last day, or today until then."""

    group: Group
    year: int
    until: date
    budget: Budget | None
    items: tuple[BudgetItem, ...]
    lines: tuple[Line, ...]
    sources: tuple[SourceAccount, ...]
    flows: YearFlows
    plan: PlanAndActual
    hours: Hours
    per_hour: Mapping[GroupKey, PersonHours]
    per_hour_in_all: PersonHours
    last_close: MonthClose | None

    @property
    def has_figures(self) -> bool:
        """Anything was planned, came in, or is there."""
        return bool(self.items or self.flows.flows or self.balance)

    @property
    def balance(self) -> int:
        """What all sources hold."""
        return sum(one.balance for one in self.sources)

    @property
    def opening(self) -> int:
        """What all sources held before the year."""
        return sum(one.opening for one in self.sources)


def year_account(group: Group, year: int, *, today: date) -> YearAccount:
    """Read the year whole."""
    first, last = school_year_bounds(year)
    budget, flows = budget_of(group, year), flows_of(group, year)
    items = items_of(budget) if budget is not None else []
    hours = hours_of_group(group, first, last, today=today)
    by_line, in_all = person_hours(flows, hours)
    plan = plan_and_actual(budget, flows)
    until = min(last, today)
    return YearAccount(
        group=group,
        year=year,
        until=until,
        budget=budget,
        items=tuple(items),
        lines=tuple(_lines(group, year, items, plan)),
        sources=_sources(group, year, flows, until),
        flows=flows,
        plan=plan,
        hours=hours,
        per_hour=by_line,
        per_hour_in_all=in_all,
        last_close=MonthClose.objects.filter(group=group, month__range=(first, last))
        .order_by("-month")
        .first(),
    )


def _lines(group: Group, year: int, items: list[BudgetItem], plan: PlanAndActual) -> list[Line]:
    """The programme's lines, and any that an item or an entry names."""
    lines = year_lines(group, year, [budget_row_of(item) for item in items])
    spent = {pk for pk in plan.by_line if pk is not None} - {line.pk for line in lines}
    return [*lines, *Line.objects.filter(pk__in=spent).order_by("id")]


def _sources(group: Group, year: int, flows: YearFlows, until: date) -> tuple[SourceAccount, ...]:
    """Every source that is open, or that anything stood in or moved through in the year."""
    expected, opening = expected_by_source(group, year), opening_balance_by_source(group, year)
    balances = balances_of(group, until=until)
    received, spent = flows.received_by("source"), flows.spent_by("source")
    touched = {*expected, *opening, *received, *spent, *flows.moved}
    return tuple(
        SourceAccount(
            source=one,
            expected=expected.get(one.pk, 0),
            opening=opening.get(one.pk, 0),
            received=received.get(one.pk, 0),
            spent=spent.get(one.pk, 0),
            moved=flows.moved.get(one.pk, SourceTransfers()),
            balance=balances.get(one.pk, 0),
        )
        for one in sources_of(group, with_closed=True)
        if one.closed_at is None or one.pk in touched
    )
