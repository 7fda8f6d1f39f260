"""What is wrong with a budget before money is spent: sources that promise less than is planned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gugus.funds.rules.budget_rows import BudgetRow


@dataclass(frozen=True)
class SourcePlan:
    """One source in a year: the planned income, what it holds from before, what is planned."""

    source: int
    expected: int
    carried: int
    planned: int

    @property
    def missing(self) -> int:
        """By how much the planned spending passes what there will be; 0 when it does not."""
        return max(0, self.planned - self.expected - max(0, self.carried))


def plans_by_source(
    rows: Iterable[BudgetRow], expected: Mapping[int, int], carried: Mapping[int, int]
) -> tuple[SourcePlan, ...]:
    """Every source that is expected, carried over, or planned to be spent of."""
    planned: dict[int, int] = {}
    for row in rows:
        planned[row.source] = planned.get(row.source, 0) + row.total
    known = {**planned, **expected, **carried}
    return tuple(
        SourcePlan(pk, expected.get(pk, 0), carried.get(pk, 0), planned.get(pk, 0))
        for pk in sorted(known)
    )


@dataclass(frozen=True)
class CostGap:
    """A programme line whose own estimate differs from its rows."""

    line: int
    cost: int
    planned: int


def cost_gaps(costs: Mapping[int, int], rows: Iterable[BudgetRow]) -> tuple[CostGap, ...]:
    """Lines whose estimated cost is not the total of their rows; `costs` by line."""
    planned = dict.fromkeys(costs, 0)
    for row in rows:
        if row.line is not None and row.line in planned:
            planned[row.line] += row.total
    return tuple(
        CostGap(line, cost, planned[line]) for line, cost in costs.items() if cost != planned[line]
    )
