"""Sample objects of `steps` for the walk through all addresses."""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from gugus.meetings.models import Meeting
from gugus.people.rules.roles import Role
from gugus.steps.models import Step, StepReport
from tests.support.samples import Sample, sample_attachment, sample_meeting
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """A teacher's step that has been told of by a photo."""
    meeting = sample_meeting(world, Meeting.State.PLANNED)
    step = Step.objects.create(
        meeting=meeting, teacher=world.teachers[0], what="Mencoba", due_on=date(2030, 1, 1)
    )
    photo = _photo_of(step, world)
    one, of_meeting = Sample({"pk": step.pk}), Sample({"pk": meeting.pk})
    return {
        **{f"steps:{name}": of_meeting for name in ("steps", "give", "add", "take")},
        # A treasurer reads counts.
        "steps:step": Sample(one.parts, frozenset({Role.TREASURER})),
        "steps:delete": one,
        "steps:share": one,
        "steps:photo": Sample({**one.parts, "photo": photo}, frozenset({Role.TREASURER})),
        "steps:photo_remove": Sample({**one.parts, "photo": photo}),
    }


def _photo_of(step: Step, world: World) -> int:
    now, teacher = timezone.now(), world.users[Role.TEACHER]
    photo = sample_attachment(teacher, "image/jpeg")
    StepReport.objects.create(
        step=step, state="open", photo=photo, by=teacher, stamp_at=now, stamp_id=uuid4()
    )
    return photo.pk
