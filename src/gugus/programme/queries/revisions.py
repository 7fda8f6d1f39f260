"""Reads about the revisions of a programme, and who still has to see it."""

from datetime import date

from django.db.models import Max, QuerySet

from gugus.people.models import Group
from gugus.programme.models import Programme, Revision


def newest_number(programme: Programme) -> int:
    """The number of the newest revision; 0 when there is none."""
    found: int | None = Revision.objects.filter(programme=programme).aggregate(n=Max("number"))["n"]
    return found or 0


def revisions_of(programme: Programme) -> list[Revision]:
    """All revisions with who made them, the oldest first."""
    return list(Revision.objects.filter(programme=programme).select_related("by"))


def revisions_in_force(programme: Programme) -> list[Revision]:
    """Revisions of the programme as it is signed now; none before it is signed.

    Those made before it was opened again went into the draft that was agreed and signed anew.
    """
    if programme.status != Programme.Status.SIGNED:
        return []
    signed = programme.changes.filter(status=Programme.Status.SIGNED).last()
    rows = Revision.objects.filter(programme=programme).select_related("by")
    return list(rows.filter(at__gte=signed.at) if signed is not None else rows)


def waits_for_supervisor(programme: Programme) -> bool:
    """Signed, and the supervisor has not seen it, or not its newest revision."""
    if programme.status != Programme.Status.SIGNED:
        return False
    return awaits_acknowledgement(
        programme.status,
        programme.acknowledged_on,
        newest=newest_number(programme),
        seen=programme.acknowledged_revision,
    )


def awaits_acknowledgement(
    status: str, acknowledged_on: date | None, *, newest: int, seen: int
) -> bool:
    """The rule of `waits_for_supervisor`, for values already read."""
    if status != Programme.Status.SIGNED:
        return False
    return acknowledged_on is None or newest > seen


def revisions_by_number(group: Group, year: int) -> QuerySet[Revision]:
    """The revisions of a year's programme, the newest first."""
    rows = Revision.objects.filter(programme__group=group, programme__school_year=year)
    return rows.order_by("-number")
