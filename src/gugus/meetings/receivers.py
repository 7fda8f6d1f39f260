"""What meetings answer to the rooms below."""

from datetime import date

from django.db.models import Min
from django.dispatch import receiver

from gugus.meetings.models import Meeting
from gugus.meetings.queries import LIVE
from gugus.people.models import Group
from gugus.roster.events import first_meeting_asked


@receiver(first_meeting_asked)
def first_meeting(group: Group, today: date, **_: object) -> date | None:
    """The day of the group's first meeting before today."""
    past = Meeting.objects.filter(group=group, date__lt=today, state__in=LIVE)
    found: date | None = past.aggregate(first=Min("date"))["first"]
    return found
