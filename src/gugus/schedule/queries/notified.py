"""Who has been told of a meeting that a draft would move."""

from collections.abc import Iterable

from gugus.meetings.models import Meeting
from gugus.meetings.queries import expected
from gugus.schedule.models import DraftMeeting


def invited_teachers(rows: Iterable[DraftMeeting]) -> dict[int, frozenset[int]]:
    """By row: the teachers invited to a day, host or speaker that is another one in the draft."""
    return {
        row.pk: frozenset(expected(row.meeting).values_list("pk", flat=True))
        for row in rows
        if row.meeting is not None and changes_invitation(row)
    }


def changes_invitation(row: DraftMeeting) -> bool:
    """Were teachers invited to the meeting, and is it another day, host or speaker here?"""
    meeting = row.meeting
    if meeting is None or meeting.state != Meeting.State.CALLED:
        return False
    invited = (meeting.date, meeting.host_id, meeting.speaker_id)
    return invited != row.assignment.arrangement
