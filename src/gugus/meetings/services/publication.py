"""Whether a change of a meeting must reach the calendars of those invited."""

from datetime import datetime

from gugus.meetings.models import Meeting

# What an invitation says, and what is written into calendars.
PUBLISHED_FIELDS = (
    "title",
    "study_group_id",
    "state",
    "date",
    "starts_at",
    "ends_at",
    "host_id",
    "place_note",
    "agenda",
    "speaker_id",
    "speaker_note",
)


def save_meeting(meeting: Meeting, *, now: datetime, fields: tuple[str, ...] = ()) -> None:
    """Save a locked meeting; its `sequence` rises if a published field has changed.

    Every service that changes a meeting saves it by this: iCalendar's SEQUENCE must rise with such
    a change, and must not with others. `fields` are what is written, all of them when empty.
    """
    before = Meeting.objects.filter(pk=meeting.pk).values(*PUBLISHED_FIELDS, "sequence").first()
    stamps: tuple[str, ...] = ()
    if before is None or any(before[name] != getattr(meeting, name) for name in PUBLISHED_FIELDS):
        meeting.sequence = before["sequence"] + 1 if before is not None else 0
        meeting.changed_at = now
        stamps = ("sequence", "changed_at")
    meeting.save(update_fields=[*fields, *stamps] if fields else None)
