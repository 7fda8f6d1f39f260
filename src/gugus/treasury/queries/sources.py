"""Reads about where the group's money comes from."""

from collections.abc import Mapping

from django.db.models import F, Sum

from gugus.people.models import Group
from gugus.treasury.models import Entry, Source, TreasurySettings


def sources_of(group: Group, *, with_closed: bool = False) -> list[Source]:
    """The group's sources in the order of their making; closed ones only when asked for."""
    rows = Source.objects.filter(group=group).order_by("id")
    return list(rows if with_closed else rows.filter(closed_at=None))


def settings_of(group: Group) -> TreasurySettings:
    """The group's own rules of money; an unsaved row with the defaults when it set none."""
    return TreasurySettings.objects.filter(group=group).first() or TreasurySettings(group=group)


def balances_of(group: Group) -> Mapping[int, int]:
    """What stands in each source, by its pk: all that came in less all that went out."""
    rows = Entry.objects.filter(group=group).values("source_id").order_by("source_id")
    found = {
        row["source_id"]: row["left"] for row in rows.annotate(left=Sum(F("received") - F("spent")))
    }
    return {source.pk: found.get(source.pk, 0) for source in sources_of(group, with_closed=True)}
