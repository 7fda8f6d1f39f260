"""The year's account on the screen: plan against actual, and the summary that every member reads."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.actuals.queries.account import YearAccount
from gugus.actuals.rules.actuals import PersonHours, PlanAndSpent
from gugus.budget.pages import links
from gugus.budget.pages.rows import month_of
from gugus.budget.queries import budget_years
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label
from gugus.platform.web.formats import decimal, short_date
from gugus.platform.web.links import Link
from gugus.programme.rules.months import SCHOOL_MONTHS


@dataclass(frozen=True)
class FigureRow:
    """Planned, spent, what is left, and the percentage ('–' where nothing was planned)."""

    title: str
    planned: int
    spent: int
    rest: int
    percent: str
    over: bool


@dataclass(frozen=True)
class FigureTable:
    """One breakdown of the year."""

    title: str
    heading: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True)
class HourRow:
    """What an hour of one person cost, and on what that stands."""

    title: str
    spent: int
    meetings: int
    people: int
    hours: str
    cost: int | None


@dataclass(frozen=True)
class ActualPage:
    """The screen `actuals:actual`."""

    year: str
    years: tuple[Link, ...]
    back_href: str
    until: str
    has_budget: bool
    budget_href: str
    anything: bool
    total: FigureRow
    tables: tuple[FigureTable, ...]
    hours: tuple[HourRow, ...]
    in_all: HourRow
    unrecorded: str
    papers: tuple[Link, ...]


@dataclass(frozen=True)
class SourceTotals:
    """One source: came in, went out, holds."""

    name: str
    received: int
    spent: int
    balance: int


@dataclass(frozen=True)
class MoneyReportPage:
    """The screen `actuals:report`: the group's money for every member; no names, no receipts."""

    year: str
    years: tuple[Link, ...]
    until: str
    anything: bool
    received: int
    spent: int
    balance: int
    sources: tuple[SourceTotals, ...]
    lines: tuple[FigureRow, ...]
    total: FigureRow
    sees_more: bool
    budget_href: str
    sources_href: str
    actual_href: str
    papers: tuple[Link, ...]


def actual_page(account: YearAccount) -> ActualPage:
    """The year's plan against its spending."""
    group, year = account.group, account.year
    return ActualPage(
        year=school_year_label(year),
        years=_years(group, year, "actuals:actual"),
        back_href=links.to_year(group, year, "actuals:report"),
        until=short_date(account.until),
        has_budget=account.budget is not None,
        budget_href=links.to_year(group, year),
        anything=_anything(account),
        total=figure_row(_("Seluruhnya"), account.plan.total),
        tables=(
            FigureTable(_("Menurut program"), _("Program"), line_figure_rows(account)),
            FigureTable(_("Menurut sumber dana"), _("Sumber dana"), _by_source(account)),
            FigureTable(_("Menurut bulan"), _("Bulan"), _by_month(account)),
        ),
        hours=_hours(account),
        in_all=hour_row(_("Seluruhnya"), account.per_hour_in_all),
        unrecorded=_unrecorded(len(account.hours.unrecorded)),
        papers=_papers(group, year),
    )


def money_report_page(actor: Actor, account: YearAccount) -> MoneyReportPage:
    """The summary, and links to the details for those with the right."""
    group, year = account.group, account.year
    sees = actor.may(May.SEE_MONEY, group.pk)
    return MoneyReportPage(
        year=school_year_label(year),
        years=_years(group, year, "actuals:report"),
        until=short_date(account.until),
        anything=_anything(account),
        received=account.flows.received,
        spent=account.flows.spent,
        balance=account.balance,
        sources=tuple(
            SourceTotals(one.source.name, one.received, one.spent, one.balance)
            for one in account.sources
        ),
        lines=line_figure_rows(account),
        total=figure_row(_("Seluruhnya"), account.plan.total),
        sees_more=sees,
        budget_href=links.to_year(group, year),
        sources_href=links.to_year(group, year, "budget:sources"),
        actual_href=links.to_year(group, year, "actuals:actual"),
        papers=_papers(group, year) if sees else (),
    )


def figure_row(title: str, figures: PlanAndSpent) -> FigureRow:
    """Figures with their title."""
    return FigureRow(
        title=title,
        planned=figures.planned,
        spent=figures.spent,
        rest=abs(figures.rest),
        percent=percent_text(figures.percent),
        over=figures.rest < 0,
    )


def percent_text(value: float | None) -> str:
    """'62,5 %', or a dash."""
    return "–" if value is None else f"{decimal(value)} %"


def line_figure_rows(account: YearAccount) -> tuple[FigureRow, ...]:
    """Lines with a plan or spending, what belongs to no line, and what no row planned."""
    by_line, titles = account.plan.by_line, [(x.pk, x.title) for x in account.lines]
    rows = [figure_row(title, by_line[pk]) for pk, title in titles if pk in by_line]
    if None in by_line:
        rows.append(figure_row(_("Umum (bukan program tertentu)"), by_line[None]))
    if account.plan.unplanned:
        spent = PlanAndSpent(0, account.plan.unplanned)
        rows.append(figure_row(_("Belanja di luar baris anggaran"), spent))
    return tuple(rows)


def hour_row(title: str, one: PersonHours) -> HourRow:
    """What it cost, with how many meetings and people it stands on."""
    return HourRow(title, one.spent, one.meetings, one.people, decimal(one.hours), one.cost)


def _years(group: Group, year: int, name: str) -> tuple[Link, ...]:
    known = budget_years(group, year)
    return year_switch(known, year, lambda one: links.to_year(group, one, name))


def _anything(account: YearAccount) -> bool:
    return bool(account.items or account.flows.flows or account.balance)


def _by_source(account: YearAccount) -> tuple[FigureRow, ...]:
    figures = account.plan.by_source
    return tuple(
        figure_row(one.source.name, figures.get(one.source.pk, PlanAndSpent()))
        for one in account.sources
    )


def _by_month(account: YearAccount) -> tuple[FigureRow, ...]:
    figures = account.plan.by_month
    months: tuple[int | None, ...] = (*SCHOOL_MONTHS, None)
    return tuple(figure_row(month_of(m), figures[m]) for m in months if m in figures)


def _hours(account: YearAccount) -> tuple[HourRow, ...]:
    return tuple(
        hour_row(line.title, account.per_hour[line.pk])
        for line in account.lines
        if line.pk in account.per_hour
    )


def _unrecorded(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(number)s pertemuan belum dicatat kehadirannya dan tidak ikut dihitung.",
        "%(number)s pertemuan belum dicatat kehadirannya dan tidak ikut dihitung.",
        number,
    ) % {"number": number}


def _papers(group: Group, year: int) -> tuple[Link, ...]:
    names = (("pdf", _("LPJ (PDF)")), ("docx", _("LPJ (Word)")), ("xlsx", _("LPJ (Excel)")))
    return tuple(
        Link(title, links.to_file(group, year, "actuals:account", kind)) for kind, title in names
    )
