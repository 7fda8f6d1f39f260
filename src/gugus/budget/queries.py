"""Reads about a year's budget: its rows, its revisions, what its sources are to bring."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet, Sum

from gugus.budget.models import BudgetRevision
from gugus.budget.rules.revisions import effective_limit
from gugus.cash.queries.book import balances_of
from gugus.funds.models import Budget, BudgetItem, Contribution, LimitChange
from gugus.funds.queries import treasury_settings_of
from gugus.funds.rules.budget_rows import BudgetRow, rows_from_json, without_trailing_zeros
from gugus.people.clock import current_year
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds
from gugus.programme.models import Line
from gugus.programme.queries import lines_of, programme_of

OPEN_STATES = (BudgetRevision.State.DRAFT, BudgetRevision.State.PENDING)


def budget_of(group: Group, year: int) -> Budget | None:
    """The group's budget of a school year."""
    return Budget.objects.filter(group=group, school_year=year).select_related("group").first()


def budget_years(group: Group, *more: int) -> tuple[int, ...]:
    """Years that can be looked at, newest first: with a budget, this one and the next."""
    known = Budget.objects.filter(group=group).values_list("school_year", flat=True)
    this = current_year(group)
    return tuple(sorted({*known, this, this + 1, *more}, reverse=True))


def items_of(budget: Budget) -> list[BudgetItem]:
    """The items in force, with their lines and sources."""
    return list(budget.items.filter(removed_at=None).select_related("line", "source"))


def budget_row_of(item: BudgetItem) -> BudgetRow:
    """A stored item as a row."""
    return BudgetRow(
        key=str(item.pk),
        line=item.line_id,
        source=item.source_id,
        item=item.item,
        volume=str(without_trailing_zeros(item.volume)),
        unit=item.unit,
        price=item.price,
        total=item.total,
        month=item.month,
    )


def budget_rows_of(budget: Budget) -> tuple[BudgetRow, ...]:
    """The rows in force."""
    return tuple(budget_row_of(item) for item in items_of(budget))


def open_revision(budget: Budget) -> BudgetRevision | None:
    """The revision that is being written or waits for approval."""
    return budget.revisions.filter(state__in=OPEN_STATES).select_related("made_by").first()


def revisions_waiting(group: Group) -> QuerySet[BudgetRevision]:
    """The revisions of the group's budgets that wait for a decision, the oldest first."""
    rows = BudgetRevision.objects.filter(budget__group=group, state=BudgetRevision.State.PENDING)
    return rows.order_by("id")


def limit_of(budget: Budget) -> int:
    """The percent above which a revision of this budget that is handed in now needs approval."""
    return effective_limit(
        budget.revision_percent, treasury_settings_of(budget.group).revision_percent
    )


def limit_changes(budget: Budget, revision: BudgetRevision | None = None) -> list[LimitChange]:
    """Changes of the group's limit since the budget was agreed, up to a revision handed in."""
    rows = LimitChange.objects.filter(group=budget.group).select_related("changed_by")
    if budget.agreed_on is None:
        return []
    zone = ZoneInfo(budget.group.time_zone)
    rows = rows.filter(changed_at__gte=datetime.combine(budget.agreed_on, time.min, zone))
    if revision is not None and revision.number is not None:
        rows = rows.filter(changed_at__lte=revision.made_at)
    return list(rows.order_by("id"))


def approved_rows(budget: Budget) -> tuple[BudgetRow, ...]:
    """The rows as they were last agreed or approved: what the next revision is measured by."""
    in_force = budget.revisions.filter(state=BudgetRevision.State.IN_FORCE).order_by("number")
    approved = in_force.filter(needs_approval=True).last()
    if approved is not None:
        return rows_from_json(approved.after)
    first = in_force.first()
    return rows_from_json(first.before) if first is not None else budget_rows_of(budget)


def year_lines(group: Group, year: int, rows: Sequence[BudgetRow] = ()) -> list[Line]:
    """The programme's lines in their order, and any other line that rows point to."""
    programme = programme_of(group, year)
    lines = lines_of(programme) if programme is not None else []
    known = {line.pk for line in lines}
    more = {row.line for row in rows if row.line is not None} - known
    others = Line.objects.filter(pk__in=more, programme__group=group)
    return [*lines, *others.order_by("id")]


def expected_by_source(group: Group, year: int) -> dict[int, int]:
    """What each source is to bring in a school year, as far as anything was written down."""
    rows = Contribution.objects.filter(source__group=group, school_year=year).order_by()
    return dict(rows.values_list("source_id").annotate(total=Sum("planned")))


def opening_balance_by_source(group: Group, year: int) -> dict[int, int]:
    """What each source held before the school year began; sources without anything left out."""
    before = school_year_bounds(year)[0] - timedelta(days=1)
    return {pk: held for pk, held in balances_of(group, until=before).items() if held}
