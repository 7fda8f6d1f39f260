"""Who takes a line: chosen from the proposals, without opening the whole form."""

from datetime import datetime

from django.db import transaction

from gugus.people.access import Actor
from gugus.people.models import Speaker
from gugus.platform.foundation.services import record
from gugus.programme.models import Line
from gugus.programme.services.programmes import locked_programme


def choose_line_speaker(
    *, actor: Actor, now: datetime, line: Line, speaker: Speaker | None
) -> Line:
    """Put a speaker on the line, or none; a signed programme refuses, as for every change of it."""
    with transaction.atomic():
        line.programme = locked_programme(line.programme)
        row = Line.objects.select_for_update(of=("self",)).get(pk=line.pk)
        if row.speaker_id == (speaker.pk if speaker else None):
            return row
        row.speaker, row.changed_at = speaker, now
        row.save(update_fields=["speaker", "changed_at"])
        record(actor.user_id, now, "line.speaker_chosen", row, line.programme.group_id)
    return row
