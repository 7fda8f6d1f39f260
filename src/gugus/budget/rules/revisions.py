"""How much of a budget a revision shifts, and who has to say yes to it.

The definition: what is added to rows and what is taken from rows are counted apart, and the larger
of the two is what the revision *moves*. A pure shift of Rp100 from one row to another adds 100 and
takes 100: it moves 100, not 200. An increase of the whole budget by Rp100 adds 100 and takes
nothing: it moves 100 in full, as does a cut. (Half the sum of all absolute changes would count
increases and cuts only by half.) A row whose source or programme line changes is taken away whole
and added whole, because its money leaves one pocket for another. The share is what is moved of the
total that was agreed.

Many small revisions do not add up to a large one unseen: the share that decides is counted from the
budget as it was last agreed or approved, with all self-reported revisions since.

The limit belongs to what was agreed: raised afterwards it counts for budgets agreed from then on,
lowered it counts at once. So nobody raises it for one revision and lowers it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gugus.funds.rules.budget_rows import BudgetRow

# A group may ask for more than the juknis' 10, but where more than a quarter of the money changes
# its purpose it is another budget, and that is not reported by oneself.
MOST_PERCENT = 25


def effective_limit(agreed_with: int | None, now: int) -> int:
    """The limit in percent for a revision; None: the budget was agreed before limits were kept.

    >>> limit_that_counts(10, 25), limit_that_counts(10, 5), limit_that_counts(None, 100)
    (10, 5, 25)
    """
    return min(now if agreed_with is None else agreed_with, now, MOST_PERCENT)


@dataclass(frozen=True)
class BudgetShift:
    """What a revision adds, takes and so moves, in rupiah; `base` is the total before."""

    added: int
    taken: int
    base: int

    @property
    def moved(self) -> int:
        """The larger of what is added and what is taken."""
        return max(self.added, self.taken)

    @property
    def share(self) -> int:
        """Moved of the base in hundredths of a percent, rounded up: 10.001 % is not 10 %."""
        return -(-self.moved * 10_000 // self.base) if self.base else 0

    def passes(self, percent: int) -> bool:
        """Is more moved than so many percent? Judged on the exact amounts; nothing is 0 %."""
        return self.moved * 100 > percent * self.base


def budget_shift(before: Sequence[BudgetRow], after: Sequence[BudgetRow]) -> BudgetShift:
    """What lies between two states of a budget."""
    old = {(row.key, row.line, row.source): row.total for row in before}
    new = {(row.key, row.line, row.source): row.total for row in after}
    steps = [new.get(key, 0) - old.get(key, 0) for key in {**old, **new}]
    return BudgetShift(
        added=sum(step for step in steps if step > 0),
        taken=-sum(step for step in steps if step < 0),
        base=sum(old.values()),
    )


class RowChangeKind(StrEnum):
    """What happens to a row."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class BudgetRowChange:
    """One row that a revision touches."""

    what: RowChangeKind
    before: BudgetRow | None
    after: BudgetRow | None

    @property
    def step(self) -> int:
        """How much the row's total grows; less than nothing when it shrinks."""
        return (self.after.total if self.after else 0) - (self.before.total if self.before else 0)


def budget_row_changes(
    before: Sequence[BudgetRow], after: Sequence[BudgetRow]
) -> tuple[BudgetRowChange, ...]:
    """Every row that differs, in the order of the rows before; new ones last."""
    new = {row.key: row for row in after}
    old = {row.key for row in before}
    found = [
        BudgetRowChange(
            RowChangeKind.CHANGED if row.key in new else RowChangeKind.GONE, row, new.get(row.key)
        )
        for row in before
        if new.get(row.key) != row
    ]
    return (
        *found,
        *(BudgetRowChange(RowChangeKind.NEW, None, row) for row in after if row.key not in old),
    )


@dataclass(frozen=True)
class Overspent:
    """A row that a revision leaves with less than was spent of it."""

    row: BudgetRow
    left: int
    spent: int


def overspent_rows(
    touched: Sequence[BudgetRowChange], spent: dict[int, int]
) -> tuple[Overspent, ...]:
    """Rows that a revision takes out or cuts below what was spent; `spent` by stored item."""
    found = []
    for change in touched:
        if change.before is None or change.before.stored is None:
            continue
        used, left = spent.get(change.before.stored, 0), change.after.total if change.after else 0
        if used > left:
            found.append(Overspent(change.before, left, used))
    return tuple(found)


class BudgetRevisionFault(StrEnum):
    """Why a revision cannot be handed in."""

    NOTHING = "nothing"
    EMPTY = "empty"


def budget_revision_fault(
    before: Sequence[BudgetRow], after: Sequence[BudgetRow]
) -> BudgetRevisionFault | None:
    """A revision changes something, and leaves a budget."""
    if not sum(row.total for row in after):
        return BudgetRevisionFault.EMPTY
    return None if budget_row_changes(before, after) else BudgetRevisionFault.NOTHING
