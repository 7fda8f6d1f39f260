"""Catching up on a missed meeting: it was opened, its question was answered."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.attendance.rules.statuses import PRESENT
from gugus.catchup.models import PacketReading
from gugus.catchup.queries import attendance_status, is_absentee
from gugus.meetings.models import Meeting
from gugus.meetings.rules.merge import OWN_WORD, WriteStamp, supersedes
from gugus.meetings.services.locks import locked_meeting
from gugus.minutes.queries import minutes_of
from gugus.people.access import Actor
from gugus.people.models import Teacher
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


def open_packet(
    *, actor: Actor, now: datetime, meeting: Meeting, teacher: Teacher, at: datetime
) -> PacketReading:
    """An absent teacher opened the packet; the earliest time counts, whichever phone reports
    first."""
    with transaction.atomic():
        _check(meeting, teacher)
        reading, fresh = _reading(meeting, teacher, at)
        if not fresh and at < reading.opened_at:
            reading.opened_at = at
            reading.save(update_fields=["opened_at"])
        if fresh:
            record(
                actor.user_id,
                now,
                "catch_up_packet.opened",
                reading,
                reading.meeting.group_id,
                meeting=reading.meeting_id,
            )
    return reading


def answer_packet(
    *,
    actor: Actor,
    now: datetime,
    meeting: Meeting,
    teacher: Teacher,
    answer: str,
    at: datetime,
    command: UUID,
) -> PacketReading:
    """An absent teacher answered the question; the first time counts, the last words stand."""
    with transaction.atomic():
        _check(meeting, teacher)
        reading, _fresh = _reading(meeting, teacher, at)
        reading.opened_at = min(reading.opened_at, at)
        reading.answered_at = min(reading.answered_at or at, at)
        if supersedes(WriteStamp(OWN_WORD, at, command), _stamp(reading)):
            reading.answer, reading.stamp_at, reading.stamp_id = answer, at, command
        reading.save()
        record(
            actor.user_id,
            now,
            "catch_up_packet.answered",
            reading,
            reading.meeting.group_id,
            meeting=reading.meeting_id,
        )
    return reading


def set_question(*, actor: Actor, now: datetime, meeting: Meeting, question: str) -> None:
    """Ask absent teachers this; nothing typed: the usual question."""
    with transaction.atomic():
        meeting = locked_meeting(meeting)
        if meeting.state == Meeting.State.CANCELLED:
            raise Refused(_("Pertemuan ini dibatalkan; tidak ada yang perlu disusul."))
        meeting.catch_up_question = question
        meeting.save(update_fields=["catch_up_question"])
        record(actor.user_id, now, "catch_up_packet.question_changed", meeting, meeting.group_id)


def _check(meeting: Meeting, teacher: Teacher) -> None:
    # Minutes that were reopened meanwhile change nothing for those who have read them.
    if meeting.state == Meeting.State.CANCELLED or minutes_of(meeting) is None:
        raise Refused(_("Bahan susulan pertemuan ini belum ada. Tunggu notulennya selesai."))
    if attendance_status(meeting, teacher) in PRESENT:
        raise Refused(_("Anda tercatat hadir di pertemuan ini, jadi tidak perlu menyusul."))
    if not is_absentee(meeting, teacher):
        raise Refused(_("Pertemuan ini tidak mengundang Anda, jadi tidak perlu menyusul."))


def _reading(meeting: Meeting, teacher: Teacher, at: datetime) -> tuple[PacketReading, bool]:
    rows = PacketReading.objects.select_for_update()
    return rows.get_or_create(meeting=meeting, teacher=teacher, defaults={"opened_at": at})


def _stamp(reading: PacketReading) -> WriteStamp | None:
    if reading.stamp_at is None or reading.stamp_id is None:
        return None
    return WriteStamp(OWN_WORD, reading.stamp_at, reading.stamp_id)
