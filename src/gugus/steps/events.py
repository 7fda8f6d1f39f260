"""What steps ask of the rooms above."""

from django.dispatch import Signal

# Sent with `meeting`; receivers answer with the decisions written about it, one a line.
decisions_asked = Signal()
