"""Forms that act once: claimed as they come, their answers kept for whoever sends them again."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from gugus.platform.foundation.models import SentForm
from gugus.platform.foundation.seals import UnsealError, seal, unseal

# How long the same form shows the same answer again: a dropped connection, a reload.
_SHOWN_AGAIN = timedelta(minutes=10)
# Who sent a form so long ago has signed in anew since, and no old form is taken then.
_REMEMBERED = timedelta(days=200)
# A process that died in the middle leaves its claim behind.
_GIVEN_UP = timedelta(minutes=2)


def claim_form(*, fingerprint: str, now: datetime) -> bool:
    """Is this form sent for the first time? Of two at once one is."""
    with transaction.atomic():
        SentForm.objects.filter(sent_at__lt=now - _REMEMBERED).delete()
        stale = SentForm.objects.filter(answered_at__lt=now - _SHOWN_AGAIN).exclude(sealed="")
        stale.update(sealed="")
        dead = SentForm.objects.filter(fingerprint=fingerprint, answered_at=None)
        dead.filter(sent_at__lt=now - _GIVEN_UP).delete()
        _row, is_new = SentForm.objects.get_or_create(
            fingerprint=fingerprint, defaults={"sent_at": now}
        )
    return is_new


def keep_answer(*, fingerprint: str, answer: bytes, key: str, now: datetime) -> None:
    """Keep what the form was answered with, readable only with `key`."""
    sealed = seal(answer, master=settings.SECRET_KEY + key, about=fingerprint)
    SentForm.objects.filter(fingerprint=fingerprint).update(answered_at=now, sealed=sealed)


def release_form(*, fingerprint: str) -> None:
    """It did not act: it may be sent again."""
    SentForm.objects.filter(fingerprint=fingerprint).delete()


def is_being_answered(fingerprint: str) -> bool:
    """Is the first one still being carried out?"""
    return SentForm.objects.filter(fingerprint=fingerprint, answered_at=None).exists()


def kept_answer(*, fingerprint: str, key: str, now: datetime) -> bytes | None:
    """What the form was answered with a moment ago; None when that is over."""
    row = SentForm.objects.filter(
        fingerprint=fingerprint, answered_at__gte=now - _SHOWN_AGAIN
    ).first()
    if row is None or not row.sealed:
        return None
    try:
        return unseal(row.sealed, master=settings.SECRET_KEY + key, about=fingerprint)
    except UnsealError:
        return None
