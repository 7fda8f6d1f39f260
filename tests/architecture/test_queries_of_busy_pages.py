"""The pages that a room opens at once ask the database at most twelve times, whoever opens them."""

from collections.abc import Callable, Iterator
from datetime import time, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from gugus.meetings.models import Meeting, MeetingMove
from gugus.people.rules.roles import TABLE, May, Role
from gugus.platform.foundation.models import User
from tests.support.grown import SMALL, grown_group
from tests.support.meetings import give, make_meeting, url
from tests.support.world import World, client_of

# Before those that empty the database and with it the reference data.
pytestmark = pytest.mark.django_db
MOST = 12
# Beranda reads more while something waits that no count can tell: whether a meeting lost its day, its
# host or its speaker (for who plans the year), or which colleague could help (for a teacher).
MOST_OF_HOME = 17
ROLES = [role for role in Role if May.SEE_GROUP in TABLE[role]]
# Of a grown group so many meetings of each state are opened.
_EACH = 2


@pytest.fixture(scope="module")
def busy(django_db_setup: None, django_db_blocker: object) -> Iterator[World]:
    """A group with years behind it and meetings in every state; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        world, _known = grown_group(SMALL)
        _meetings_of_all_kinds(world)
        yield world
        transaction.set_rollback(True)


def _meetings_of_all_kinds(world: World) -> None:
    for state in Meeting.State.values:
        for days in (-7, 0, 7):
            day = world.today + timedelta(days=days)
            for study_group in (None, world.lower):
                meeting = make_meeting(world, state=state, date=day, study_group=study_group)
                _move(world, meeting)
                make_meeting(world, state=state, date=day, study_group=study_group)


def _move(world: World, meeting: Meeting) -> None:
    MeetingMove.objects.create(
        meeting=meeting,
        old_date=meeting.date - timedelta(days=3),
        old_starts_at=time(8),
        old_ends_at=time(10),
        reason="Aula dipakai",
        moved_at=timezone.now(),
        moved_by=world.users[Role.SECRETARY],
    )


def _addresses(world: World, role: Role) -> Iterator[str]:
    yield f"/g/{world.group.code}/"
    for state in Meeting.State.values:
        for moved in (True, False):
            rows = Meeting.objects.filter(group=world.group, state=state)
            kind = rows.filter(moves__isnull=not moved).order_by("-date", "-id").distinct()
            for meeting in [*kind[:_EACH], *kind.reverse()[:_EACH]]:
                yield url(meeting)
                if May.SEE_ATTENDANCE in TABLE[role]:
                    yield url(meeting, "hadir/")


def _asked_by(browser: Client, address: str) -> list[str]:
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    # Django's own log ends after some thousands.
    with connection.execute_wrapper(note):
        assert browser.get(address).status_code == 200, address
    return asked


@pytest.mark.parametrize("role", ROLES)
def test_beranda_on_the_day_of_a_meeting_asks_at_most_twelve_times(
    role: Role, world: World
) -> None:
    for state in (Meeting.State.HELD, Meeting.State.CALLED):
        meeting = make_meeting(world, state=state)
        for teacher in world.teachers[:3]:
            give(meeting, teacher)
    assert len(_asked_by(world.client(role), f"/g/{world.group.code}/")) <= MOST


@pytest.mark.parametrize("role", ROLES)
def test_a_busy_page_asks_at_most_twelve_times(role: Role, busy: World) -> None:
    # Read anew: a session is bound to the password as it stands now.
    browser = client_of(User.objects.get(pk=busy.users[role].pk))
    too_many: dict[str, list[str]] = {}
    for address in _addresses(busy, role):
        asked = _asked_by(browser, address)
        if len(asked) > (MOST if "pertemuan" in address else MOST_OF_HOME):
            too_many[address] = asked
    assert not too_many
