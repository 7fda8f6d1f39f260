"""Sample objects of `displacement` for the walk through all addresses."""

from gugus.meetings.models import Meeting
from tests.support.samples import Sample, sample_meeting
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """A meeting ahead."""
    meeting = sample_meeting(world, Meeting.State.PLANNED)
    return {
        "displacement:displaced_meeting": Sample({"pk": meeting.pk}),
        "displacement:displaced_file": Sample({"kind": "csv"}, owned=False),
    }
