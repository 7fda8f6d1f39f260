"""The list and the page of one thing."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from gugus.accounts.access import subject_view
from gugus.people.access import MemberRequest, group_view
from gugus.people.rules.roles import May
from tests.support.toy_capability.models import Loan


@group_view(May.SEE_GROUP)
def loans(request: MemberRequest) -> HttpResponse:
    """What the group has lent."""
    return HttpResponse(", ".join(map(str, Loan.objects.filter(group=request.group))))


@group_view(May.RECORD_MEETING)
def loan(request: MemberRequest, pk: str) -> HttpResponse:
    """One thing, for those who keep the records."""
    return HttpResponse(str(get_object_or_404(Loan, group=request.group, pk=pk)))


@subject_view("loan")
def invited_loan(request: MemberRequest, key: str) -> HttpResponse:
    """One thing, for an outside evaluator who is invited to it."""
    return HttpResponse(str(get_object_or_404(Loan, group=request.group, pk=key)))
