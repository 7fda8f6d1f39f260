"""News of the calendar for the rooms above."""

from django.dispatch import Signal

# Sent with `request` after a person changed the days of `request.group`: whoever has something
# to say of it adds a message.
days_changed = Signal()
