"""Reads about logins: who holds what, whose keys are live, what is recorded about a person."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from gugus.people.models import CommitteePost, Group, RoleAssignment, Speaker, Teacher
from gugus.people.queries import groups_of_teachers, kept_elsewhere, roles_in_force, secretaries_of
from gugus.people.rules.offices import SITE_OFFICES
from gugus.people.rules.roles import Role
from gugus.people.rules.years import school_year_of
from gugus.platform.foundation.models import PersonalKey, User


def teacher_of(user_id: int, *, active_only: bool = False) -> Teacher | None:
    """Who a login belongs to, if that is a teacher."""
    rows = Teacher.objects.select_related("school").filter(user_id=user_id)
    return (rows.filter(active=True) if active_only else rows).first()


def roles_of(user: User, day: date) -> QuerySet[RoleAssignment]:
    """The roles that a person holds on a day."""
    return roles_in_force(day).filter(user=user).order_by("id")


def site_offices(day: date) -> QuerySet[RoleAssignment]:
    """The roles that reach beyond one group."""
    return roles_in_force(day).filter(role__in=SITE_OFFICES)


def groups_with_counts() -> QuerySet[Group]:
    """Every group with its place, and `n`: how many schools ever belonged to it."""
    return Group.objects.select_related("place").annotate(n=Count("memberships", distinct=True))


def officers_among(user_ids: Iterable[int], day: date) -> frozenset[int]:
    """Those of these persons who hold a role."""
    rows = roles_in_force(day).filter(user_id__in=user_ids)
    return frozenset(rows.values_list("user_id", flat=True))


def live_keys(user_ids: Iterable[int]) -> QuerySet[PersonalKey]:
    """The links and PINs that open something."""
    return PersonalKey.objects.filter(user_id__in=user_ids, withdrawn_at=None)


def keys_kept_elsewhere(
    group: Group, teachers: Iterable[Teacher], day: date
) -> dict[int, tuple[str, str]]:
    """By teacher: the other group that issues their keys, and its secretaries' names."""
    keepers = kept_elsewhere(group, teachers)
    ask = {one.pk: ", ".join(secretaries_of(one, day)) for one in set(keepers.values())}
    return {pk: (one.name, ask[one.pk]) for pk, one in keepers.items()}


def example_logins(day: date) -> list[tuple[int, str, Role]]:
    """Id, name and role of every invented person with a login, officers first."""
    held = roles_in_force(day).filter(Q(user__is_example=True, user__is_active=True))
    found = {(row.user_id, row.user.name): Role(row.role) for row in held.order_by("-id")}
    plain = User.objects.filter(is_example=True, is_active=True, teacher__active=True)
    for user in plain.exclude(pk__in=[user_id for user_id, _name in found]).order_by("id"):
        found[(user.pk, user.name)] = Role.TEACHER
    order = list(Role)
    people = sorted(found.items(), key=lambda item: (order.index(item[1]), item[0]))
    return [(user_id, name, role) for (user_id, name), role in people]


def posts_in_groups(teacher: Teacher) -> QuerySet[CommitteePost]:
    """Every post that a teacher ever held, with its group."""
    return CommitteePost.objects.filter(teacher=teacher).select_related("group")


def record_keepers(teacher: Teacher, day: date) -> list[tuple[Group, list[str]]]:
    """The groups that a teacher belongs to, the one that keeps the record first, with secretaries."""
    ids = groups_of_teachers([teacher], school_year_of(day))[teacher.pk]
    groups = Group.objects.in_bulk(ids)
    return [(groups[pk], secretaries_of(groups[pk], day)) for pk in ids]


def own_data_document(user: User, teacher: Teacher | None, day: date) -> dict[str, Any]:
    """What is recorded about a person, for other programs; field names as in the database."""
    return {
        "account": {
            "username": user.username,
            "name": user.name,
            "language": user.language,
            "last_login": user.last_login,
        },
        "roles": list(roles_of(user, day).values("role", "since", "until")),
        "teacher": _teacher_document(teacher) if teacher else None,
    }


def _teacher_document(teacher: Teacher) -> dict[str, Any]:
    kept = [f.name for f in Teacher._meta.concrete_fields if f.name not in ("id", "user", "school")]
    document = {name: getattr(teacher, name) for name in kept}
    document["school"] = {"npsn": teacher.school.npsn, "name": teacher.school.name}
    document["posts"] = list(
        CommitteePost.objects.filter(teacher=teacher).values(
            "group__name", "post", "term_start", "term_end", "decree_number", "decree_date"
        )
    )
    document["speaker"] = list(
        Speaker.objects.filter(teacher=teacher).values(
            "name", "institution", "position", "phone", "expertise"
        )
    )
    return document
