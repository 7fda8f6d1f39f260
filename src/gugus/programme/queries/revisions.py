"""Reads about the revisions of a programme, and who still has to see it."""

from django.db.models import F, Max, Q, QuerySet

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
    if programme.acknowledged_on is None:
        return True
    return newest_number(programme) > programme.acknowledged_revision


def unseen_programmes(group: Group, year: int) -> QuerySet[Programme]:
    """The year's programme if it waits for the supervisor: the same rule, as a filter."""
    signed = Programme.objects.filter(group=group, school_year=year, status=Programme.Status.SIGNED)
    return signed.filter(
        Q(acknowledged_on=None) | Q(revisions__number__gt=F("acknowledged_revision"))
    )
