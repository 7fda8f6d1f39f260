"""Giving teachers their links and PINs, and taking them back."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.clock import day_here
from gugus.people.models import Group, Teacher
from gugus.people.queries import groups_of_teachers, roles_in_force, roster_of, teachers_of
from gugus.people.rules.names import comparable
from gugus.people.services.members import refuse_kept_elsewhere
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User
from gugus.platform.foundation.pin_budget import renew_pin_budget
from gugus.platform.foundation.queries import active_pins
from gugus.platform.foundation.services import (
    NewKey,
    clear_attempts,
    prepare_link,
    prepare_pin,
    record,
    store_key,
    withdraw_keys,
)


class KeySelection(StrEnum):
    """Which keys to make."""

    BOTH = "both"
    LINK = "link"
    PIN = "pin"


@dataclass(frozen=True)
class IssuedKeys:
    """What a teacher receives; the secrets exist nowhere else."""

    teacher: Teacher
    token: str | None
    pin: str | None


def issue_keys(
    *, actor: Actor, group: Group, teachers: Sequence[Teacher], wanted: KeySelection, now: datetime
) -> list[IssuedKeys]:
    """Make new keys for these teachers; older ones of the same kind end at once."""
    _refuse_strangers(teachers_of(group), teachers)
    refuse_kept_elsewhere(group, teachers, now)
    _refuse_officers(teachers, now)
    with transaction.atomic():
        logins = {teacher.pk: _login_of(teacher) for teacher in teachers}
    # All hashing happens between the transactions: it would make other writers wait.
    namesakes = _pin_hashes_by_name(group)
    drawn = [_draw(row, logins[row.pk], wanted, namesakes) for row in teachers]
    codes_of = _codes_by_teacher(teachers)
    with transaction.atomic():
        for teacher, keys in zip(teachers, drawn, strict=True):
            for key in keys.values():
                store_key(key=key, issued_by=actor.user_id, now=now)
            if KeySelection.PIN in keys:
                # Wrong guesses at the old one keep nobody waiting with the new one.
                for code in codes_of[teacher.pk]:
                    clear_attempts(account=pin_account(code, teacher.name))
            record(actor.user_id, now, "personal_key.issued", teacher, group.pk, kind=wanted.value)
    return [_issued(row, keys) for row, keys in zip(teachers, drawn, strict=True)]


def _codes_by_teacher(teachers: Sequence[Teacher]) -> dict[int, list[str]]:
    """The groups at whose doors each of them may type a PIN."""
    groups = groups_of_teachers(teachers)
    ids = {pk for found in groups.values() for pk in found}
    codes = dict(Group.objects.filter(pk__in=ids).values_list("pk", "code"))
    return {teacher: [codes[pk] for pk in found] for teacher, found in groups.items()}


def pin_account(code: str, name: str) -> str:
    """Under which name guesses at a PIN are counted: not by spelling."""
    return f"pin:{code}:{comparable(name)}"


def relax_pins(*, actor: Actor, group: Group, now: datetime) -> bool:
    """Let unknown phones try PINs again without waiting; False when nobody waits."""
    with transaction.atomic():
        done = renew_pin_budget(group_id=group.pk)
        if done:
            record(actor.user_id, now, "pin.relaxed", group_id=group.pk)
    return done


def withdraw_teacher_keys(*, actor: Actor, group: Group, teacher: Teacher, now: datetime) -> bool:
    """Make a teacher's link and PIN useless and sign them out; False when there were none.

    Also of one who left: their link goes on opening their own data until then.
    """
    _refuse_strangers(roster_of(group, with_left=True), [teacher])
    refuse_kept_elsewhere(group, [teacher], now)
    if teacher.user_id is None:
        return False
    with transaction.atomic():
        count = withdraw_keys(user_id=teacher.user_id, now=now)
        if count:
            record(actor.user_id, now, "personal_key.withdrawn", teacher, group.pk)
    return count > 0


def _refuse_strangers(known: QuerySet[Teacher], teachers: Sequence[Teacher]) -> None:
    wanted = {teacher.pk for teacher in teachers}
    if known.filter(pk__in=wanted).count() < len(wanted):
        raise Refused(_("Guru ini tidak ada di kelompok ini."))


def _refuse_officers(teachers: Sequence[Teacher], now: datetime) -> None:
    users = [teacher.user_id for teacher in teachers if teacher.user_id]
    if roles_in_force(day_here(now)).filter(user_id__in=users).exists():
        raise Refused(
            _("Pengurus masuk dengan kata sandi, bukan tautan atau PIN. Hapus centangnya.")
        )


def _draw(
    teacher: Teacher, user_id: int, wanted: KeySelection, namesakes: dict[str, list[str]]
) -> dict[KeySelection, NewKey]:
    keys = {}
    if wanted != KeySelection.PIN:
        keys[KeySelection.LINK] = prepare_link(user_id=user_id)
    if wanted != KeySelection.LINK:
        same_name = namesakes.setdefault(comparable(teacher.name), [])
        keys[KeySelection.PIN] = prepare_pin(user_id=user_id, taken=same_name)
        same_name.append(keys[KeySelection.PIN].secret_hash)
    return keys


def _issued(teacher: Teacher, keys: dict[KeySelection, NewKey]) -> IssuedKeys:
    link, pin = keys.get(KeySelection.LINK), keys.get(KeySelection.PIN)
    return IssuedKeys(teacher, link.secret if link else None, pin.secret if pin else None)


def _login_of(teacher: Teacher) -> int:
    row = Teacher.objects.select_for_update().get(pk=teacher.pk)
    if row.user_id is not None:
        return row.user_id
    user = User.objects.create_user(f"guru-{secrets.token_hex(6)}", row.name)
    row.user = user
    row.save(update_fields=["user"])
    return user.pk


def _pin_hashes_by_name(group: Group) -> dict[str, list[str]]:
    """Hashes of live PINs by comparable name: persons of one name need different PINs."""
    names = {
        user_id: comparable(name)
        for user_id, name in teachers_of(group).values_list("user_id", "name")
        if user_id is not None
    }
    found: dict[str, list[str]] = {}
    for key in active_pins(list(names)):
        found.setdefault(names[key.user_id], []).append(key.secret_hash)
    return found
