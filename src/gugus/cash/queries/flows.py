"""What came in and what was spent in a school year, corrections taken back, by whatever is asked.

An entry speaks of spending when it is spent money, or takes spending back; else of income. So a
correction reduces the side that it corrects, in the month that its own date falls in, as in the
cash book. Transfers between sources are neither; they are counted separately.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gugus.cash.models import CashEntry
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds

GroupKey = int | None


@dataclass(frozen=True)
class CashFlow:
    """One entry's worth of it: `spent` or `received` may be less than nothing (a correction)."""

    source: int
    item: GroupKey
    line: GroupKey
    school: GroupKey
    month: int
    received: int
    spent: int


@dataclass(frozen=True)
class SourceTransfers:
    """Money moved from or to one source within the year."""

    came: int = 0
    went: int = 0


@dataclass(frozen=True)
class YearFlows:
    """All entries of a school year as flows; `moved` by source."""

    flows: tuple[CashFlow, ...]
    moved: Mapping[int, SourceTransfers] = field(default_factory=dict)

    @property
    def spent(self) -> int:
        """All spending of the year."""
        return sum(flow.spent for flow in self.flows)

    @property
    def received(self) -> int:
        """All income of the year."""
        return sum(flow.received for flow in self.flows)

    def received_by(self, name: str) -> dict[GroupKey, int]:
        """Income by 'source', 'school' or 'month'."""
        return self._by(name, "received")

    def spent_by(self, name: str) -> dict[GroupKey, int]:
        """Spending by 'source', 'line', 'item' or 'month'."""
        return self._by(name, "spent")

    def received_of(self, source: int, school: GroupKey) -> int:
        """What one school brought to one source."""
        return sum(f.received for f in self.flows if (f.source, f.school) == (source, school))

    def _by(self, name: str, what: str) -> dict[GroupKey, int]:
        found: dict[GroupKey, int] = {}
        for flow in self.flows:
            amount = getattr(flow, what)
            if amount:
                key = getattr(flow, name)
                found[key] = found.get(key, 0) + amount
        return found


def flows_of(group: Group, year: int) -> YearFlows:
    """Every entry dated in a school year, in one query."""
    rows = CashEntry.objects.filter(group=group, dated__range=school_year_bounds(year)).order_by()
    flows, moved = [], dict[int, SourceTransfers]()
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
            so_far = moved.get(source, SourceTransfers())
            moved[source] = SourceTransfers(so_far.came + received, so_far.went + spent)
            continue
        is_spending = wrong > 0 if corrects is not None else spent > 0
        flows.append(
            CashFlow(
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
