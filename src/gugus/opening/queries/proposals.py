"""Reads about findings and proposals."""

from django.db.models import QuerySet

from gugus.opening.models import Finding, LineProposal
from gugus.people.models import Group
from gugus.programme.models import Line, Programme


def findings_of(group: Group) -> QuerySet[Finding]:
    """The findings of a group that stand, the latest first."""
    rows = Finding.objects.filter(group=group, withdrawn_at=None)
    return rows.select_related("item", "written_by")


def own_withdrawn_findings(group: Group, user_id: int) -> QuerySet[Finding]:
    """Findings that a person took back."""
    rows = Finding.objects.filter(group=group, written_by_id=user_id, withdrawn_at__isnull=False)
    return rows.select_related("item", "written_by")


def proposals_of(programme: Programme) -> QuerySet[LineProposal]:
    """What was proposed for a programme, by source and rank."""
    return LineProposal.objects.filter(programme=programme).select_related("line", "decided_by")


def proposals_waiting(group: Group) -> QuerySet[LineProposal]:
    """Proposals for an unsigned programme that nobody has decided about."""
    rows = LineProposal.objects.filter(programme__group=group, state=LineProposal.State.OPEN)
    return rows.exclude(programme__status=Programme.Status.SIGNED)


def proposals_by_year(group: Group) -> dict[int, int]:
    """How many wait, by the school year of their programme."""
    found: dict[int, int] = {}
    for year in proposals_waiting(group).values_list("programme__school_year", flat=True):
        found[year] = found.get(year, 0) + 1
    return found


def line_titles(programme: Programme) -> set[tuple[str, str]]:
    """Titles and kinds of a programme's lines, to know a twin by."""
    rows = Line.objects.filter(programme=programme).values_list("title", "kind")
    return {(title.casefold(), kind) for title, kind in rows}
