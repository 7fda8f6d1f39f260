"""What a person changes about their own login."""

from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils.translation import gettext as _

from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User
from gugus.platform.foundation.services import (
    begin_attempt,
    change_password,
    record,
    reset_attempts,
)


def choose_language(*, user: User, language: str, now: datetime) -> None:
    """Remember in which language the person reads."""
    with transaction.atomic():
        user.language = language
        user.save(update_fields=["language"])
        record(user.pk, now, "user.language_chosen", user)


def change_own_password(*, user: User, old: str, new: str, now: datetime) -> None:
    """Replace the password after the old one was typed; guesses at it are slowed."""
    # Whoever is in has a counter of their own: strangers who guess at the door do not keep them here.
    account, inside = f"name:{user.username}", f"user-{user.pk}"
    begin_attempt(account=account, now=now, device=inside)
    if not check_password(old, user.password):
        raise Refused(_("Kata sandi sekarang tidak cocok."), "old")
    reset_attempts(account=account, device=inside)
    if old == new:
        raise Refused(_("Kata sandi baru masih sama dengan yang lama."), "new")
    with transaction.atomic():
        change_password(user=user, password=new)
        record(user.pk, now, "user.password_changed", user)
