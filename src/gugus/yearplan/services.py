"""The numbers of the rule of packages are changed."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gugus.calendar.models import PlanSettings
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.platform.foundation.services import record


def set_packages(
    *, actor: Actor, now: datetime, group: Group, packages: Mapping[str, int]
) -> PlanSettings:
    """Write how many meetings complete each package."""
    with transaction.atomic():
        # Two officers who save at once wait here for each other, on the group's row.
        Group.objects.select_for_update().get(pk=group.pk)
        row, _made = PlanSettings.objects.get_or_create(group=group)
        row.packages = dict(packages)
        row.save(update_fields=["packages"])
        record(actor.user_id, now, "plan_settings.changed", row, group.pk, fields=["packages"])
    return row
