"""Sample objects of `minutes` for the walk through all addresses."""

from django.utils import timezone

from gugus.meetings.models import Meeting
from gugus.minutes.models import Minutes
from tests.support.samples import Sample, sample_meeting
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """Minutes to be written, and finished ones, which the group reads."""
    meeting = Sample({"pk": sample_meeting(world, Meeting.State.PLANNED).pk})
    held = sample_meeting(world, Meeting.State.HELD)
    Minutes.objects.create(meeting=held, state=Minutes.State.FINAL, finalised_at=timezone.now())
    finished = ("reopen", "decide", "approve", "addendum", "follow_up")
    return {
        **{f"minutes:{name}": meeting for name in ("minutes", "finish")},
        **{f"minutes:{name}": Sample({"pk": held.pk}) for name in finished},
        "minutes:paper_minutes": Sample({"pk": held.pk, "kind": "pdf"}),
    }
