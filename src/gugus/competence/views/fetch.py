"""Fetching what an address names, within the group that the request stands in."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from gugus.competence.access import rateable_teachers
from gugus.competence.models import Rater, Round
from gugus.competence.services.rating import Target
from gugus.people.access import MemberRequest


def round_of(request: MemberRequest, pk: int) -> Round:
    """The group's round, or 404."""
    rows = Round.objects.select_related("framework", "group")
    return get_object_or_404(rows, pk=pk, group=request.group)


def rater_named(name: str) -> Rater:
    """The rater in an address, or 404."""
    if name not in Rater.values:
        raise Http404
    return Rater(name)


def target_of(request: MemberRequest, pk: int, rater: str, teacher: int) -> Target:
    """The rating that an address names, if this person gives it; else 404."""
    round_, kind = round_of(request, pk), rater_named(rater)
    if round_.kind != Round.Kind.INDIVIDUAL:
        raise Http404
    mine = rateable_teachers(request.actor, kind, request.group)
    return Target(round_, get_object_or_404(mine, pk=teacher), kind)
