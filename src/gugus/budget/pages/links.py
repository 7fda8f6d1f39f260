"""Addresses of budget, sources and account."""

from django.urls import reverse

from gugus.budget.models import BudgetRevision
from gugus.funds.models import Budget
from gugus.people.models import Group


def to_year(group: Group, year: int, name: str = "budget:budget") -> str:
    """A screen of a year: the budget, or 'sources', 'actual', 'report'."""
    return f"{reverse(name, args=[group.code])}?tahun={year}"


def to_budget(budget: Budget, name: str) -> str:
    """Something done to a year's budget."""
    return reverse(name, args=[budget.group.code, budget.school_year])


def to_revision(revision: BudgetRevision, name: str = "budget:revision") -> str:
    """A revision, or something done to it."""
    return reverse(name, args=[revision.budget.group.code, revision.pk])
