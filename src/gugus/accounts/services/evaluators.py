"""Inviting outside evaluators to one record, and ending that."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.accounts.queries import evaluators_of, is_evaluator_only
from gugus.people.access import Actor
from gugus.people.clock import day_here, day_of
from gugus.people.models import Group, RoleAssignment
from gugus.people.registry import subjects
from gugus.people.rules.names import comparable
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User
from gugus.platform.foundation.services import end_sessions, prepare_link, record, store_key

LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Invited:
    """An invitation and the link that opens it, shown once."""

    office: RoleAssignment
    token: str


def invite_evaluator(
    *, actor: Actor, group: Group, kind: str, key: str, name: str, until: date, now: datetime
) -> Invited:
    """Let somebody from outside look at one record until a day; the link is all they need."""
    today = day_of(group, now)
    if not today <= until <= today + LONGEST:
        raise Refused(_("Pilih hari terakhir antara hari ini dan setahun lagi."), "until")
    subject = subjects().get(kind)
    if subject is None or key not in subject.names(group):
        raise Refused(_("Pilih yang boleh dilihatnya."), "subject")
    if comparable(name) == comparable(actor.name):
        raise Refused(_("Diri sendiri tidak dapat diundang."), "name")
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=group.pk)
        user = _login_of(group, name.strip(), today)
        office, _fresh = RoleAssignment.objects.update_or_create(
            user=user,
            role=Role.EVALUATOR,
            group=group,
            subject_kind=kind,
            subject_key=key,
            until__gte=today,
            defaults={"until": until},
            create_defaults={"until": until, "since": today},
        )
        link = prepare_link(user_id=user.pk)
        store_key(key=link, issued_by=actor.user_id, now=now)
        _record(actor, office, now, "evaluator.invited")
    return Invited(office, link.secret)


def end_invitation(*, actor: Actor, office: RoleAssignment, now: datetime) -> None:
    """End an invitation today, and every session that it opened."""
    with transaction.atomic():
        office.until = day_here(now) - timedelta(days=1)
        office.save(update_fields=["until"])
        end_sessions(user_id=office.user_id)
        _record(actor, office, now, "evaluator.ended")


def _login_of(group: Group, name: str, today: date) -> User:
    """The login that this evaluator already has in the group, or one that opens nothing else."""
    for row in evaluators_of(group, today):
        if comparable(row.user.name) == comparable(name) and is_evaluator_only(row.user_id, today):
            return row.user
    return User.objects.create_user(f"penilai-{secrets.token_hex(6)}", name)


def _record(actor: Actor, office: RoleAssignment, now: datetime, verb: str) -> None:
    record(
        user_id=actor.user_id,
        now=now,
        verb=verb,
        obj=office,
        group_id=office.group_id,
        role=office.role,
        person=office.user_id,
    )
