"""Fetching what an address names, within the group that the request stands in."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from gugus.competence.access import rateable_teachers
from gugus.competence.models import Rater, Round
from gugus.competence.services.assessments import RatingTarget
from gugus.people.access import MemberRequest


def round_or_404(request: MemberRequest, pk: int) -> Round:
    """The group's round, or 404."""
    rows = Round.objects.select_related("framework", "group")
    return get_object_or_404(rows, pk=pk, group=request.group)


def open_round_or_404(request: MemberRequest, pk: int) -> Round:
    """The round, if it takes ratings of persons and still runs; else 404."""
    round_ = round_or_404(request, pk)
    if round_.kind != Round.Kind.INDIVIDUAL or round_.state != Round.State.OPEN:
        raise Http404
    return round_


def rater_or_404(name: str) -> Rater:
    """The rater in an address, or 404."""
    if name not in Rater.values:
        raise Http404
    return Rater(name)


def target_or_404(request: MemberRequest, pk: int, rater: str, teacher: int) -> RatingTarget:
    """The rating that an address names, if this person gives it; else 404."""
    round_, kind = round_or_404(request, pk), rater_or_404(rater)
    if round_.kind != Round.Kind.INDIVIDUAL:
        raise Http404
    mine = rateable_teachers(request.actor, kind, request.group)
    return RatingTarget(round_, get_object_or_404(mine, pk=teacher), kind)
