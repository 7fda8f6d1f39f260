"""Who may see what of a meeting's records, beyond the one table of roles."""

from django.http import Http404

from gugus.meetings.models import Meeting
from gugus.meetings.queries import meeting_of
from gugus.people.access import MemberRequest
from gugus.people.models import Teacher
from gugus.people.queries import teachers_of


def the_meeting(request: MemberRequest, pk: int) -> Meeting:
    """The group's meeting with this number, or 404."""
    meeting = meeting_of(request.group, pk)
    if meeting is None:
        raise Http404
    return meeting


def own_teacher(request: MemberRequest) -> Teacher | None:
    """The signed-in person as one of this group's teachers, if they are."""
    if request.actor.teacher_id is None:
        return None
    return teachers_of(request.group).filter(pk=request.actor.teacher_id).first()


def own_teacher_or_404(request: MemberRequest) -> Teacher:
    """The same, where only a teacher has any business."""
    teacher = own_teacher(request)
    if teacher is None:
        raise Http404
    return teacher


def is_tap(request: MemberRequest) -> bool:
    """One row was sent by htmx: answer with a part of the page."""
    return request.headers.get("HX-Request") == "true"
