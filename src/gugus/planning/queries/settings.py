"""Reads of a group's settings of planning."""

from gugus.people.models import Group
from gugus.planning.models import PlanSettings


def settings_of(group: Group) -> PlanSettings:
    """The group's settings; an unsaved row with the defaults when it has none."""
    return PlanSettings.objects.filter(group=group).first() or PlanSettings(group=group)
