"""The budget of a school year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gugus.budget.models import BudgetRevision
from gugus.budget.pages import links
from gugus.budget.pages.rows import BudgetLineSection, budget_line_rows, month_of
from gugus.budget.queries import (
    budget_rows_of,
    budget_years,
    expected_by_source,
    open_revision,
    opening_balance_by_source,
    year_lines,
)
from gugus.budget.rules.limits import CostGap, SourcePlan, cost_gaps, plans_by_source
from gugus.funds.models import Budget, Source
from gugus.funds.queries import sources_of
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
class TitledAmount:
    """Something with its money."""

    title: str
    amount: int


@dataclass(frozen=True)
class SourcePlanRow:
    """One source: the planned income, what it carries over, what is planned of it."""

    name: str
    expected: int
    carried: int
    planned: int
    missing: int


@dataclass(frozen=True)
class BudgetRevisionRow:
    """One revision in the list."""

    title: str
    href: str
    detail: str
    state: str
    waits: bool


@dataclass(frozen=True)
class BudgetPage:
    """The screen `budget:budget`; `exists` is False before the year is begun."""

    year: str
    year_number: int
    years: tuple[Link, ...]
    exists: bool
    may_start: bool
    has_sources: bool
    start_href: str
    is_draft: bool
    state: str
    state_help: str
    revision_href: str
    revision_note: str
    begin_href: str
    agree_href: str
    add_href: str
    more: tuple[Link, ...]
    warnings: tuple[str, ...]
    groups: tuple[BudgetLineSection, ...]
    total: int
    total_words: str
    by_source: tuple[SourcePlanRow, ...]
    by_month: tuple[TitledAmount, ...]
    costs_href: str
    papers: tuple[Link, ...]
    revisions: tuple[BudgetRevisionRow, ...]
    sources_href: str


def budget_page(
    actor: Actor, group: Group, year: int, budget: Budget | None, programme: Programme | None
) -> BudgetPage:
    """Everything of a year's budget, as far as this person may act on it."""
    plans = actor.may(May.PLAN_BUDGET, group.pk)
    rows = budget_rows_of(budget) if budget is not None else ()
    lines = year_lines(group, year, rows)
    sources = {one.pk: one for one in sources_of(group, with_closed=True)}
    is_draft = budget is not None and budget.state == Budget.State.DRAFT
    revision = open_revision(budget) if budget is not None else None
    gaps = cost_gaps({line.pk: line.cost for line in lines}, rows) if rows else ()
    by_source = plans_by_source(
        rows, expected_by_source(group, year), opening_balance_by_source(group, year)
    )
    total = sum(row.total for row in rows)
    open_sources = any(one.closed_at is None for one in sources.values())
    writes = is_draft and plans and open_sources
    return BudgetPage(
        year=school_year_label(year),
        year_number=year,
        years=year_switch(budget_years(group, year), year, lambda one: links.to_year(group, one)),
        exists=budget is not None,
        may_start=plans,
        has_sources=open_sources,
        start_href=links.to_year(group, year, "budget:start").partition("?")[0],
        is_draft=is_draft,
        state=budget.get_state_display() if budget else "",
        state_help=_state_help(budget) if budget else "",
        revision_href=links.to_revision(revision) if revision else "",
        revision_note=_revision_note(revision),
        begin_href=_begin_href(budget, revision) if plans else "",
        agree_href=_agree_href(actor, budget, rows),
        add_href=links.to_budget(budget, "budget:row_add") if budget and writes else "",
        more=_more(group, year, budget, lines, rows) if writes else (),
        warnings=_warnings(by_source, sources, rows, lines, gaps),
        groups=budget_line_rows(budget, rows, lines, sources, writes=writes, notes=_notes(gaps))
        if budget is not None
        else (),
        total=total,
        total_words=f"{terbilang(total)} rupiah" if total <= MAX_IN_WORDS else "",
        by_source=_by_source(by_source, sources),
        by_month=_by_month(rows),
        costs_href=_costs_href(budget, programme, gaps) if plans else "",
        papers=_papers(group, year, budget),
        revisions=_revisions(budget),
        sources_href=links.to_year(group, year, "budget:sources"),
    )


def _state_help(budget: Budget) -> str:
    if budget.agreed_on is None:
        return _("Barisnya masih dapat diubah. Ketua menyepakatinya bila sudah selesai.")
    return _("Disepakati %(day)s. Sesudah itu hanya berubah lewat revisi bernomor.") % {
        "day": short_date(budget.agreed_on)
    }


