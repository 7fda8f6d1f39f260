"""Study groups are made, changed, and deleted while nothing uses them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.models import Group, StudyGroup
from gugus.people.queries import count_references
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


def add_study_group(
    *, actor: Actor, now: datetime, group: Group, values: Mapping[str, Any]
) -> StudyGroup:
    """Make a study group."""
    with transaction.atomic():
        _refuse_same_name(group, values["name"], None)
        row = StudyGroup.objects.create(group=group, **values)
        record(actor.user_id, now, "study_group.added", row, row.group_id)
    return row


def change_study_group(
    *, actor: Actor, now: datetime, row: StudyGroup, changes: Mapping[str, Any]
) -> StudyGroup:
    """Write the changed fields, and only those."""
    with transaction.atomic():
        locked = StudyGroup.objects.select_for_update().get(pk=row.pk)
        if "name" in changes:
            _refuse_same_name(locked.group, changes["name"], locked)
        for name, value in changes.items():
            setattr(locked, name, value)
        if changes:
            locked.save(update_fields=list(changes))
            record(
                actor.user_id,
                now,
                "study_group.changed",
                locked,
                locked.group_id,
                fields=sorted(changes),
            )
    return locked


def delete_study_group(*, actor: Actor, now: datetime, row: StudyGroup) -> bool:
    """Delete a study group that no programme line and no meeting names."""
    with transaction.atomic():
        locked = StudyGroup.objects.select_for_update().get(pk=row.pk)
        uses = count_references(locked)
        if uses:
            raise Refused(
                _(
                    "%(name)s masih dipakai oleh %(uses)s program atau pertemuan, jadi tidak "
                    "dihapus. Ganti sasarannya di sana dahulu, atau ubah saja nama kelompok ini."
                )
                % {"name": locked.name, "uses": uses}
            )
        record(actor.user_id, now, "study_group.deleted", locked, locked.group_id)
        locked.delete()
    return True


def _refuse_same_name(group: Group, name: str, own: StudyGroup | None) -> None:
    Group.objects.select_for_update().get(pk=group.pk)
    same = StudyGroup.objects.filter(group=group, name__iexact=name)
    if any(row != own for row in same):
        raise Refused(_("Sudah ada kelompok belajar dengan nama ini."), "name")
