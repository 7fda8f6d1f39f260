"""What the pages of a meeting need to know about what came after it."""

from django.utils import timezone

from gugus.attendance.rules.statuses import PRESENT
from gugus.catchup import queries
from gugus.catchup.pages.after import AfterMeeting, AfterMeetingFacts, after_meeting
from gugus.catchup.queries import OwnInMeeting
from gugus.catchup.rules.feedback import may_give
from gugus.meetings.models import Meeting
from gugus.people.access import MemberRequest
from gugus.people.clock import today_of
from gugus.people.rules.roles import May


def after(
    request: MemberRequest, meeting: Meeting, mine: OwnInMeeting | None, *, is_minuted: bool
) -> AfterMeeting:
    """Gather it; before the meeting's day there is nothing to ask for."""
    cancelled = meeting.state == Meeting.State.CANCELLED
    began = meeting.date <= today_of(request.group) and not cancelled
    may_record = request.actor.may(May.RECORD_MEETING, request.group.pk)
    return after_meeting(
        meeting,
        AfterMeetingFacts(
            packet_ready=began and is_minuted,
            missed=began and mine is not None and mine.missed,
            may_give=began and mine is not None and _may_give(meeting, mine),
            has_given=mine is not None and mine.given,
            keeps_journal=began and mine is not None,
            summary=queries.feedback_summary(meeting) if began and may_record else None,
        ),
    )


def _may_give(meeting: Meeting, mine: OwnInMeeting) -> bool:
    """As the service decides it: open by now, and there, or not written down and taken at one's word."""
    there = mine.status in PRESENT or (not mine.status and mine.called)
    zone = meeting.group.time_zone
    return there and may_give(timezone.now(), zone, meeting.date, meeting.starts_at)