def _revision_note(revision: BudgetRevision | None) -> str:
    if revision is None:
        return ""
    if revision.state == BudgetRevision.State.PENDING:
        return _("Revisi %(number)s menunggu persetujuan; yang di bawah ini masih berlaku.") % {
            "number": revision.number
        }
    return _("Revisi sedang disusun oleh %(name)s; yang di bawah ini masih berlaku.") % {
        "name": revision.made_by.name
    }


def _begin_href(budget: Budget | None, revision: BudgetRevision | None) -> str:
    agreed = budget is not None and budget.state == Budget.State.AGREED
    return (
        links.to_budget(budget, "budget:revision_begin")
        if budget and agreed and not revision
        else ""
    )


def _agree_href(actor: Actor, budget: Budget | None, rows: Sequence[BudgetRow]) -> str:
    if budget is None or budget.state != Budget.State.DRAFT or not rows:
        return ""
    may = actor.may(May.AGREE_BUDGET, budget.group_id)
    return links.to_budget(budget, "budget:agree") if may else ""


def _more(
    group: Group, year: int, budget: Budget | None, lines: Sequence[Line], rows: Sequence[BudgetRow]
) -> tuple[Link, ...]:
    planned = {row.line for row in rows}
    if budget is None or not any(line.cost and line.pk not in planned for line in lines):
        return ()
    return (Link(_("Ambil biaya dari program"), links.to_budget(budget, "budget:costs_in")),)


def shortage_text(
    plan: SourcePlan, name: str, rows: Sequence[BudgetRow], lines: Iterable[Line]
) -> str:
    """That more is planned to be spent of a source than it will hold, and for what the most."""
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


def _warnings(
    plans: Sequence[SourcePlan],
    sources: dict[int, Source],
    rows: Sequence[BudgetRow],
    lines: Sequence[Line],
    gaps: Sequence[CostGap],
) -> tuple[str, ...]:
    short = [plan for plan in plans if plan.missing]
    said = [shortage_text(plan, sources[plan.source].name, rows, lines) for plan in short]
    without = [gap for gap in gaps if not gap.planned]
    if without:
        titles = {line.pk: line.title for line in lines}
        said.append(
            _("Program yang berbiaya tetapi belum dianggarkan: %(titles)s.")
            % {"titles": "; ".join(titles[gap.line] for gap in without)}
        )
    return tuple(said)


def _notes(gaps: Sequence[CostGap]) -> dict[int, str]:
    return {
        gap.line: _("Perkiraan di program: %(cost)s.") % {"cost": rupiah(gap.cost)} for gap in gaps
    }


def _by_source(
    plans: Sequence[SourcePlan], sources: dict[int, Source]
) -> tuple[SourcePlanRow, ...]:
    return tuple(
        SourcePlanRow(
            sources[plan.source].name, plan.expected, plan.carried, plan.planned, plan.missing
        )
        for plan in plans
        if plan.source in sources
    )


def _by_month(rows: Sequence[BudgetRow]) -> tuple[TitledAmount, ...]:
    sums: dict[int | None, int] = {}
    for row in rows:
        sums[row.month] = sums.get(row.month, 0) + row.total
    months: tuple[int | None, ...] = (*SCHOOL_MONTHS, None)
    return tuple(TitledAmount(month_of(month), sums[month]) for month in months if month in sums)


def _costs_href(budget: Budget | None, programme: Programme | None, gaps: Sequence[CostGap]) -> str:
    """Where lines take over their budget, as long as the programme may still change."""
    differ = any(gap.planned for gap in gaps)
    if budget is None or programme is None or not differ:
        return ""
    return links.to_budget(budget, "budget:costs_out") if lines_may_change(programme.status) else ""


def _papers(group: Group, year: int, budget: Budget | None) -> tuple[Link, ...]:
    if budget is None:
        return ()
    names = (("pdf", _("RAB (PDF)")), ("docx", _("RAB (Word)")), ("xlsx", _("RAB (Excel)")))
    return tuple(
        Link(title, links.to_file(group, year, "actuals:rab", kind)) for kind, title in names
    )


def _revisions(budget: Budget | None) -> tuple[BudgetRevisionRow, ...]:
    if budget is None:
        return ()
    rows = budget.revisions.exclude(number=None).select_related("budget__group")
    return tuple(
        BudgetRevisionRow(
            title=_("Revisi %(number)s") % {"number": row.number},
            href=links.to_revision(row),
            detail=_revision_detail(row),
            state=row.get_state_display(),
            waits=row.state == BudgetRevision.State.PENDING,
        )
        for row in rows.order_by("-number")
    )


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
