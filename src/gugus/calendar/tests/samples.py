"""Sample objects of `calendar` for the walk through all addresses."""

from datetime import date

from django.utils import timezone

from gugus.calendar.models import CalendarEvent, DayPoll
from gugus.people.rules.roles import Role
from tests.support.samples import Sample, sample_import
from tests.support.world import World

_DRAFT = ("event_draft", "draft_progress", "draft_decide", "draft_apply", "draft_discard")


def samples(world: World) -> dict[str, Sample]:
    """An event, a draft that waits, and an open question of weekdays."""
    made = {
        "group": world.group,
        "made_at": timezone.now(),
        "made_by": world.users[Role.CHAIR],
    }
    day = date(2026, 12, 1)
    event = CalendarEvent.objects.create(
        kind="exam", title="Asesmen", first_day=day, last_day=day, **made
    )
    subject = {"school": None, "year": 2026, "pasted": True}
    draft = sample_import(world, "calendar", Role.CHAIR, subject)
    poll = DayPoll.objects.create(
        group=world.group,
        weekdays=[1, 2],
        opened_at=timezone.now(),
        opened_by=world.users[Role.CHAIR],
    )
    one, read = Sample({"pk": event.pk}), Sample({"pk": draft.pk})
    return {
        **{f"calendar:event_{name}": one for name in ("edit", "delete")},
        **{f"calendar:{name}": read for name in _DRAFT},
        **{f"calendar:poll_{name}": Sample({"pk": poll.pk}) for name in ("record", "close")},
    }
