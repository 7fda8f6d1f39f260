"""Passkeys: a device that shows by a signature that it is there, where there is HTTPS (WebAuthn)."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
)

from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.known_browser import UNKNOWN_BROWSER, KnownBrowser
from gugus.platform.foundation.models import User
from gugus.platform.foundation.services import begin_attempt, record, reset_attempts
from gugus.second_factor.models import Passkey
from gugus.second_factor.rules import PASSKEYS
from gugus.second_factor.services.codes import check_second_factor, code_account

# What goes wrong inside an answer that no device of ours made.
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, AssertionError, RecursionError)


@dataclass(frozen=True)
class Challenge:
    """What the browser is asked (JSON), and what must be kept to check its answer."""

    options: dict[str, Any]
    state: dict[str, Any]


def passkey_to_make(*, user: User, host: str) -> Challenge:
    """Ask a device for a new key for this person at this host."""
    entity = PublicKeyCredentialUserEntity(
        id=str(user.pk).encode(), name=user.username, display_name=user.name
    )
    options, state = _server(host).register_begin(entity, _credentials(user))
    return Challenge(dict(options), state)


def add_passkey(
    *,
    user: User,
    host: str,
    state: Mapping[str, Any],
    answer: str,
    title: str,
    code: str,
    now: datetime,
) -> Passkey:
    """Keep the device's key, for whoever also shows the phone's code or one on paper."""
    try:
        made = _server(host).register_complete(
            state, RegistrationResponse.from_dict(json.loads(answer))
        )
        credential = made.credential_data
        assert credential is not None
        row = Passkey(
            user=user,
            title=title,
            credential_id=_text(credential.credential_id),
            credential=_text(credential),
            counter=made.counter,
            made_at=now,
        )
    except _BROKEN as error:
        raise Refused(_("Perangkat tidak memberi kunci yang sah. Coba sekali lagi.")) from error
    check_second_factor(user=user, code=code, now=now)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if Passkey.objects.filter(user=user).count() >= PASSKEYS:
            raise Refused(
                _("Sudah ada %(n)s kunci sandi. Hapus dahulu yang tidak dipakai.") % {"n": PASSKEYS}
            )
        if Passkey.objects.filter(credential_id=row.credential_id).exists():
            raise Refused(_("Kunci sandi perangkat ini sudah terpasang."))
        row.save()
        record(user.pk, now, "passkey.added", user)
    return row


def remove_passkey(*, passkey: Passkey, now: datetime) -> None:
    """Forget one of one's own keys; the phone's code goes on opening."""
    with transaction.atomic():
        passkey.delete()
        record(passkey.user_id, now, "passkey.removed", passkey.user)


def passkey_to_show(*, user: User, host: str) -> Challenge:
    """Ask the browser for a signature by one of the person's keys."""
    options, state = _server(host).authenticate_begin(_credentials(user))
    return Challenge(dict(options), state)


def check_passkey(
    *,
    user: User,
    host: str,
    state: Mapping[str, Any],
    answer: str,
    now: datetime,
    browser: KnownBrowser = UNKNOWN_BROWSER,
) -> None:
    """Refuse unless one of the person's keys signed what was asked here, and signed later than last."""
    device = browser.counter_for(user.pk)
    begin_attempt(account=code_account(user.pk), now=now, device=device)
    try:
        given = AuthenticationResponse.from_dict(json.loads(answer))
        used = _server(host).authenticate_complete(state, _credentials(user), given)
        counter = given.response.authenticator_data.counter
    except _BROKEN as error:
        raise Refused(_unknown()) from error
    rows = Passkey.objects.filter(user=user, credential_id=_text(used.credential_id))
    # Devices that count never sign with the same number again: a copy of the key would.
    later = rows.filter(counter__lt=counter) if counter else rows.filter(counter=0)
    if not later.update(counter=counter, used_at=now):
        raise Refused(_unknown())
    reset_attempts(account=code_account(user.pk), device=device)


def _unknown() -> str:
    return _("Kunci sandi ini tidak dikenal di sini. Coba lagi, atau tulis kode dari HP.")


def _server(host: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name="Gugus"))


def _credentials(user: User) -> list[AttestedCredentialData]:
    rows = Passkey.objects.filter(user=user).order_by("pk")
    return [AttestedCredentialData(urlsafe_b64decode(row.credential)) for row in rows]


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode()
