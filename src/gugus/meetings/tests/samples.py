"""Sample objects of `meetings` for the walk through all addresses."""

from gugus.meetings.models import Meeting
from tests.support.samples import Sample, sample_meeting
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """A planned meeting."""
    one = Sample({"pk": sample_meeting(world, Meeting.State.PLANNED).pk})
    return {f"meetings:{name}": one for name in ("edit", "reschedule", "cancel", "restore")}
