"""Several people at the same minutes in the same moment, on a real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from gugus.meetings.models import Meeting
from gugus.minutes.models import Addendum, Minutes, MinutesVariant
from gugus.minutes.services.approval import add_addendum, approve_minutes
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import AuditEntry
from tests.support.meetings import actor, make_meeting
from tests.support.phone import Phone
from tests.support.world import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    return build_world()


def together(work: Callable[[int], object], times: int) -> list[object]:
    """Do it from so many threads at once; SQLite may say 'busy', as it may in use."""

    def guarded(number: int) -> object:
        try:
            return work(number)
        except OperationalError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(guarded, range(times)))


def test_the_first_saves_of_many_pages_at_once_are_all_kept(world: World) -> None:
    meeting = make_meeting(world, state="called")
    users = [world.users[role] for role in (Role.SECRETARY, Role.CHAIR, Role.LEAD_TEACHER)]

    def save(number: int) -> object:
        body = {"meeting": meeting.pk, "discussion": f"Tulisan {number}"}
        phone = Phone(users[number % 3])
        command = phone.make("minutes.save", body)
        while (answer := phone.send(command)[0])["state"] == "failed":
            continue
        return answer["state"]

    assert together(save, 6) == ["applied"] * 6
    minutes = Minutes.objects.get()
    waiting = MinutesVariant.objects.filter(field="discussion", waiting=True)
    texts = {minutes.discussion, *waiting.values_list("text", flat=True)}
    assert texts == {f"Tulisan {number}" for number in range(6)}


def test_approving_at_once_is_one_approval_and_corrections_are_numbered(world: World) -> None:
    now = timezone.now()
    day = timezone.localdate() - timedelta(days=7)
    held = make_meeting(world, date=day, state="held")
    minutes = Minutes.objects.create(meeting=held, state=Minutes.State.FINAL)
    meeting: Meeting = make_meeting(world, state="called")
    secretary = actor(world.users[Role.SECRETARY])

    def approve(_number: int) -> object:
        return approve_minutes(
            actor=secretary, now=now, minutes=minutes, in_meeting=meeting, at=now
        )

    assert any(together(approve, 6))
    assert AuditEntry.objects.filter(verb="minutes.approved").count() == 1

    def correct(number: int) -> object:
        text = f"Perbaikan {number}"
        return add_addendum(actor=secretary, now=now, minutes=minutes, text=text, at=now)

    made = [one for one in together(correct, 6) if one]
    numbers = list(Addendum.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(made) + 1))
