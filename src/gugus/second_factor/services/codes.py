"""Setting a second factor up, asking for it, taking it away, making it a must."""

import secrets
from base64 import b32encode
from datetime import datetime
from urllib.parse import quote

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.clock import day_here
from gugus.people.models import Group
from gugus.people.queries import offices_of, roles_in_force
from gugus.people.rules.offices import ROLES_BY_TWO
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.known_browser import UNKNOWN_BROWSER, KnownBrowser
from gugus.platform.foundation.models import User
from gugus.platform.foundation.rules import normalise_code
from gugus.platform.foundation.seals import UnsealError, seal, unseal
from gugus.platform.foundation.services import (
    begin_attempt,
    end_sessions,
    record,
    reset_attempts,
    temporary_word,
)
from gugus.second_factor.models import Passkey, RecoveryCode, SecondFactor, SecondFactorRule
from gugus.second_factor.queries import must_have_second_factor, second_factor_holders
from gugus.second_factor.rules import (
    AROUND,
    DIGITS,
    RECOVERY_CODES,
    SECONDS,
    is_counted_code,
    step_of,
)

_SECRET_BYTES = 20
_ISSUER = "Gugus"


def draw_secret(user: User) -> str:
    """A new secret as it rests, sealed for this person; nothing is stored yet."""
    return _sealed(secrets.token_bytes(_SECRET_BYTES), user.pk)


def address_of(user: User, sealed: str) -> str:
    """What a phone reads from the QR code."""
    secret = b32encode(_secret(sealed, user.pk)).decode()
    label = quote(f"{_ISSUER}:{user.username}")
    return (
        f"otpauth://totp/{label}?secret={secret}&issuer={_ISSUER}&digits={DIGITS}&period={SECONDS}"
    )


def set_up(*, user: User, sealed: str, code: str, now: datetime) -> list[str]:
    """Take the phone whose code was typed; return the codes on paper, shown this once."""
    begin_attempt(account=code_account(user.pk), now=now)
    step = _fitting_step(_secret(sealed, user.pk), normalise_code(code), now)
    if step is None:
        raise Refused(
            _("Kode ini tidak cocok. Tunggu kode berikutnya di HP, lalu tulis yang itu."), "code"
        )
    paper = [temporary_word(2) for _number in range(RECOVERY_CODES)]
    # All hashing happens before the transaction: it would make other writers wait.
    rows = _recovery_rows(user.pk, paper)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if SecondFactor.objects.filter(user=user).exists():
            raise Refused(_("Kode kedua sudah terpasang."))
        SecondFactor.objects.create(user=user, sealed_secret=sealed, last_step=step, made_at=now)
        RecoveryCode.objects.filter(user=user).delete()
        RecoveryCode.objects.bulk_create(rows)
        record(user.pk, now, "second_factor.set_up", user)
    reset_attempts(account=code_account(user.pk))
    return paper


def check_second_factor(
    *, user: User, code: str, now: datetime, browser: KnownBrowser = UNKNOWN_BROWSER
) -> str:
    """Refuse unless the code is the phone's or one on paper; say which ("code" or "paper")."""
    # Whoever knows the password and guesses codes elsewhere does not keep the person out.
    device = browser.counter_for(user.pk)
    begin_attempt(account=code_account(user.pk), now=now, device=device)
    typed = normalise_code(code)
    # Codes on paper are longer: one that counts is held against none of their slow hashes.
    counted = is_counted_code(typed)
    takes = _takes_counted if counted else _takes_paper
    if not takes(user, typed, now):
        raise Refused(
            _(
                "Kode ini tidak cocok atau sudah dipakai. Tulis kode yang sekarang tampil di HP, atau "
                "satu kode cadangan dari kertas."
            ),
            "code",
        )
    reset_attempts(account=code_account(user.pk), device=device)
    return "code" if counted else "paper"


def renew_recovery_codes(*, user: User, code: str, now: datetime) -> list[str]:
    """Give ten new codes on paper; the old ones end."""
    check_second_factor(user=user, code=code, now=now)
    paper = [temporary_word(2) for _number in range(RECOVERY_CODES)]
    rows = _recovery_rows(user.pk, paper)
    with transaction.atomic():
        RecoveryCode.objects.filter(user=user).delete()
        RecoveryCode.objects.bulk_create(rows)
        record(user.pk, now, "second_factor.codes_renewed", user)
    return paper


