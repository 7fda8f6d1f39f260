"""One statement serves everybody of the same rights, and says what each would have asked alone."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gugus.home.queries.facts import home_parts, rows_of, statement_of, values_of
from gugus.people.access import load_actor
from gugus.people.models import Group
from gugus.people.registry import Viewer
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import User
from tests.support.meetings import give, make_meeting, mark
from tests.support.world import World


def asked_alone(viewer: Viewer) -> list[Any]:
    """Each value by a query of its own."""
    rows = Group.objects.filter(pk=viewer.group.pk)
    questions = [one for part in home_parts().values() for one in part.ask(viewer).values()]
    return [rows.values_list(question).get()[0] for question in questions]


def in_one(viewer: Viewer) -> list[Any]:
    """All values as Beranda asks for them."""
    return list(values_of(viewer, statement_of(viewer)[0]))


@pytest.fixture
def busy(world: World) -> World:
    """A group where something waits for most people."""
    meeting = make_meeting(world, state="held")
    for teacher in world.teachers[:3]:
        mark(meeting, teacher, world.users[Role.SECRETARY])
        give(meeting, teacher)
    make_meeting(world, group=world.other, host=None, state="held")
    return world


@pytest.mark.parametrize("role", Role)
def test_the_values_of_every_role_in_every_group(busy: World, role: Role) -> None:
    for group in (busy.group, busy.other):
        viewer = Viewer(load_actor(busy.users[role]), group, timezone.now())
        assert in_one(viewer) == asked_alone(viewer)


def test_a_second_person_of_the_same_rights_shares_the_statement(busy: World) -> None:
    viewers = []
    school = busy.teachers[0].school_id
    for teacher in [one for one in busy.teachers if one.school_id == school][:2]:
        if teacher.user is None:
            teacher.user = User.objects.create_user(f"guru-{teacher.pk}", teacher.name)
            teacher.save()
        viewers.append(Viewer(load_actor(teacher.user), busy.group, timezone.now()))
    one, two = viewers
    assert one.actor != two.actor and statement_of(one)[0] is statement_of(two)[0]
    for viewer in viewers:
        assert in_one(viewer) == asked_alone(viewer)


@pytest.mark.parametrize("role", Role)
def test_asking_names_values_and_reads_nothing(busy: World, role: Role) -> None:
    viewer = Viewer(load_actor(busy.users[role]), busy.group, timezone.now())
    with CaptureQueriesContext(connection) as queries:
        for part in home_parts().values():
            part.ask(viewer)
    assert not queries.captured_queries


@pytest.mark.parametrize("role", Role)
def test_the_rows_of_every_role_are_those_asked_for_alone(busy: World, role: Role) -> None:
    for group in (busy.group, busy.other):
        viewer = Viewer(load_actor(busy.users[role]), group, timezone.now())
        for name, part in home_parts().items():
            for word, listed in part.lists.items():
                assert rows_of(viewer, name, word) == list(listed.rows(viewer))
