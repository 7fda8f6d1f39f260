"""Reads of a group's settings of planning."""

from django.db.models import BigIntegerField

from gugus.calendar.models import PlanSettings
from gugus.people.models import Group
from gugus.platform.foundation.prepared import Param, Prepared

_SETTINGS = Prepared(lambda: PlanSettings.objects.filter(group=Param("group", BigIntegerField())))


def plan_settings_of(group: Group) -> PlanSettings:
    """The group's settings; an unsaved row with the defaults when it has none."""
    found = _SETTINGS.first(group=group.pk) or PlanSettings()
    found.group = group
    return found
