"""Reads of a group's settings of planning."""

from gugus.calendar.models import PlanSettings
from gugus.people.models import Group


def plan_settings_of(group: Group) -> PlanSettings:
    """The group's settings; an unsaved row with the defaults when it has none."""
    return PlanSettings.objects.filter(group=group).first() or PlanSettings(group=group)
