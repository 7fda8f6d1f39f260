"""Speakers are added, changed, and let go by a group."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.models import Group, Speaker
from gugus.people.queries import count_references
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


def add_speaker(*, actor: Actor, now: datetime, group: Group, values: Mapping[str, Any]) -> Speaker:
    """Record a speaker of the group; a teacher is recorded once."""
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=group.pk)
        teacher = values.get("teacher")
        if teacher and group.speakers.filter(teacher=teacher).exists():
            raise Refused(_("Guru ini sudah ada di daftar narasumber."), "teacher")
        same = {"name__iexact": values["name"], "institution__iexact": values["institution"]}
        if not teacher and group.speakers.filter(**same).exists():
            raise Refused(_("Orang ini sudah ada di daftar narasumber."), "name")
        speaker = Speaker.objects.create(**values)
        speaker.groups.add(group)
        record(actor.user_id, now, "speaker.added", speaker, group.pk)
    return speaker


def change_speaker(
    *, actor: Actor, now: datetime, group: Group, speaker: Speaker, changes: Mapping[str, Any]
) -> Speaker:
    """Write the changed fields, and only those."""
    with transaction.atomic():
        row = Speaker.objects.select_for_update().get(pk=speaker.pk)
        for name, value in changes.items():
            setattr(row, name, value)
        if changes:
            row.save(update_fields=list(changes))
            record(actor.user_id, now, "speaker.changed", row, group.pk, fields=sorted(changes))
    return row


def remove_speaker(*, actor: Actor, now: datetime, group: Group, speaker: Speaker) -> None:
    """Take a speaker off the group's list; records that name the speaker keep the name.

    Nobody's data is kept without a reason: unused and in no group, the record goes.
    """
    with transaction.atomic():
        row = Speaker.objects.select_for_update().get(pk=speaker.pk)
        row.groups.remove(group)
        record(actor.user_id, now, "speaker.removed", row, group.pk)
        if not row.groups.exists() and not count_references(row):
            row.delete()
