"""Sample objects of `problems` for the walk through all addresses."""

from django.utils import timezone

from gugus.meetings.models import Meeting
from gugus.people.rules.roles import TABLE, May, Role
from gugus.problems.models import Problem
from tests.support.samples import EVERYBODY, Sample, sample_attachment, sample_meeting
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """Objects of `problems`."""
    # Raised by the lead teacher: only the raiser changes, hides and withdraws it.
    raiser = world.users[Role.LEAD_TEACHER]
    voice, photo = (sample_attachment(raiser, kind) for kind in ("audio/webm", "image/jpeg"))
    problem = Problem.objects.create(
        group=world.group,
        raised_by=raiser,
        words="Murid sulit membaca",
        raised_at=timezone.now(),
        voice=voice,
        photo=photo,
    )
    part = {"pk": problem.pk}
    names = ("problem", "propose", "try", "adopt", "voice", "photo")
    own, others = ("edit", "name", "withdraw"), EVERYBODY - {Role.LEAD_TEACHER}
    settles = {role for role in Role if May.RECORD_MEETING in TABLE[role]}
    meeting = sample_meeting(world, Meeting.State.PLANNED)
    return {
        "problems:agenda_problems": Sample({"pk": meeting.pk}),
        **{f"problems:{name}": Sample(part) for name in names},
        **{f"problems:{name}": Sample(part, others) for name in own},
        "problems:settle": Sample(part, EVERYBODY - settles),
    }
