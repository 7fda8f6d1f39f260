"""A question which weekday suits."""

from datetime import UTC, date, datetime

from django.urls import reverse

from gugus.calendar.models import DayPoll
from gugus.calendar.services.polls import open_poll
from gugus.people.access import load_actor
from gugus.people.rules.roles import Role
from tests.support.world import World

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


def at(world: World, name: str, *parts: object) -> str:
    return reverse(name, args=[world.group.code, *parts])


def ask(world: World, closes_on: date | None = None, now: datetime = NOW) -> DayPoll:
    return open_poll(
        actor=load_actor(world.users[Role.CHAIR]),
        now=now,
        group=world.group,
        weekdays=[3, 1, 1],
        closes_on=closes_on,
    )
