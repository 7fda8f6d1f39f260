"""The invitation of a closed meeting stays as it was."""

from datetime import datetime

from django.dispatch import receiver

from gugus.agenda.papers.invitation import invitation_key, made_invitation
from gugus.meetings.models import Meeting
from gugus.minutes.events import minutes_finished, minutes_reopened
from gugus.platform.documents.services import keep_paper, withdraw_paper


@receiver(minutes_finished)
def keep_invitation(meeting: Meeting, now: datetime, **_: object) -> None:
    """The meeting was closed."""
    keep_paper(key=invitation_key(meeting), paper=made_invitation(meeting), now=now)


@receiver(minutes_reopened)
def release_invitation(meeting: Meeting, now: datetime, **_: object) -> None:
    """The meeting was opened again."""
    withdraw_paper(key=invitation_key(meeting), now=now)
