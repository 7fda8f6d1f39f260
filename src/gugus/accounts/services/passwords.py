"""New passwords for officers who forgot theirs."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.accounts.services.officers import Agreement, agreed, holds_by_two, word_for
from gugus.people.access import Actor
from gugus.people.clock import day_here
from gugus.people.models import Group, Teacher
from gugus.people.queries import groups_of_teachers, offices_of, roles_in_force
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User
from gugus.platform.foundation.services import clear_attempts, record


def reset_officer_password(*, actor: Actor, group: Group | None, user: User, now: datetime) -> str:
    """Give a password for one sign-in to somebody whose roles one person may give."""
    refuse_bad_reset(actor, group, user, now)
    if holds_by_two(user.pk, day_here(now)):
        raise Refused(_("Kata sandi orang ini perlu dibuat baru oleh dua pengurus."))
    return renew_password(actor=actor, group=group, user=user, now=now)


def renew_password(
    *,
    actor: Actor | None,
    group: Group | None,
    user: User,
    now: datetime,
    agreement: Agreement | None = None,
) -> str:
    """Put a temporary password in place of the one that was; all sessions end."""
    with transaction.atomic():
        word = word_for(user, agreement)
        record(
            actor.user_id if actor else None,
            now,
            "user.password_reset",
            user,
            group.pk if group else None,
            **agreed(agreement),
        )
    clear_attempts(account=f"name:{user.username}")
    return word


def refuse_bad_reset(actor: Actor, group: Group | None, user: User, now: datetime) -> None:
    """Refuse oneself, and persons whose offices reach further than the actor's rights."""
    if user.pk == actor.user_id:
        raise Refused(_("Kata sandi sendiri diganti di halaman Saya."))
    if not actor.may_anywhere(May.ADMINISTER_SITE):
        _refuse_reaching_further(user, group, now)


def _refuse_reaching_further(user: User, group: Group | None, now: datetime) -> None:
    # Whoever sets the password could sign in with it: it must not reach further than their own
    # rights.
    today = day_here(now)
    here = offices_of(group, today).filter(user=user).count() if group else 0
    further = roles_in_force(today).filter(user=user).count() > here
    teaches = Teacher.objects.filter(user=user).first()
    if teaches is not None and group is not None:
        homes = groups_of_teachers([teaches])[teaches.pk]
        further |= bool(homes) and homes[0] != group.pk
    if here == 0 or further:
        raise Refused(
            _(
                "Orang ini juga bertugas di luar kelompok ini. Kata sandinya hanya dapat dibuat "
                "baru oleh pengelola aplikasi."
            )
        )
