"""Locks on the row of a meeting."""

from gugus.meetings.models import Meeting


def locked_meeting(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, held until the transaction ends.

    `no_key` lets others add rows that point to it meanwhile. SQLite needs no lock: its write
    transactions already wait for each other.
    """
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("group", "study_group").get(pk=meeting.pk)
