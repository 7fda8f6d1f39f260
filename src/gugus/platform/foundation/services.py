"""Audit trail, rate limit of sign-in, keys, passwords, flags of the installation."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.platform.foundation import rules
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.events import recorded
from gugus.platform.foundation.models import (
    AuditEntry,
    Installation,
    PersonalKey,
    SignInAttempts,
    User,
)

_VERB = re.compile(r"[a-z_]+\.[a-z_]+")


def record(
    user_id: int | None,
    now: datetime,
    verb: str,
    obj: models.Model | None = None,
    group_id: int | None = None,
    **data: object,
) -> None:
    """Add a row to the audit trail, in the caller's transaction; a verb says `thing.happened`."""
    if not _VERB.fullmatch(verb):
        raise ValueError(f"not a verb of the audit trail: {verb}")
    AuditEntry.objects.create(
        at=now,
        user_id=user_id,
        verb=verb,
        group_id=group_id,
        object_type=obj._meta.label if obj is not None else "",
        object_id=obj.pk if obj is not None else None,
        data=data,
    )
    recorded.send(AuditEntry, verb=verb, obj=obj, now=now, user_id=user_id, data=data)


def begin_attempt(*, account: str, now: datetime, device: str = "") -> int:
    """Claim one guess at `account` (known or not); refuse while it has to wait.

    The guess counts as failed from here on, and `reset_attempts` takes that back when the
    word was right: a hundred guesses sent at once cannot all slip in before the first failure.
    Returns which failure it would be.
    """
    with transaction.atomic():
        row, fresh = SignInAttempts.objects.select_for_update().get_or_create(
            account=_account_digest(account), device=device
        )
        left = rules.wait_left(row.wait_until, rules.lockout_after(row.failures), now)
        if left > timedelta():
            # Written also when it stands as it stood: after a clock that was set back it does not.
            row.wait_until = now + left
        else:
            _count_failure(row, now)
        row.save()
        if fresh and row.pk % 256 == 0:
            _drop_old_counters(now)
    if left > timedelta():
        raise Refused(
            _("Terlalu banyak percobaan yang salah. Tunggu %(wait)s, lalu coba lagi.")
            % {"wait": length_of_wait(left)}
        )
    return row.failures


def _count_failure(row: SignInAttempts, now: datetime) -> None:
    if row.last_failed_at is not None and row.last_failed_at < now - rules.FORGET_AFTER:
        row.failures = 0
    row.failures += 1
    row.last_failed_at = now
    row.wait_until = now + rules.lockout_after(row.failures)


def take_back_attempt(*, account: str, device: str = "") -> None:
    """The guess that was claimed was never tried."""
    with transaction.atomic():
        rows = SignInAttempts.objects.select_for_update()
        row = rows.filter(account=_account_digest(account), device=device).first()
        if row is not None and row.failures:
            row.failures, row.wait_until = row.failures - 1, None
            row.save()


def reset_attempts(*, account: str, device: str = "") -> None:
    """The password was right: reset the counter, and nobody else's at the same account."""
    SignInAttempts.objects.filter(account=_account_digest(account), device=device).delete()


def clear_attempts(*, account: str) -> None:
    """The account has a new secret: guesses at the old one say nothing more, whoever made them."""
    SignInAttempts.objects.filter(account=_account_digest(account)).delete()


def _account_digest(account: str) -> str:
    return salted_hmac("gugus.sign-in", account, algorithm="sha256").hexdigest()


