"""Whether a change of a meeting must reach the calendars of those invited."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gugus.meetings.models import Meeting
from gugus.meetings.rules.times import later_than

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
    told = (*PUBLISHED_FIELDS, "sequence", "changed_at")
    before = Meeting.objects.filter(pk=meeting.pk).values(*told).first()
    stamps: tuple[str, ...] = ()
    if before is None or any(before[name] != getattr(meeting, name) for name in PUBLISHED_FIELDS):
        meeting.sequence = before["sequence"] + 1 if before is not None else 0
        meeting.changed_at = later_than(before["changed_at"] if before else None, now)
        stamps = ("sequence", "changed_at")
    meeting.save(update_fields=[*fields, *stamps] if fields else None)


def hand_out_meetings(*, now: datetime, digests: Mapping[Meeting, str]) -> None:
    """Note what calendars get of meetings, and raise those of which it is not what they got.

    `digests` are of all that is told of each meeting, wherever it is kept. Nothing is written where
    all is as it was. A meeting that was raised since by its own change is not raised twice.
    """
    differing = {
        meeting.pk: (meeting, digest)
        for meeting, digest in digests.items()
        if meeting.handed_digest != digest
    }
    if not differing:
        return
    with transaction.atomic():
        rows = list(Meeting.objects.select_for_update().filter(pk__in=differing).order_by("pk"))
        for row in rows:
            meeting, digest = differing[row.pk]
            _hand_out(row, digest, now)
            meeting.sequence, meeting.changed_at = row.sequence, row.changed_at
        Meeting.objects.bulk_update(
            rows, ["handed_digest", "handed_sequence", "sequence", "changed_at"]
        )


def _hand_out(row: Meeting, digest: str, now: datetime) -> None:
    """Of two readings at once the second compares with what the first one noted."""
    was_told = bool(row.handed_digest) and row.handed_digest != digest
    if was_told and row.sequence <= row.handed_sequence:
        row.sequence = row.handed_sequence + 1
        row.changed_at = later_than(row.changed_at or row.made_at, now)
    row.handed_digest, row.handed_sequence = digest, row.sequence
