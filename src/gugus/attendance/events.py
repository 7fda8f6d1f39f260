"""News of attendance for the rooms above."""

from django.dispatch import Signal

# Sent with `meeting` after marks were written, in the same transaction; the sender holds the
# meeting's lock.
marks_written = Signal()
