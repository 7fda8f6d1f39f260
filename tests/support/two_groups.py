"""Two groups that share a school and a teacher, and what the second must never read of the first."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polib
from django.apps import apps
from django.db.models import CharField, Model, TextField
from django.urls import reverse

import gugus
from gugus.people.access import Actor, load_actor
from gugus.people.models import (
    Group,
    GroupSchool,
    Membership,
    School,
    Teacher,
)
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import User
from tests.support.world import SINCE, World

# A text that is shorter may stand on a page by chance.
_TELLING = 10
_DEEPEST = 3


@dataclass(frozen=True)
class Shared:
    """What both groups have; the first keeps the records."""

    school: School
    # At that school, so a member of both groups by it.
    by_school: Teacher
    # At another school of the first group, and a member of the second by themselves.
    by_self: Teacher


def share(world: World) -> Shared:
    """A school that joins the second group too, and a teacher who belongs to it by themselves."""
    school = School.objects.create(
        npsn="99991005", name="SDN Bersama 05", place=world.schools[0].place
    )
    for group in (world.group, world.other):
        GroupSchool.objects.create(group=group, school=school, first_year=2020)
    by_school = Teacher.objects.create(school=school, name="Guru Bersama Lima", class_level=5)
    by_self = world.teachers[0]
    Membership.objects.create(teacher=by_self, group=world.other, since=SINCE)
    return Shared(school, by_school, by_self)


def actor_of(user: User) -> Actor:
    """The person as they stand now."""
    return load_actor(User.objects.get(pk=user.pk))


def second(world: World) -> Actor:
    """The second group's secretary."""
    return actor_of(world.outsider)


def first(world: World) -> Actor:
    """The first group's secretary."""
    return actor_of(world.users[Role.SECRETARY])


def other(name: str, *args: object) -> str:
    """A page of the second group."""
    return reverse(name, args=["seberang-1", *args])


def telling_texts(group: Group, shared: Shared) -> frozenset[str]:
    """What is written in records of this group alone: names, journals, purposes of money, titles."""
    found = set[str]()
    for model in apps.get_models():
        if model.__module__.startswith("gugus."):
            for path in _paths_to_group(model):
                found.update(_texts(model, {path: group}))
    rows = Teacher.objects.exclude(pk__in=[shared.by_school.pk, shared.by_self.pk])
    own = rows.filter(school__groups=group)
    found.update(own.values_list("name", flat=True))
    found.update(own.values_list("school__name", flat=True))
    # A shared teacher is named with the own school.
    both = {one.school.name for one in (shared.by_school, shared.by_self)}
    return frozenset(text for text in found - both if text not in _own_words())


@cache
def _own_words() -> str:
    """What pages say by themselves: their sentences, with the examples in them, and values of roles."""
    catalogue = Path(gugus.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
    return "\n".join([*(one.msgid for one in polib.pofile(str(catalogue))), *Role])


def _paths_to_group(model: type[Model], depth: int = 0) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        target = field.related_model
        if target is Group:
            yield field.name
        # Schools and teachers are shared: what points to them alone is not the group's.
        elif isinstance(target, type) and target not in (model, School, Teacher):
            deeper = _paths_to_group(target, depth + 1) if depth < _DEEPEST else ()
            yield from (f"{field.name}__{path}" for path in deeper)


def _texts(model: type[Model], of_group: dict[str, Group]) -> Iterator[str]:
    kinds = (CharField, TextField)
    fields = [f for f in model._meta.concrete_fields if isinstance(f, kinds) and not f.choices]
    for field in fields:
        values = model._default_manager.filter(**of_group).values_list(field.name, flat=True)
        yield from (text for text in values if isinstance(text, str) and len(text) >= _TELLING)
