"""What minutes tell the rooms above."""

from django.dispatch import Signal

# Both sent with `meeting` and `now`, in the transaction that closes the minutes or opens them again.
minutes_finished = Signal()
minutes_reopened = Signal()
