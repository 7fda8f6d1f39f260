"""A group's settings of planning are changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.calendar.models import PlanSettings
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


def change_plan_settings(
    *, actor: Actor, now: datetime, group: Group, changes: Mapping[str, Any]
) -> PlanSettings:
    """Write the changed settings, and only those."""
    with transaction.atomic():
        # Two officers who save at once wait here for each other, on the group's row.
        Group.objects.select_for_update().get(pk=group.pk)
        row, _made = PlanSettings.objects.get_or_create(group=group)
        for name, value in changes.items():
            setattr(row, name, value)
        # Each of the two may have changed one end.
        if row.starts_at >= row.ends_at:
            raise Refused(_("Jam selesai harus setelah jam mulai."), "ends_at")
        if changes:
            row.save(update_fields=list(changes))
            record(
                actor.user_id, now, "plan_settings.changed", row, group.pk, fields=sorted(changes)
            )
    return row
