"""A round in the shared world, and hands that fill it."""

from collections.abc import Callable
from datetime import date

import pytest

from gugus.competence.models import Framework, Item
from gugus.competence.queries.answers import framework_items
from gugus.competence.services import rounds
from gugus.people.access import load_actor
from gugus.people.rules.roles import Role
from tests.support.measurement_round import NOW, Measuring
from tests.support.world import World


@pytest.fixture
def measuring(world: World) -> Measuring:
    framework = Framework.objects.get(code="pkg-14")
    plan = rounds.RoundPlan(framework, "PKG 2026/2027", date(2026, 11, 2), 76)
    round_ = rounds.open_round(
        actor=load_actor(world.users[Role.SECRETARY]), now=NOW, group=world.group, plan=plan
    )
    return Measuring(world, framework, framework_items(framework.pk), round_)


@pytest.fixture
def answers() -> Callable[[Item, int], dict[int, int]]:
    """Every indicator of an item with one value."""
    return lambda item, value: {one.pk: value for one in item.indicators.all()}
