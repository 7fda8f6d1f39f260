"""The budget that an address names, within the group."""

from django.http import Http404

from gugus.budget.queries import budget_of
from gugus.funds.models import Budget
from gugus.people.access import MemberRequest


def budget_or_404(request: MemberRequest, year: int) -> Budget:
    """The group's budget of a year, or 404."""
    found = budget_of(request.group, year)
    if found is None:
        raise Http404
    return found
