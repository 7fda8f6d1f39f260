"""Who has a second factor, and who must have one."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from gugus.people.models import Group
from gugus.people.queries import roles_in_force
from gugus.people.rules.offices import ROLES_BY_TWO
from gugus.platform.foundation.models import User
from gugus.second_factor.models import Passkey, RecoveryCode, SecondFactor, SecondFactorRule


def has_second_factor(user_id: int) -> bool:
    """Is the person asked for more than the password?"""
    return SecondFactor.objects.filter(user_id=user_id).exists()


def second_factor_holders(user_ids: Iterable[int]) -> frozenset[int]:
    """Those of these persons who have one."""
    rows = SecondFactor.objects.filter(user_id__in=list(user_ids))
    return frozenset(rows.values_list("user_id", flat=True))


def codes_left(user_id: int) -> int:
    """How many codes on paper still open something."""
    return RecoveryCode.objects.filter(user_id=user_id, used_at=None).count()


def passkeys_of(user_id: int) -> QuerySet[Passkey]:
    """The person's own keys, oldest first."""
    return Passkey.objects.filter(user_id=user_id).order_by("pk")


def is_required_in(group: Group | None) -> bool:
    """Does the rule stand for this group itself, or (None) for the whole site?"""
    return SecondFactorRule.objects.filter(group=group).exists()


def must_have_second_factor(user: User, day: date) -> bool:
    """Does the person hold a role that sees ratings or makes officers where the rule stands?"""
    held = roles_in_force(day).filter(user=user, role__in=ROLES_BY_TWO)
    groups = set(held.values_list("group_id", flat=True))
    if not groups:
        return False
    # An office of no group (site, region) is held to the site's rule alone.
    return SecondFactorRule.objects.filter(Q(group=None) | Q(group_id__in=groups - {None})).exists()
