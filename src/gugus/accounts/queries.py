"""Reads about logins: who holds what, whose keys are live, what is recorded about a person."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, Q, QuerySet
from django.utils import timezone

from gugus.accounts.models import OfficeProposal, SignIn
from gugus.people.models import CommitteePost, Group, Place, RoleAssignment, Speaker, Teacher
from gugus.people.queries import (
    former_members_of,
    groups_of_teachers,
    kept_elsewhere,
    offices_of,
    roles_in_force,
    secretaries_of,
)
from gugus.people.rules.offices import SITE_OFFICES
from gugus.people.rules.roles import Role
from gugus.people.rules.years import school_year_of
from gugus.platform.foundation.models import AuditEntry, PersonalKey, PinBudget, User


def teacher_of(user_id: int, *, active_only: bool = False) -> Teacher | None:
    """Who a login belongs to, if that is a teacher."""
    rows = Teacher.objects.select_related("school").filter(user_id=user_id)
    return (rows.filter(active=True) if active_only else rows).first()


def names_around(teacher: Teacher) -> list[str]:
    """The names of all who teach in a group of this teacher."""
    groups = groups_of_teachers([teacher])[teacher.pk]
    rows = Teacher.objects.filter(active=True, school__memberships__group_id__in=groups)
    return list(rows.values_list("name", flat=True).distinct())


def roles_of(user: User, day: date) -> QuerySet[RoleAssignment]:
    """The roles that a person holds on a day."""
    return roles_in_force(day).filter(user=user).order_by("id")


def site_offices(day: date) -> QuerySet[RoleAssignment]:
    """The roles that reach beyond one group."""
    return roles_in_force(day).filter(role__in=SITE_OFFICES)


def waiting_proposals(day: date) -> QuerySet[OfficeProposal]:
    """What may still be approved, with all that a page says of it."""
    rows = OfficeProposal.objects.filter(state=OfficeProposal.State.WAITING, open_until__gte=day)
    about = ("group", "school", "user", "teacher__school", "proposed_by")
    return rows.select_related(*about).order_by("id")


def proposals_in(group: Group, day: date) -> QuerySet[OfficeProposal]:
    """What waits for a second officer of a group."""
    return waiting_proposals(day).filter(group=group)


def invitations_of(user_id: int, day: date) -> QuerySet[RoleAssignment]:
    """What an outside evaluator is invited to on a day."""
    return roles_in_force(day).filter(user_id=user_id, role=Role.EVALUATOR).order_by("id")


def evaluators_of(group: Group, day: date) -> QuerySet[RoleAssignment]:
    """The outside evaluators that a group has invited and whose last day is not over."""
    return offices_of(group, day).filter(role=Role.EVALUATOR).order_by("id")


def offices_by_password(group: Group, day: date) -> QuerySet[RoleAssignment]:
    """A group's offices whose holders sign in by password: all but outside evaluators."""
    return offices_of(group, day).exclude(role=Role.EVALUATOR)


def is_evaluator_only(user_id: int, day: date) -> bool:
    """Is the person here as an outside evaluator, and as nothing else?"""
    held = list(roles_in_force(day).filter(user_id=user_id).values_list("role", flat=True))
    return bool(held) and set(held) == {Role.EVALUATOR}


def givers_of(offices: Iterable[RoleAssignment]) -> dict[int, tuple[str, ...]]:
    """Who gave each office, and who proposed it, as the audit trail has it; by office."""
    label = RoleAssignment._meta.label
    given = AuditEntry.objects.filter(verb="role.given", object_type=label)
    rows = given.filter(object_id__in=[row.pk for row in offices])
    found = {row.object_id: (row.data.get("proposed_by"), row.user_id) for row in rows}
    names = dict(
        User.objects.filter(
            pk__in={pk for pair in found.values() for pk in pair if pk}
        ).values_list("pk", "name")
    )
    return {
        office: tuple(names[pk] for pk in pair if pk in names)
        for office, pair in found.items()
        if office is not None
    }


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


