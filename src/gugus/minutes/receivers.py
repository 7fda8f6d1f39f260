"""What minutes answer to the rooms below."""

from django.dispatch import receiver

from gugus.meetings.models import Meeting
from gugus.minutes.models import Minutes
from gugus.steps.events import decisions_asked


@receiver(decisions_asked)
def decisions_of(meeting: Meeting, **_: object) -> list[str]:
    """The decisions of the meeting's minutes, whether finished or not."""
    decided = Minutes.objects.filter(meeting=meeting).values_list("decisions", flat=True).first()
    return (decided or "").splitlines()