def length_of_wait(left: timedelta) -> str:
    """'2 detik', '15 menit'."""
    seconds = max(1, -(-left // timedelta(seconds=1)))
    if seconds < 60:
        return ngettext("%(n)d detik", "%(n)d detik", seconds) % {"n": seconds}
    minutes = -(-seconds // 60)
    return ngettext("%(n)d menit", "%(n)d menit", minutes) % {"n": minutes}


def _drop_old_counters(now: datetime) -> None:
    """Forget stale counters, and above the cap those with the fewest failures.

    Fewest first: a stranger who invents names cannot push out the counter of an account
    under attack without spending as many guesses on each of them.
    """
    stale = Q(last_failed_at__lt=now - rules.FORGET_AFTER)
    # Counted while the clock stood wrong.
    ahead = Q(last_failed_at__gt=now + rules.FORGET_AFTER)
    SignInAttempts.objects.filter(stale | ahead).delete()
    surplus = SignInAttempts.objects.count() - rules.MAX_COUNTERS
    if surplus > 0:
        least = SignInAttempts.objects.order_by("failures", "last_failed_at")[:surplus]
        SignInAttempts.objects.filter(pk__in=list(least.values_list("pk", flat=True))).delete()


@dataclass(frozen=True)
class NewKey:
    """A newly issued secret; `secret` is shown once and never stored."""

    user_id: int
    kind: str
    secret: str
    secret_hash: str


def prepare_link(*, user_id: int) -> NewKey:
    """Draw a link's secret (192 random bits)."""
    token = secrets.token_urlsafe(24)
    return NewKey(user_id, PersonalKey.Kind.LINK, token, rules.link_digest(token))


def prepare_pin(*, user_id: int, taken: Sequence[str] = ()) -> NewKey:
    """Draw a PIN that fits none of the `taken` hashes (persons of the same name)."""
    digits: int = settings.PIN_DIGITS
    while True:
        pin = f"{secrets.randbelow(10**digits):0{digits}}"
        if not any(check_password(peppered(pin), hashed) for hashed in taken):
            return NewKey(user_id, PersonalKey.Kind.PIN, pin, make_password(peppered(pin)))


def peppered(pin: str) -> str:
    """What of a PIN is hashed: without this installation's secret a stolen backup tells none."""
    return salted_hmac("gugus.pin", pin, algorithm="sha256").hexdigest()


def store_key(*, key: NewKey, issued_by: int, now: datetime) -> None:
    """Put a prepared key in place of the one of its kind, whose sessions end."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=key.user_id)
        if _withdraw(PersonalKey.objects.filter(user_id=key.user_id, kind=key.kind), now):
            end_sessions(user_id=key.user_id)
        PersonalKey.objects.create(
            user_id=key.user_id,
            kind=key.kind,
            secret_hash=key.secret_hash,
            issued_at=now,
            issued_by_id=issued_by,
        )


def withdraw_keys(*, user_id: int, now: datetime) -> int:
    """Make link and PIN useless and end the person's sessions; return how many there were."""
    with transaction.atomic():
        count = _withdraw(PersonalKey.objects.filter(user_id=user_id), now)
        if count:
            end_sessions(user_id=user_id)
    return count


def _withdraw(keys: models.QuerySet[PersonalKey], now: datetime) -> int:
    return keys.filter(withdrawn_at=None).update(withdrawn_at=now)


def mark_key_used(*, key: PersonalKey, now: datetime) -> None:
    """Record when the key was last used."""
    PersonalKey.objects.filter(pk=key.pk).update(last_used_at=now)


def end_sessions(*, user_id: int) -> None:
    """Sign the person out everywhere, at once."""
    User.objects.filter(pk=user_id).update(session_epoch=F("session_epoch") + 1)


def temporary_word(blocks: int = 3) -> str:
    """A word to be read aloud, of so many blocks of four."""
    return "-".join(_readable(4) for _block in range(blocks)).lower()


def set_temporary_password(*, user: User, word: str = "") -> str:
    """Give a password that must be changed at the next sign-in; return it to be shown once."""
    word = word or temporary_word()
    user.set_password(word)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    end_sessions(user_id=user.pk)
    return word


def change_password(*, user: User, password: str) -> None:
    """Set the password that the person chose; other sessions end with the old one."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])


def new_setup_code() -> str:
    """Make the code that the first set-up asks for; only its hash is kept, the last one counts."""
    code = "-".join(_readable(4) for _part in range(3))
    row = _installation()
    row.setup_code_hash = make_password(rules.normalise_code(code))
    row.save(update_fields=["setup_code_hash"])
    clear_attempts(account="setup")
    return code


def check_setup_code(*, code: str, now: datetime) -> None:
    """Refuse unless `code` is the one printed by `gugus serve`; guesses are slowed."""
    begin_attempt(account="setup", now=now)
    row = _installation()
    # Hashing against a fresh hash when there is none keeps the time the same.
    hashed = row.setup_code_hash or make_password(None)
    if not check_password(rules.normalise_code(code), hashed):
        raise Refused(
            _("Kode pemasangan tidak cocok. Kodenya tertulis di jendela tempat Gugus dijalankan."),
            "setup_code",
        )
    reset_attempts(account="setup")


def forget_setup_code() -> None:
    """The set-up is done: its code opens nothing any more."""
    Installation.objects.update(setup_code_hash="")


def mark_as_example() -> None:
    """Make this installation the example; refused as soon as one real person has a login."""
    with transaction.atomic():
        row = _installation()
        if User.objects.filter(is_example=False).exists():
            raise Refused(_("Pemasangan ini sudah dipakai: tidak dapat dijadikan contoh."))
        row.is_example = True
        row.save(update_fields=["is_example"])


def _installation() -> Installation:
    return Installation.objects.get_or_create(pk=1)[0]


def _readable(length: int) -> str:
    return "".join(secrets.choice(rules.READABLE) for _place in range(length))
