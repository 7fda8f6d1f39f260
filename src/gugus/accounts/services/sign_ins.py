"""What a person can look up about who came in under their name."""

from datetime import datetime

from django.db import transaction

from gugus.accounts.models import SignIn
from gugus.accounts.rules import device_of
from gugus.platform.foundation.models import User

# Older ones say nothing any more.
_KEPT = 50


def note_sign_in(*, user: User, by: str, user_agent: str, now: datetime) -> None:
    """Keep when and from what kind of device; the audit trail has its own entry of it."""
    with transaction.atomic():
        SignIn.objects.create(user=user, at=now, by=by, device=device_of(user_agent))
        last = SignIn.objects.filter(user=user).values_list("pk", flat=True)[_KEPT:]
        SignIn.objects.filter(pk__in=list(last)).delete()
