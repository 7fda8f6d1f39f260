"""One meeting of the example that lost its day to an event of the kecamatan."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from gugus.config.example.people import example_group
from gugus.meetings.models import Meeting, MeetingMove
from gugus.platform.foundation.models import User
from gugus.schedule.models import Displacement

_REASON = "Rapat koordinasi dinas di kecamatan, semua kepala sekolah dipanggil"


def build(now: datetime) -> None:
    """The first meeting had been planned for a week earlier."""
    del now
    meeting = Meeting.objects.filter(group=example_group(), state=Meeting.State.HELD).earliest(
        "date"
    )
    recorder = User.objects.get(username="sekretaris")
    old = meeting.date - timedelta(weeks=1)
    at = timezone.make_aware(datetime.combine(old - timedelta(days=2), time(10)))
    MeetingMove.objects.create(
        meeting=meeting,
        old_date=old,
        old_starts_at=meeting.starts_at,
        old_ends_at=meeting.ends_at,
        reason=_REASON,
        moved_at=at,
        moved_by=recorder,
    )
    Displacement.objects.create(
        meeting=meeting,
        cause=Displacement.Cause.DISTRICT,
        reason=_REASON,
        old_date=old,
        new_date=meeting.date,
        at=at,
        by=recorder,
    )
