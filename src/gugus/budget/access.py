"""The budget that an address names, within the group."""

from datetime import date

from django.http import Http404
from django.utils import timezone

from gugus.budget.queries import budget_of
from gugus.cash.services.book import group_today
from gugus.funds.models import Budget
from gugus.people.access import MemberRequest


def today_of(request: MemberRequest) -> date:
    """Today where the group lives."""
    return group_today(request.group, timezone.now())


def budget_or_404(request: MemberRequest, year: int) -> Budget:
    """The group's budget of a year, or 404."""
    found = budget_of(request.group, year)
    if found is None:
        raise Http404
    return found
