"""A group's signing keys: created when first needed, renewed by hand, kept to verify old
signatures."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from gugus.certificates.models import SigningKey
from gugus.certificates.queries import active_key
from gugus.cores.credentials import PrivateKey
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.papers import full_name
from gugus.platform.documents.signing import SigningKeyPair, new_signing_key_pair
from gugus.platform.foundation.seals import UnsealError, seal, unseal
from gugus.platform.foundation.services import record

Kind = SigningKey.Kind


@dataclass(frozen=True, repr=False)
class OpenedKey:
    """A key that can sign now."""

    row: SigningKey
    private: bytes


def open_key(key: SigningKey) -> bytes:
    """The private part.

    Raises
    ------
    CannotOpen
        It was sealed by an installation with another secret (a backup restored elsewhere).
    """
    return unseal(key.private, master=settings.SECRET_KEY, about=_about(key.group_id, key.kind))


def ensure_key(
    *, group: Group, kind: SigningKey.Kind, user_id: int | None, now: datetime
) -> OpenedKey:
    """The key that signs now; made when there is none that can be opened."""
    found = _openable(group, kind)
    if found is not None:
        return found
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=group.pk)
        # Somebody else may have made it while this one waited.
        found = _openable(group, kind)
        if found is not None:
            return found
        _retire(group, kind, SigningKey.Retired.UNREADABLE, now)
        return _make(group, kind, user_id, now)


def renew_signing_keys(*, actor: Actor, now: datetime, group: Group) -> None:
    """Sign with new keys from now on; what the old ones signed can still be checked."""
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=group.pk)
        for kind in Kind:
            _retire(group, kind, SigningKey.Retired.RENEWED, now)
            _make(group, kind, actor.user_id, now)


def paper_key(opened: OpenedKey) -> SigningKeyPair:
    """The key as PDFs are signed with it."""
    return SigningKeyPair(opened.private, opened.row.public)


def _openable(group: Group, kind: SigningKey.Kind) -> OpenedKey | None:
    row = active_key(group.pk, kind)
    if row is None:
        return None
    try:
        return OpenedKey(row, open_key(row))
    except UnsealError:
        return None


def _retire(group: Group, kind: SigningKey.Kind, because: str, now: datetime) -> None:
    SigningKey.objects.filter(group=group, kind=kind, retired_at=None).update(
        retired_at=now, retired_because=because
    )


def _make(group: Group, kind: SigningKey.Kind, user_id: int | None, now: datetime) -> OpenedKey:
    if kind == Kind.PAPER:
        made = new_signing_key_pair(full_name(group), now)
        private, public = made.private, made.certificate
    else:
        key = PrivateKey.new()
        private, public = key.raw, key.public.multibase
    sealed = seal(private, master=settings.SECRET_KEY, about=_about(group.pk, kind))
    row = SigningKey.objects.create(
        group=group, kind=kind, private=sealed, public=public, made_at=now
    )
    record(user_id, now, "signing_key.created", row, group.pk)
    return OpenedKey(row, private)


def _about(group_id: int, kind: str) -> str:
    """Binds a sealed key to its group and kind."""
    return f"group:{group_id}:{kind}"


def can_open(key: SigningKey) -> bool:
    """Was it sealed by this installation?"""
    try:
        open_key(key)
    except UnsealError:
        return False
    return True