def remove_own(*, user: User, code: str, now: datetime) -> None:
    """Do without a second factor again, where it is no must."""
    if must_have_second_factor(user, day_here(now)):
        raise Refused(_("Kelompok Anda mewajibkan kode kedua, jadi tidak dapat dilepas."))
    check_second_factor(user=user, code=code, now=now)
    drop_second_factor(user_id=user.pk, by=user.pk, now=now)


def drop_second_factor(
    *, user_id: int, by: int | None, now: datetime, group_id: int | None = None, **data: object
) -> bool:
    """Take phone and codes on paper away from a login; False when there were none."""
    with transaction.atomic():
        RecoveryCode.objects.filter(user_id=user_id).delete()
        Passkey.objects.filter(user_id=user_id).delete()
        count, _kinds = SecondFactor.objects.filter(user_id=user_id).delete()
        if count:
            user = User.objects.get(pk=user_id)
            record(by, now, "second_factor.removed", user, group_id, **data)
    return bool(count)


def require_second_factor(*, actor: Actor, group: Group | None, now: datetime) -> None:
    """Make it a must, at once: whoever has none yet signs in anew and sets one up."""
    today = day_here(now)
    held = offices_of(group, today) if group else roles_in_force(today)
    officers = set(held.filter(role__in=ROLES_BY_TWO).values_list("user_id", flat=True))
    with transaction.atomic():
        _rule, fresh = SecondFactorRule.objects.get_or_create(group=group, defaults={"since": now})
        if not fresh:
            return
        for user_id in officers - second_factor_holders(officers) - {actor.user_id}:
            end_sessions(user_id=user_id)
        _record_rule(actor, group, now, "second_factor.required")


def release_second_factor(*, actor: Actor, group: Group | None, now: datetime) -> None:
    """Leave it to each officer again."""
    with transaction.atomic():
        count, _kinds = SecondFactorRule.objects.filter(group=group).delete()
        if count:
            _record_rule(actor, group, now, "second_factor.released")


def _record_rule(actor: Actor, group: Group | None, now: datetime, verb: str) -> None:
    group_id = group.pk if group else None
    record(actor.user_id, now, verb, group, group_id)


def _takes_counted(user: User, typed: str, now: datetime) -> bool:
    row = SecondFactor.objects.filter(user=user).first()
    if row is None:
        return False
    step = _fitting_step(_secret(row.sealed_secret, user.pk), typed, now)
    if step is None:
        return False
    # One statement decides between two who send the same code at once.
    later = SecondFactor.objects.filter(pk=row.pk, last_step__lt=step)
    return later.update(last_step=step) == 1


def _takes_paper(user: User, typed: str, now: datetime) -> bool:
    fits = [
        row
        for row in RecoveryCode.objects.filter(user=user, used_at=None)
        if check_password(typed, row.code_hash)
    ]
    unused = RecoveryCode.objects.filter(pk__in=[row.pk for row in fits[:1]], used_at=None)
    return unused.update(used_at=now) == 1


def _fitting_step(secret: bytes, typed: str, now: datetime) -> int | None:
    counter = TOTP(secret, DIGITS, SHA1(), SECONDS, enforce_key_length=True)  # noqa: S303 - RFC 6238
    here = step_of(now)
    for step in (here + away for away in AROUND):
        if constant_time_compare(counter.generate(step * SECONDS).decode(), typed):
            return step
    return None


def _recovery_rows(user_id: int, paper: list[str]) -> list[RecoveryCode]:
    hashes = [make_password(normalise_code(code)) for code in paper]
    return [RecoveryCode(user_id=user_id, code_hash=hashed) for hashed in hashes]


def _sealed(secret: bytes, user_id: int) -> str:
    return seal(secret, master=settings.SECRET_KEY, about=_place(user_id))


def is_own_seal(user: User, sealed: str) -> bool:
    """Was this secret drawn here for this person? A form may come back with anything in it."""
    try:
        _secret(sealed, user.pk)
    except Refused:
        return False
    return True


def _secret(sealed: str, user_id: int) -> bytes:
    try:
        return unseal(sealed, master=settings.SECRET_KEY, about=_place(user_id))
    except UnsealError as error:
        raise Refused(
            _(
                "Kode kedua ini dipasang di komputer lain dan tidak dapat diperiksa di sini. Pakai kode "
                "cadangan, atau minta dua pengurus menghapusnya."
            ),
            "code",
        ) from error


def _place(user_id: int) -> str:
    return f"second factor of user {user_id}"


def code_account(user_id: int) -> str:
    """What guesses at a person's second factor are counted under."""
    return f"code:{user_id}"
