"""The year's account on the screen: plan against actual, and the summary that every member reads."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gugus.actuals.queries.account import YearAccount
from gugus.actuals.rules.actuals import PersonHours, PlanAndSpent
from gugus.budget.pages import links
from gugus.budget.pages.rows import month_of
from gugus.people.access import Actor
from gugus.people.rules.roles import May
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label
from gugus.platform.web.formats import decimal
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
class ActualPage:
    """The screen `actuals:actual`; hours are what an hour of one person cost, by line."""

    year: str
    years: tuple[Link, ...]
    account: YearAccount
    total: FigureRow
    tables: tuple[FigureTable, ...]
    hours: tuple[tuple[str, PersonHours], ...]


@dataclass(frozen=True)
class MoneyReportPage:
    """The screen `actuals:report`: the group's money for every member; no names, no receipts."""

    year: str
    years: tuple[Link, ...]
    account: YearAccount
    lines: tuple[FigureRow, ...]
    total: FigureRow
    sees_more: bool


def actual_page(account: YearAccount, years: Sequence[int]) -> ActualPage:
    """The year's plan against its spending; `years` can be looked at."""
    return ActualPage(
        year=school_year_label(account.year),
        years=_years(account, years, "actuals:actual"),
        account=account,
        total=figure_row(_("Seluruhnya"), account.plan.total),
        tables=(
            FigureTable(_("Menurut program"), _("Program"), line_figure_rows(account)),
            FigureTable(_("Menurut sumber dana"), _("Sumber dana"), _by_source(account)),
            FigureTable(_("Menurut bulan"), _("Bulan"), _by_month(account)),
        ),
        hours=tuple(
            (line.title, account.per_hour[line.pk])
            for line in account.lines
            if line.pk in account.per_hour
        ),
    )


def money_report_page(actor: Actor, account: YearAccount, years: Sequence[int]) -> MoneyReportPage:
    """The summary, and links to the details for those with the right."""
    return MoneyReportPage(
        year=school_year_label(account.year),
        years=_years(account, years, "actuals:report"),
        account=account,
        lines=line_figure_rows(account),
        total=figure_row(_("Seluruhnya"), account.plan.total),
        sees_more=actor.may(May.SEE_MONEY, account.group.pk),
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


def _years(account: YearAccount, years: Sequence[int], name: str) -> tuple[Link, ...]:
    return year_switch(years, account.year, lambda one: links.to_year(account.group, one, name))


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
