"""Reads about where the group's money comes from."""

from gugus.funds.models import Source, TreasurySettings
from gugus.people.models import Group


def sources_of(group: Group, *, with_closed: bool = False) -> list[Source]:
    """The group's sources in the order of their making; closed ones only when asked for."""
    rows = Source.objects.filter(group=group).order_by("id")
    return list(rows if with_closed else rows.filter(closed_at=None))


def treasury_settings_of(group: Group) -> TreasurySettings:
    """The group's own rules of money; an unsaved row with the defaults when it set none."""
    return TreasurySettings.objects.filter(group=group).first() or TreasurySettings(group=group)
