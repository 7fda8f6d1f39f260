"""The group's own numbers about hours are changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from gugus.meetings.models import GroupRules
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.platform.foundation.services import record


def change_rules(
    *, actor: Actor, now: datetime, group: Group, changes: Mapping[str, int]
) -> GroupRules:
    """Write the changed numbers, and only those."""
    fields: Mapping[str, Any] = changes
    with transaction.atomic():
        # Two officers who save at once wait here for each other, on the group's row.
        Group.objects.select_for_update().get(pk=group.pk)
        row, _made = GroupRules.objects.get_or_create(group=group)
        for name, value in fields.items():
            setattr(row, name, value)
        if fields:
            row.save(update_fields=list(fields))
            record(
                actor.user_id, now, "meeting_rules.changed", row, group.pk, fields=sorted(fields)
            )
    return row
