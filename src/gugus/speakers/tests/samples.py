"""Sample objects of `speakers` for the walk through all addresses."""

from datetime import date

from django.utils import timezone

from gugus.meetings.models import Meeting
from gugus.people.models import Speaker
from gugus.people.rules.roles import Role
from gugus.programme.models import Line
from gugus.speakers.models import MeetingAssistant, SpeakerAbsence
from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """Objects of `speakers`."""
    speaker = Speaker.objects.create(name="Bu Contoh Penyaji")
    speaker.groups.add(world.group)
    day = date(2030, 1, 7)
    away = SpeakerAbsence.objects.create(speaker=speaker, first_day=day, last_day=day)
    line = Line.objects.filter(programme__group=world.group)[0]
    assist = MeetingAssistant.objects.create(
        meeting=Meeting.objects.filter(group=world.group)[0],
        speaker=speaker,
        part=MeetingAssistant.Part.HELPER,
        named_at=timezone.now(),
        named_by=world.users[Role.SECRETARY],
    )
    one = Sample({"pk": speaker.pk})
    names = ("speaker", "skills", "rise", "terms", "away")
    return {
        **{f"speakers:{name}": one for name in names},
        "speakers:away_remove": Sample({"pk": speaker.pk, "away_pk": away.pk}),
        "speakers:line_speakers": Sample({"line_pk": line.pk}),
        "speakers:assisting": Sample({"pk": assist.meeting_id}),
        "speakers:assist_release": Sample({"pk": assist.meeting_id, "assist_pk": assist.pk}),
    }
