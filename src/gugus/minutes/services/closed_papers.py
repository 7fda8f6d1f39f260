"""The papers of a closed meeting are kept as they were when it was closed."""

from datetime import datetime

from gugus.attendance.papers.sheets import attendance_key, attendance_record
from gugus.meetings.models import Meeting
from gugus.minutes.models import Minutes
from gugus.minutes.papers.minutes import made_minutes, minutes_key, with_what_came_after
from gugus.platform.documents.queries import kept_paper
from gugus.platform.documents.services import keep_paper, withdraw_paper


def keep_minutes(minutes: Minutes, now: datetime) -> None:
    """Keep minutes and attendance list, in the transaction that closes the meeting."""
    meeting = minutes.meeting
    keep_paper(key=minutes_key(meeting), paper=made_minutes(meeting), now=now)
    keep_paper(key=attendance_key(meeting), paper=attendance_record(meeting), now=now)


def add_to_minutes(minutes: Minutes, now: datetime) -> None:
    """They were approved or corrected: the kept paper says so, and stays as it was for the rest."""
    kept = kept_paper(minutes_key(minutes.meeting)) or made_minutes(minutes.meeting)
    paper = with_what_came_after(kept, minutes)
    keep_paper(key=minutes_key(minutes.meeting), paper=paper, now=now)


def withdraw_minutes(meeting: Meeting, now: datetime) -> None:
    """The meeting was opened again: its papers are made of the records."""
    for key in (minutes_key(meeting), attendance_key(meeting)):
        withdraw_paper(key=key, now=now)
