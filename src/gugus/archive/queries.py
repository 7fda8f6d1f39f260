"""Which years are closed, and which may be."""

from datetime import date

from gugus.cash.models import CashEntry, MonthClose
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds
from gugus.platform.documents.models import KeptPaper


def year_closed_on(group: Group, year: int) -> KeptPaper | None:
    """The kept account of a closed year; None while it is open."""
    key = f"account:{group.pk}:{year}"
    return KeptPaper.objects.filter(key=key, withdrawn_at=None).defer("paper").first()


def has_open_months(group: Group, year: int) -> bool:
    """Does the cash book hold entries of the year in months that are not closed?"""
    last = (
        CashEntry.objects.filter(group=group, dated__range=school_year_bounds(year))
        .order_by("-dated")
        .values_list("dated", flat=True)
        .first()
    )
    if last is None:
        return False
    return not MonthClose.objects.filter(group=group, month=last.replace(day=1)).exists()


def may_be_closed(year: int, today: date) -> bool:
    """A year is closed once it is over."""
    return today > school_year_bounds(year)[1]
