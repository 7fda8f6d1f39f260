"""Reads about logins and the installation; parts of queries that ask for single values."""

from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gugus.platform.foundation.models import Installation, PersonalKey, User
from gugus.platform.foundation.rules import link_digest


def count_of(rows: QuerySet[Any, Any]) -> Coalesce:
    """How many rows there are, as one value inside another query."""
    rows_counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    # Rows that cannot be (an empty list of ids) are left out of the statement and count as none.
    return Coalesce(Subquery(rows.order_by().values(rows_counted=rows_counted)), 0)


def first_of(rows: QuerySet[Any, Any], field: str) -> Subquery:
    """A field of the first row, as one value inside another query; None when there is none."""
    return Subquery(rows.values(field)[:1])


def is_example_installation() -> bool:
    """Was this database made by `gugus demo`? Nothing else can make it so."""
    return Installation.objects.filter(is_example=True).exists()


def has_users() -> bool:
    """Does anybody have a login here?"""
    return User.objects.exists()


def link_key(token: str) -> PersonalKey | None:
    """The live link with this secret whose person may sign in."""
    live = PersonalKey.objects.filter(
        kind=PersonalKey.Kind.LINK,
        secret_hash=link_digest(token),
        withdrawn_at=None,
        user__is_active=True,
    )
    return live.select_related("user").first()


def active_pins(user_ids: list[int]) -> list[PersonalKey]:
    """The live PINs of these persons, as far as they may sign in."""
    rows = PersonalKey.objects.filter(
        kind=PersonalKey.Kind.PIN, user_id__in=user_ids, withdrawn_at=None, user__is_active=True
    )
    return list(rows.select_related("user").order_by("id"))
