"""The estimated costs of lines follow their budget."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gugus.people.access import Actor
from gugus.platform.foundation.services import record
from gugus.programme.models import Programme
from gugus.programme.services.programmes import locked_programme


def write_costs(
    *, actor: Actor, now: datetime, programme: Programme, costs: Mapping[int, int]
) -> int:
    """Write the cost of lines, by pk; refused once the programme is signed. Returns how many."""
    with transaction.atomic():
        programme = locked_programme(programme)
        changed = []
        for line in programme.lines.filter(pk__in=costs):
            if line.cost != costs[line.pk]:
                line.cost, line.changed_at = costs[line.pk], now
                line.save(update_fields=["cost", "changed_at"])
                changed.append(line.pk)
        if changed:
            record(
                actor.user_id,
                now,
                "programme_line.costs_written",
                programme,
                programme.group_id,
                lines=changed,
            )
    return len(changed)
