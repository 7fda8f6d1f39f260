"""What the pages of a meeting need to know about what came after it."""

from django.utils import timezone

from gugus.catchup import queries
from gugus.catchup.pages.after import AfterMeeting, AfterMeetingFacts, after_meeting
from gugus.catchup.pages.packet import is_ready
from gugus.catchup.services.feedback import check_may_give
from gugus.meetings.access import own_teacher
from gugus.meetings.models import Meeting
from gugus.minutes.queries import minutes_of
from gugus.people.access import MemberRequest
from gugus.people.clock import today_of
from gugus.people.models import Teacher
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused


def after(request: MemberRequest, meeting: Meeting) -> AfterMeeting:
    """Gather it; before the meeting's day there is nothing to ask for."""
    teacher = own_teacher(request)
    began = meeting.date <= today_of(request.group) and meeting.state != Meeting.State.CANCELLED
    may_record = request.actor.may(May.RECORD_MEETING, request.group.pk)
    return after_meeting(
        meeting,
        AfterMeetingFacts(
            packet_ready=began and is_ready(meeting, minutes_of(meeting)),
            missed=began and teacher is not None and _is_missed(meeting, teacher),
            may_give=began and teacher is not None and _may_give(meeting, teacher),
            has_given=teacher is not None and queries.feedback_of(meeting, teacher) is not None,
            keeps_journal=began and teacher is not None,
            summary=queries.feedback_summary(meeting) if began and may_record else None,
        ),
    )


def _is_missed(meeting: Meeting, teacher: Teacher) -> bool:
    reading = queries.reading_of(meeting, teacher)
    answered = reading is not None and reading.answered_at is not None
    return not answered and queries.is_absentee(meeting, teacher)


def _may_give(meeting: Meeting, teacher: Teacher) -> bool:
    try:
        check_may_give(meeting, teacher, timezone.now())
    except Refused:
        return False
    return True
