"""Sample objects of `agenda` for the walk through all addresses."""

from gugus.meetings.models import Meeting
from tests.support.samples import Sample, sample_meeting
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """A planned meeting."""
    one = {"pk": sample_meeting(world, Meeting.State.PLANNED).pk}
    names = ("meeting", "steps_report", "call", "invitation")
    return {
        **{f"agenda:{name}": Sample(one) for name in names},
        "agenda:paper_invitation": Sample({**one, "kind": "pdf"}),
    }
