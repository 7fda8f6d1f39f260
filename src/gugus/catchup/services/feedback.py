"""Saying what one thought of a meeting."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.attendance.rules.statuses import PRESENT
from gugus.catchup.models import Feedback
from gugus.catchup.queries import attendance_status
from gugus.catchup.rules.feedback import may_give
from gugus.meetings.models import Meeting
from gugus.meetings.queries import is_expected
from gugus.meetings.rules.merge import OWN_WORD, WriteStamp, supersedes
from gugus.people.access import Actor
from gugus.people.models import Teacher
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


@dataclass(frozen=True)
class FeedbackContent:
    """Four taps (1-4) and perhaps a sentence."""

    useful: int
    clear: int
    usable: int
    time: int
    sentence: str


def give_feedback(
    *,
    actor: Actor,
    now: datetime,
    meeting: Meeting,
    teacher: Teacher,
    opinion: FeedbackContent,
    at: datetime,
    command: UUID,
) -> bool:
    """Keep a teacher's opinion; of several the last one stands. False when a later one does."""
    with transaction.atomic():
        check_may_give(meeting, teacher, at)
        values = {**vars(opinion), "stamp_at": at, "stamp_id": command}
        rows = Feedback.objects.select_for_update()
        row, fresh = rows.get_or_create(meeting=meeting, teacher=teacher, defaults=values)
        old = WriteStamp(OWN_WORD, row.stamp_at, row.stamp_id)
        if not fresh and supersedes(WriteStamp(OWN_WORD, at, command), old):
            vars(row).update(values)
            row.save()
        # The meeting, not the row: the trail does not lead from a person to their answers.
        record(actor.user_id, now, "feedback.given", meeting, meeting.group_id)
    return all(getattr(row, name) == value for name, value in vars(opinion).items())


def check_may_give(meeting: Meeting, teacher: Teacher, at: datetime) -> None:
    """Refuse unless the teacher was there and it is the time.

    Who is not written down yet is taken at their word: the recorder's phone may have no signal.
    """
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused(_("Pertemuan ini dibatalkan, jadi umpan balik tidak diperlukan."))
    if not may_give(at, meeting.group.time_zone, meeting.date, meeting.starts_at):
        raise Refused(
            _("Umpan balik dapat diberikan sejak pertemuan mulai sampai 14 hari sesudahnya.")
        )
    status = attendance_status(meeting, teacher)
    if status in PRESENT or (not status and is_expected(meeting, teacher)):
        return
    raise Refused(_("Umpan balik hanya dari guru yang hadir di pertemuan ini."))
