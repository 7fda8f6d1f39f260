"""What the audit trail tells the rooms above."""

from django.dispatch import Signal

# Sent with `verb`, `obj`, `now`, `user_id` and `data` for each row, in the transaction that writes it.
recorded = Signal()
