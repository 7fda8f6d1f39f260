"""Reading what study groups are made of."""

from gugus.people.models import Group
from gugus.people.queries import roster_of


def subjects_in(group: Group) -> list[str]:
    """The subjects that a group's teachers teach, as they are written there."""
    rows = roster_of(group).exclude(subject="").order_by("subject")
    return list(rows.values_list("subject", flat=True).distinct())
