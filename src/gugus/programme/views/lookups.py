"""Records and forms that several views of the programme begin with, within the group."""

from typing import TypeVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from gugus.people.access import MemberRequest
from gugus.platform.web.answers import posted
from gugus.programme.forms.lines import LineForm
from gugus.programme.models import Line, Programme
from gugus.programme.queries import ProgrammeCoverage

F = TypeVar("F", bound=LineForm)


def line_or_404(request: MemberRequest, pk: int) -> Line:
    """A line of the group, with what its page names."""
    rows = Line.objects.select_related("programme__group", "programme__needs_round", "speaker")
    rows = rows.select_related("study_group", "after").prefetch_related("needs")
    return get_object_or_404(rows, pk=pk, programme__group=request.group)


def programme_or_404(request: MemberRequest, pk: int) -> Programme:
    """A programme of the group."""
    rows = Programme.objects.select_related("group", "needs_round")
    return get_object_or_404(rows, pk=pk, group=request.group)


def line_form(
    request: MemberRequest,
    covered: ProgrammeCoverage,
    initial: dict[str, object],
    others: QuerySet[Line],
    kind: type[F],
) -> F:
    """The form of a line; `others` are the lines that it may wait for."""
    served = frozenset(row.need for row in covered.coverage.rows if row.lines)
    return kind(
        posted(request),
        initial=initial,
        group=request.group,
        needs=tuple(covered.needs.values()),
        served=served,
        others=others,
    )
