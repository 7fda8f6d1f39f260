"""What steps do when something happens in the rooms below."""

from django.dispatch import receiver

from gugus.attendance.events import marks_written
from gugus.meetings.models import Meeting
from gugus.steps.services.steps import give_offered_steps


@receiver(marks_written)
def give_offered_step(meeting: Meeting, **_: object) -> None:
    """Who came gets the step that the meeting offers; in the transaction of the marks."""
    give_offered_steps(meeting)
