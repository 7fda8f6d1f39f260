"""What of a meeting in the calendar must stay when the schedule is made again."""

from datetime import datetime

from django.db import transaction

from gugus.people.access import Actor
from gugus.platform.foundation.services import record
from gugus.schedule.models import Placement
from gugus.schedule.services.drafts import PINS


def pin_meeting(
    *, actor: Actor, now: datetime, placement: Placement, pins: frozenset[str]
) -> Placement:
    """Pin day, host or speaker of a meeting, as named; the rest may move again."""
    with transaction.atomic():
        placement = (
            Placement.objects.select_for_update(of=("self",))
            .select_related("meeting")
            .get(pk=placement.pk)
        )
        for name in PINS:
            setattr(placement, name, name in pins)
        placement.save(update_fields=list(PINS))
        record(
            actor.user_id,
            now,
            "schedule.pinned",
            placement.meeting,
            placement.meeting.group_id,
            pins=sorted(pins),
        )
    return placement
