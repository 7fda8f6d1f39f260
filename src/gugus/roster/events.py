"""What the roster asks of the rooms above."""

from django.dispatch import Signal

# Sent with `group` and `today`; receivers answer with the day of the group's first past meeting.
first_meeting_asked = Signal()
