"""The group's own settings are changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.platform.documents.services import check_number_format
from gugus.platform.foundation.services import record


def change_group(*, actor: Actor, now: datetime, group: Group, changes: Mapping[str, Any]) -> Group:
    """Write the changed fields, and only those."""
    if "letter_number_format" in changes:
        check_number_format(changes["letter_number_format"])
    with transaction.atomic():
        row = Group.objects.select_for_update().get(pk=group.pk)
        for name, value in changes.items():
            setattr(row, name, value)
        if changes:
            row.save(update_fields=list(changes))
            record(actor.user_id, now, "group.changed", row, row.pk, fields=sorted(changes))
    return row
