"""Sample objects of `catchup` for the walk through all addresses."""

from uuid import uuid4

from django.utils import timezone

from gugus.catchup.models import Reflection
from gugus.meetings.models import Meeting
from gugus.minutes.models import Minutes
from tests.support.samples import Sample, sample_meeting
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """What absent teachers read, what people thought, and a page of a teacher's journal."""
    now, held = timezone.now(), sample_meeting(world, Meeting.State.HELD)
    # Minutes are read by the group when they are finished.
    Minutes.objects.create(meeting=held, state=Minutes.State.FINAL, finalised_at=now)
    entry = Reflection.objects.create(
        group=world.group,
        teacher=world.teachers[0],
        learnt="Bertanya lebih pelan",
        written_at=now,
        stamp_at=now,
        stamp_id=uuid4(),
    )
    of_held, of_entry = Sample({"pk": held.pk}), Sample({"key": entry.key})
    return {
        **{f"catchup:{name}": of_held for name in ("packet", "packet_answer")},
        **{f"catchup:{name}": of_held for name in ("packet_question", "feedback")},
        **{f"catchup:journal_{name}": of_entry for name in ("entry", "share", "delete")},
        "catchup:paper_journal": Sample({"kind": "pdf"}, owned=False),
    }