def former_key_holders(group: Group) -> list[Teacher]:
    """Who left, belongs nowhere and still has a link or a PIN, of those whom this group kept."""
    live = PersonalKey.objects.filter(withdrawn_at=None).values("user_id")
    rows = former_members_of(group).filter(active=False, user__in=live).order_by("sort_key", "id")
    teachers = list(rows)
    elsewhere = kept_elsewhere(group, teachers)
    return [one for one in teachers if one.pk not in elsewhere]


def keys_kept_elsewhere(
    group: Group, teachers: Iterable[Teacher], day: date
) -> dict[int, tuple[str, str]]:
    """By teacher: the other group that issues their keys, and its secretaries' names."""
    keepers = kept_elsewhere(group, teachers)
    ask = {one.pk: ", ".join(secretaries_of(one, day)) for one in set(keepers.values())}
    return {pk: (one.name, ask[one.pk]) for pk, one in keepers.items()}


def keys_of(user_id: int) -> QuerySet[PersonalKey]:
    """Every link and PIN that was ever made for a person, the latest first."""
    rows = PersonalKey.objects.filter(user_id=user_id).select_related("issued_by")
    return rows.order_by("-issued_at", "-id")


def key_made_lately(user_id: int, day: date) -> Exists:
    """Was a key made in the last days for somebody who had one before?"""
    since = timezone.make_aware(datetime.combine(day - timedelta(days=7), time.min))
    keys = PersonalKey.objects.filter(user_id=user_id)
    before = keys.filter(issued_at__lt=since)
    return Exists(keys.filter(Exists(before), issued_at__gte=since))


def sign_ins_of(user_id: int) -> QuerySet[SignIn]:
    """When somebody came in under a person's name, the latest first."""
    return SignIn.objects.filter(user_id=user_id)


def password_resets_of(user_id: int) -> list[tuple[datetime, str]]:
    """When others gave the person a new password, and who they were."""
    rows = AuditEntry.objects.filter(
        verb="user.password_reset", object_type=User._meta.label, object_id=user_id
    ).order_by("-at")[:20]
    found = [(row.at, (row.data.get("proposed_by"), row.user_id)) for row in rows]
    ids = {pk for _at, pair in found for pk in pair if pk}
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [(at, ", ".join(names[pk] for pk in pair if pk in names)) for at, pair in found]


def words_around(user: User) -> list[str]:
    """Names of the groups, schools and places that a person has to do with."""
    groups = ("group__name", "group__code", "group__place__name", "group__place__parent__name")
    held = RoleAssignment.objects.filter(user=user).values_list(
        *groups, "school__name", "school__place__name", "place__name"
    )
    taught = Teacher.objects.filter(user=user).values_list("school__name", "school__place__name")
    return sorted({word for row in (*held, *taught) for word in row if word})


def places_named(text: str, depth: int) -> list[Place]:
    """Every kecamatan (depth 3) or kabupaten/kota (2) with this code or this name."""
    rows = Place.objects.select_related("parent__parent").order_by("code")
    named = rows.filter(code=text) or rows.filter(name__iexact=text)
    return [place for place in named if place.code.count(".") == depth - 1]


def slowed_pin_budgets(group: Group, now: datetime) -> QuerySet[PinBudget]:
    """The group's count of wrong PINs, if unknown phones have waited for it within a day."""
    day = timedelta(days=1)
    return PinBudget.objects.filter(group_id=group.pk, slowed_at__range=(now - day, now + day))


def pins_slowed(group: Group, now: datetime) -> bool:
    """Are PINs of the group slowed, or were they within a day?"""
    return slowed_pin_budgets(group, now).exists()


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
        "keys": list(
            keys_of(user.pk).values(
                "kind", "issued_at", "issued_by__name", "last_used_at", "withdrawn_at"
            )
        ),
        "sign_ins": list(sign_ins_of(user.pk).values("at", "by", "device")),
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
