"""Reads about logins and the installation; parts of queries that ask for single values."""

from typing import Any, TypeVar

from django.db.models import F, Func, IntegerField, Model, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gugus.cores.words.fold import folded
from gugus.platform.foundation.models import Installation, PersonalKey, User
from gugus.platform.foundation.rules import link_digest

M = TypeVar("M", bound=Model)


def count_of(rows: QuerySet[Any, Any]) -> Coalesce:
    """How many rows there are, as one value inside another query."""
    rows_counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    # Rows that cannot be (an empty list of ids) are left out of the statement and count as none.
    return Coalesce(Subquery(rows.order_by().values(rows_counted=rows_counted)), 0)


def first_of(rows: QuerySet[Any, Any], field: str) -> Subquery:
    """A field of the first row, as one value inside another query; None when there is none."""
    return Subquery(rows.values(field)[:1])


def having_words(rows: QuerySet[M], typed: str, *fields: str) -> QuerySet[M]:
    """The rows whose texts together have every word that was typed, however either is spelt.

    Case, accents and apostrophes do not count (`cores.words.fold`), which no database compares alike.
    For lists of some thousand rows: their texts are read. Without a word all rows.
    """
    words = folded(typed).split()[:8]
    if not words:
        return rows
    texts = rows.select_related(None).order_by().values_list("pk", *fields)
    found = (
        pk
        for pk, *parts in texts
        if all(word in said for said in [folded(" ".join(filter(None, parts)))] for word in words)
    )
    return rows.filter(pk__in=list(found))


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
