"""The budget of a school year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gugus.budget.models import BudgetRevision
from gugus.budget.pages import links
from gugus.budget.pages.rows import BudgetLineSection, budget_line_rows, month_of
from gugus.budget.queries import BudgetReading
from gugus.budget.rules.limits import CostGap, SourcePlan, cost_gaps
from gugus.funds.models import Budget, Source
from gugus.funds.rules.budget_rows import BudgetRow
from gugus.funds.rules.rupiah import MAX_IN_WORDS, terbilang
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label
from gugus.platform.web.formats import decimal, rupiah, short_date
from gugus.platform.web.links import Link
from gugus.programme.models import Line, Programme
from gugus.programme.rules.months import SCHOOL_MONTHS
from gugus.programme.rules.status import lines_may_change


@dataclass(frozen=True)
class BudgetPage:
    """The screen `budget:budget`; there is no `budget` before the year is begun."""

    year: str
    year_number: int
    years: tuple[Link, ...]
    budget: Budget | None
    has_sources: bool
    # The revision that is being written or waits.
    revision: BudgetRevision | None
    may_plan: bool
    may_write: bool
    may_agree: bool
    may_revise: bool
    may_take_costs: bool
    may_give_costs: bool
    warnings: tuple[str, ...]
    groups: tuple[BudgetLineSection, ...]
    total: int
    total_words: str
    by_source: tuple[tuple[Source, SourcePlan], ...]
    by_month: tuple[tuple[str, int], ...]
    revisions: tuple[tuple[BudgetRevision, str], ...]


@dataclass(frozen=True)
class YearOfBudget:
    """A school year with its budget and programme, and the years that can be looked at."""

    group: Group
    year: int
    years: tuple[int, ...]
    budget: Budget | None
    programme: Programme | None


def budget_page(
    actor: Actor,
    of: YearOfBudget,
    found: BudgetReading,
    revision: BudgetRevision | None,
    revisions: Iterable[BudgetRevision],
) -> BudgetPage:
    """Everything of a year's budget, as far as this person may act on it."""
    group, budget, rows, lines = of.group, of.budget, found.rows, found.lines
    plans = actor.may(May.PLAN_BUDGET, group.pk)
    is_draft = budget is not None and budget.state == Budget.State.DRAFT
    gaps = cost_gaps({line.pk: line.cost for line in lines}, rows) if rows else ()
    has_sources = any(one.closed_at is None for one in found.sources.values())
    writes = is_draft and plans and has_sources
    planned = {row.line for row in rows}
    return BudgetPage(
        year=school_year_label(of.year),
        year_number=of.year,
        years=year_switch(of.years, of.year, lambda one: links.to_year(group, one)),
        budget=budget,
        has_sources=has_sources,
        revision=revision,
        may_plan=plans,
        may_write=writes,
        may_agree=is_draft and bool(rows) and actor.may(May.AGREE_BUDGET, group.pk),
        may_revise=plans and budget is not None and not is_draft and revision is None,
        may_take_costs=writes and any(one.cost and one.pk not in planned for one in lines),
        may_give_costs=plans and budget is not None and _may_give_costs(of.programme, gaps),
        warnings=_warnings(found, gaps),
        groups=budget_line_rows(found, writes=writes, notes=_notes(gaps)) if budget else (),
        total=found.total,
        total_words=f"{terbilang(found.total)} rupiah" if found.total <= MAX_IN_WORDS else "",
        by_source=tuple(
            (found.sources[one.source], one) for one in found.plans if one.source in found.sources
        ),
        by_month=_by_month(rows),
        revisions=tuple((one, _revision_detail(one)) for one in revisions),
    )


def shortage_texts(found: BudgetReading) -> list[str]:
    """Each source of which more is planned to be spent than it will hold."""
    return [
        _shortage_text(plan, found.sources[plan.source].name, found.rows, found.lines)
        for plan in found.plans
        if plan.missing
    ]


def _shortage_text(
    plan: SourcePlan, name: str, rows: Sequence[BudgetRow], lines: Iterable[Line]
) -> str:
    words = {
        "source": name,
        "missing": rupiah(plan.missing),
        "planned": rupiah(plan.planned),
        "have": rupiah(plan.expected + max(0, plan.carried)),
        "lines": _largest(plan.source, rows, lines),
    }
    if not plan.expected and plan.carried <= 0:
        return (
            _(
                "Dana %(source)s direncanakan dibelanjakan %(planned)s, tetapi belum ada uang yang "
                "diharapkan. Terbesar: %(lines)s."
            )
            % words
        )
    return (
        _(
            "Dana %(source)s terlampaui %(missing)s: rencana belanja %(planned)s, uangnya %(have)s. "
            "Terbesar: %(lines)s."
        )
        % words
    )


# A sentence names no more programmes than one can read.
_NAMED = 3


def _largest(source: int, rows: Sequence[BudgetRow], lines: Iterable[Line]) -> str:
    """'Lokakarya Rp300.000; Umum Rp50.000': what the most of a source is planned for."""
    titles, sums = {line.pk: line.title for line in lines}, dict[str, int]()
    for row in rows:
        if row.source == source:
            title = titles.get(row.line or 0, _("Umum"))
            sums[title] = sums.get(title, 0) + row.total
    largest = sorted(sums.items(), key=lambda one: -one[1])[:_NAMED]
    return "; ".join(f"{title} {rupiah(total)}" for title, total in largest)


def _warnings(found: BudgetReading, gaps: Sequence[CostGap]) -> tuple[str, ...]:
    said = shortage_texts(found)
    without = [gap for gap in gaps if not gap.planned]
    if without:
        titles = {line.pk: line.title for line in found.lines}
        said.append(
            _("Program yang berbiaya tetapi belum dianggarkan: %(titles)s.")
            % {"titles": "; ".join(titles[gap.line] for gap in without)}
        )
    return tuple(said)


def _notes(gaps: Sequence[CostGap]) -> dict[int, str]:
    return {
        gap.line: _("Perkiraan di program: %(cost)s.") % {"cost": rupiah(gap.cost)} for gap in gaps
    }


def _by_month(rows: Sequence[BudgetRow]) -> tuple[tuple[str, int], ...]:
    sums: dict[int | None, int] = {}
    for row in rows:
        sums[row.month] = sums.get(row.month, 0) + row.total
    months: tuple[int | None, ...] = (*SCHOOL_MONTHS, None)
    return tuple((month_of(month), sums[month]) for month in months if month in sums)


def _may_give_costs(programme: Programme | None, gaps: Sequence[CostGap]) -> bool:
    """Lines take over their budget as long as the programme may still change."""
    differ = any(gap.planned for gap in gaps)
    return programme is not None and differ and lines_may_change(programme.status)


def _revision_detail(row: BudgetRevision) -> str:
    words = {
        "day": short_date(row.dated or date.min),
        "share": share_text(row.share),
        "limit": row.limit_percent,
        "reason": row.reason,
    }
    if row.limit_percent is None:
        return _("%(day)s · bergeser %(share)s %% · %(reason)s") % words
    return _("%(day)s · bergeser %(share)s %%, batas %(limit)s %% · %(reason)s") % words


def share_text(hundredths: int) -> str:
    """'6,5' of 650 hundredths of a percent."""
    text = decimal(hundredths / 100, 2)
    return text[:-3] if text.endswith(("00",)) else text.rstrip("0")
