"""Reads about a year's budget: its rows, its revisions, what its sources are to bring."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet, Sum

from gugus.budget.models import BudgetRevision
from gugus.budget.rules.limits import SourcePlan, plans_by_source
from gugus.budget.rules.revisions import (
    BudgetRowChange,
    Overspent,
    budget_row_changes,
    budget_shift,
    effective_limit,
    overspent_rows,
)
from gugus.cash.queries.book import balances_of, spent_by_item
from gugus.cash.queries.flows import YearFlows, flows_of
from gugus.funds.models import (
    Budget,
    BudgetItem,
    Contribution,
    LimitChange,
    Source,
    TreasurySettings,
)
from gugus.funds.queries import sources_of, treasury_settings_of
from gugus.funds.rules.budget_rows import BudgetRow, rows_from_json, without_trailing_zeros
from gugus.people.clock import current_year
from gugus.people.models import Group, School
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


def numbered_revisions(budget: Budget) -> QuerySet[BudgetRevision]:
    """The revisions that were handed in, the newest first."""
    rows = budget.revisions.exclude(number=None).select_related("budget__group")
    return rows.order_by("-number")


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


@dataclass(frozen=True)
class BudgetReading:
    """Rows of a year's budget beside the programme's lines and the money that there will be."""

    rows: tuple[BudgetRow, ...]
    lines: list[Line]
    sources: dict[int, Source]
    plans: tuple[SourcePlan, ...]

    @property
    def total(self) -> int:
        """All that is planned."""
        return sum(row.total for row in self.rows)


def budget_reading(group: Group, year: int, rows: tuple[BudgetRow, ...]) -> BudgetReading:
    """Rows of a year, of its budget or of a revision, with what they are measured by."""
    return BudgetReading(
        rows=rows,
        lines=year_lines(group, year, rows),
        sources={one.pk: one for one in sources_of(group, with_closed=True)},
        plans=plans_by_source(
            rows, expected_by_source(group, year), opening_balance_by_source(group, year)
        ),
    )


@dataclass(frozen=True)
class RevisionReading:
    """Rows before and after a revision, and what differs."""

    before: tuple[BudgetRow, ...]
    after: BudgetReading
    touched: tuple[BudgetRowChange, ...]
    share: int
    share_since: int
    # None on a revision handed in before limits were kept.
    limit: int | None
    needs_approval: bool
    # Rows that are left with less than was spent of them.
    cuts: tuple[Overspent, ...]
    # Changes of the limit since the budget was agreed, and whether they count here.
    limit_changes: list[tuple[LimitChange, bool]]


def revision_reading(revision: BudgetRevision) -> RevisionReading:
    """A revision as it was handed in, or a working copy as it stands."""
    budget, after = revision.budget, rows_from_json(revision.after)
    in_force, limit_now = budget_rows_of(budget), limit_of(budget)
    if revision.state == BudgetRevision.State.DRAFT:
        before, since = in_force, budget_shift(approved_rows(budget), after)
        share, share_since = budget_shift(before, after).share, since.share
        limit: int | None = limit_now
        needs_approval = since.passes(limit_now)
    else:
        before, needs_approval = rows_from_json(revision.before), revision.needs_approval
        share, share_since = revision.share, revision.share_since
        limit = revision.limit_percent
    counted = limit_now if revision.limit_percent is None else revision.limit_percent
    return RevisionReading(
        before=before,
        after=budget_reading(budget.group, budget.school_year, after),
        touched=budget_row_changes(before, after),
        share=share,
        share_since=share_since,
        limit=limit,
        needs_approval=needs_approval,
        cuts=overspent_rows(budget_row_changes(in_force, after), spent_by_item(budget)),
        limit_changes=[(one, one.after <= counted) for one in limit_changes(budget, revision)],
    )


@dataclass(frozen=True)
class SourceMoney:
    """The group's sources in a year: what each is to bring, brought and holds, and by school."""

    sources: list[Source]
    expected: dict[int, int]
    balances: dict[int, int]
    flows: YearFlows
    # What a school is to bring to a source, by source and school.
    planned: dict[tuple[int, int], int]
    # Each source and school of which something is expected or came.
    pairs: set[tuple[int, int]]
    schools: dict[int, str]


def source_money(group: Group, year: int) -> SourceMoney:
    """The group's sources in a year."""
    flows = flows_of(group, year)
    rows = Contribution.objects.filter(source__group=group, school_year=year)
    planned = {(r.source_id, r.school_id): r.planned for r in rows if r.school_id is not None}
    came = {(f.source, f.school) for f in flows.flows if f.school is not None and f.received}
    pairs = {*planned, *came}
    schools = School.objects.filter(pk__in=[school for _source, school in pairs])
    return SourceMoney(
        sources=list(sources_of(group, with_closed=True)),
        expected=expected_by_source(group, year),
        balances=balances_of(group),
        flows=flows,
        planned=planned,
        pairs=pairs,
        schools=dict(schools.values_list("pk", "name")),
    )


@dataclass(frozen=True)
class RevisionRule:
    """The group's rules of money, the limit that a year's budget has, and how it came to be."""

    settings: TreasurySettings
    percent: int
    changes: list[LimitChange]


def revision_rule(group: Group, year: int) -> RevisionRule:
    """The rules that hold in a year."""
    settings, budget = treasury_settings_of(group), budget_of(group, year)
    changes = group.limit_changes.select_related("changed_by").order_by("-id")[:3]
    percent = limit_of(budget) if budget is not None else settings.revision_percent
    return RevisionRule(settings, percent, list(changes))
