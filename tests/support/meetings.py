"""Meetings to test with."""

from datetime import UTC, date, datetime, time, timedelta

from gugus.attendance.models import Attendance
from gugus.meetings.models import Meeting
from gugus.people.access import Actor, load_actor
from gugus.steps.models import Step

NOW = datetime(2026, 11, 25, 6, 30, tzinfo=UTC)
DAY = date(2026, 11, 25)


def actor(user) -> Actor:
    return load_actor(user)


def make_meeting(world, **changes) -> Meeting:
    """A meeting of the whole group, today unless told otherwise."""
    values = {
        "group": world.group,
        "title": "Diskusi rekaan",
        "date": world.today,
        "starts_at": time(13),
        "ends_at": time(15),
        "host": world.schools[0],
    }
    return Meeting.objects.create(**values | changes)


def mark(meeting, teacher, user, status="hadir", note="") -> Attendance:
    return Attendance.objects.create(
        meeting=meeting,
        teacher=teacher,
        status=status,
        note=note,
        recorded_at=NOW,
        recorded_by=user,
        # Said before anything that a test does.
        stamp_at=NOW - timedelta(days=400),
    )


def give(meeting, teacher, **changes) -> Step:
    values = {"what": "Mencoba satu cara", "due_on": meeting.date + timedelta(days=7)}
    return Step.objects.create(meeting=meeting, teacher=teacher, **values | changes)


def url(meeting, rest="") -> str:
    return f"/g/{meeting.group.code}/pertemuan/{meeting.pk}/{rest}"
