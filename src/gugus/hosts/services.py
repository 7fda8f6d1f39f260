"""Ways between schools are typed and taken back; who may host, and former turns."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.hosts.models import Distance, HostSettings
from gugus.people.access import Actor
from gugus.people.models import Group, School
from gugus.people.queries import schools_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


def set_distances(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    distances: Mapping[tuple[int, int], Decimal | None],
) -> int:
    """Write kilometres by pair of schools (smaller id first); None takes one back.

    Says how many ways are other than they were.
    """
    with transaction.atomic():
        # Two officers who save at once wait here for each other, on the group's row.
        Group.objects.select_for_update().get(pk=group.pk)
        members = set(schools_of(group).values_list("pk", flat=True))
        if not {pk for pair in distances for pk in pair} <= members:
            raise Refused(
                _(
                    "Salah satu sekolah sudah tidak ada di kelompok ini. Belum ada jarak yang "
                    "disimpan; buka lagi halamannya."
                )
            )
        stored = {(row.one_id, row.other_id): row for row in Distance.objects.filter(group=group)}
        changed = [
            pair for pair in distances if _set(group, pair, distances[pair], stored.get(pair))
        ]
        if changed:
            record(
                actor.user_id, now, "distances.changed", group_id=group.pk, pairs=sorted(changed)
            )
    return len(changed)


def _set(group: Group, pair: tuple[int, int], km: Decimal | None, row: Distance | None) -> bool:
    if km == (row.km if row else None):
        return False
    if km is None:
        if row is not None:
            row.delete()
    else:
        one, other = pair
        Distance.objects.update_or_create(
            group=group, one_id=one, other_id=other, defaults={"km": km}
        )
    return True


def clear_distances(*, actor: Actor, now: datetime, group: Group) -> int:
    """Take back every typed way; says how many there were."""
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=group.pk)
        count, _by_model = Distance.objects.filter(group=group).delete()
        if count:
            record(actor.user_id, now, "distances.cleared", group_id=group.pk, count=count)
    return count


def change_host_settings(
    *, actor: Actor, now: datetime, group: Group, school: School, changes: Mapping[str, Any]
) -> HostSettings:
    """Write whether a school may host, why not, its turns before Gugus, and what it wishes."""
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=group.pk)
        if not schools_of(group).filter(pk=school.pk).exists():
            raise Refused(_("Sekolah ini sudah tidak ada di kelompok."))
        row, _made = HostSettings.objects.get_or_create(group=group, school=school)
        for name, value in changes.items():
            setattr(row, name, value)
        if row.may_host:
            row.reason = ""
        row.save()
        record(
            actor.user_id, now, "host_settings.changed", school, group.pk, fields=sorted(changes)
        )
    return row
