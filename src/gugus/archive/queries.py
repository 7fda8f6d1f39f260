"""Which years are closed, and which may be."""

from collections.abc import Collection
from datetime import date

from gugus.cash.models import CashEntry, MonthClose
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds, school_year_of
from gugus.platform.documents.models import KeptPaper


def year_closed_on(group: Group, year: int) -> KeptPaper | None:
    """The kept account of a closed year; None while it is open."""
    return closed_years(group, [year]).get(year)


def closed_years(group: Group, years: Collection[int]) -> dict[int, KeptPaper]:
    """Of these years those that are closed, with the kept account of each."""
    keys = {f"account:{group.pk}:{year}": year for year in years}
    kept = KeptPaper.objects.filter(key__in=keys, withdrawn_at=None).defer("paper")
    return {keys[one.key]: one for one in kept}


def has_open_months(group: Group, year: int) -> bool:
    """Does the cash book hold entries of the year in months that are not closed?"""
    return year in years_with_open_months(group, [year])


def years_with_open_months(group: Group, years: Collection[int]) -> set[int]:
    """Of these years those whose last month with entries is not closed. Two queries."""
    months = CashEntry.objects.filter(group=group).dates("dated", "month")
    last = {school_year_of(month): month for month in months}
    closed = set(MonthClose.objects.filter(group=group).values_list("month", flat=True))
    return {year for year in years if year in last and last[year] not in closed}


def may_be_closed(year: int, today: date) -> bool:
    """A year is closed once it is over."""
    return today > school_year_bounds(year)[1]
