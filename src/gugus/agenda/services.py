"""Calling a meeting: its invitation gets its number."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.meetings.services.locks import locked_meeting
from gugus.meetings.services.publication import save_meeting
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.platform.documents.services import issue_letter
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


def call_meeting(*, actor: Actor, now: datetime, meeting: Meeting) -> Meeting:
    """Number the invitation and mark the meeting as called; a second call changes nothing."""
    with transaction.atomic():
        meeting = locked_meeting(meeting)
        if meeting.invitation_id is not None:
            return meeting
        if meeting.state != Meeting.State.PLANNED:
            raise Refused(_("Hanya pertemuan yang masih direncanakan yang dapat diundang."))
        group = meeting.group
        today = day_of(group, now)
        meeting.invitation = issue_letter(
            series_key=f"group:{group.pk}:{today.year}",
            number_format=group.letter_number_format,
            values={"kode": group.letter_code},
            subject=_("Undangan: %(title)s") % {"title": meeting.title[:180]},
            dated=today,
            user_id=actor.user_id,
            now=now,
        )
        meeting.state = Meeting.State.CALLED
        meeting.called_at = now
        save_meeting(meeting, now=now, fields=("invitation", "state", "called_at"))
        record(
            actor.user_id, now, "meeting.called", meeting, group.pk, letter=meeting.invitation.pk
        )
    return meeting
