"""Naming who serves at a meeting beside its main speaker."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.people.access import Actor
from gugus.people.models import Speaker
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.speakers.models import MeetingAssistant

MOST_ASSISTANTS = 8


def name_assistant(
    *, actor: Actor, now: datetime, meeting: Meeting, speaker: Speaker, part: str
) -> MeetingAssistant:
    """Name a helper or co-presenter; named again, the part is what was said last."""
    with transaction.atomic():
        held = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if held.state == Meeting.State.CANCELLED:
            raise Refused(_("Pertemuan ini dibatalkan, jadi tidak ada yang membantu di sana."))
        if held.speaker_id == speaker.pk:
            raise Refused(
                _("%(name)s sudah menjadi narasumber utama pertemuan ini.")
                % {"name": speaker.name},
                "speaker",
            )
        others = MeetingAssistant.objects.filter(meeting=held).exclude(speaker=speaker)
        if others.count() >= MOST_ASSISTANTS:
            raise Refused(_("Sudah %(n)d orang. Lepas seorang dulu.") % {"n": MOST_ASSISTANTS})
        row, _made = MeetingAssistant.objects.update_or_create(
            meeting=held,
            speaker=speaker,
            defaults={"part": part, "named_at": now, "named_by_id": actor.user_id},
        )
        record(actor.user_id, now, "assistant.named", row, held.group_id)
    return row


def remove_assistant(*, actor: Actor, now: datetime, meeting: Meeting, assist_pk: int) -> None:
    """Take somebody off; who is off already stays off."""
    with transaction.atomic():
        row = (
            MeetingAssistant.objects.select_for_update()
            .filter(meeting=meeting, pk=assist_pk)
            .first()
        )
        if row is not None:
            record(actor.user_id, now, "assistant.removed", row, meeting.group_id)
            row.delete()
