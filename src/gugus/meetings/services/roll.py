"""Whom a meeting called is fixed when it is closed."""

from datetime import datetime

from gugus.meetings.models import CalledTeacher, Meeting
from gugus.meetings.queries import expected


def fix_called(meeting: Meeting, now: datetime) -> None:
    """Write down whom the meeting called; runs in the transaction that closes it."""
    called = expected(meeting).order_by("pk").values_list("pk", flat=True)
    rows = [CalledTeacher(meeting=meeting, teacher_id=pk) for pk in called]
    CalledTeacher.objects.filter(meeting=meeting).delete()
    CalledTeacher.objects.bulk_create(rows)
    meeting.called_fixed_at = now
    meeting.save(update_fields=["called_fixed_at"])


def release_called(meeting: Meeting) -> tuple[int, int]:
    """Let the roster of its day say again whom it called: how many they were, and are now."""
    then = CalledTeacher.objects.filter(meeting=meeting)
    number = then.count()
    then.delete()
    meeting.called_fixed_at = None
    meeting.save(update_fields=["called_fixed_at"])
    return number, expected(meeting).count()
