"""Rules of the schedule: read, changed, refused."""

from datetime import time

import pytest
from django.urls import reverse
from django.utils import timezone

from gugus.calendar.models import PlanSettings
from gugus.calendar.services.settings import change_plan_settings
from gugus.people.access import load_actor
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from tests.support.html import page_of
from tests.support.world import World, build_world

TYPED = {
    "weekday": "2", "starts_at": "13:00", "ends_at": "15:15", "objective": "fair", "spread": "1",
    "years_counted": "3", "speaker_most": "6",
}  # fmt: skip


@pytest.fixture
def world(db: None) -> World:
    del db
    return build_world()


def _address(world: World) -> str:
    return reverse("schedule:settings", args=[world.group.code])


def test_the_first_settings_are_the_usual_ones_and_change(world: World) -> None:
    client = world.client(Role.CHAIR)
    assert page_of(client.get(_address(world))).value("weekday") == ""
    assert not PlanSettings.objects.exists()
    done = client.post(_address(world), TYPED, follow=True)
    assert page_of(done).notices and not page_of(done).alerts
    row = PlanSettings.objects.get(group=world.group)
    assert (row.weekday, row.objective, row.speaker_most) == (2, "fair", 6)
    assert (row.starts_at, row.spread, row.by_size) == (time(13), 1, False)


def test_only_what_was_changed_is_written(world: World) -> None:
    PlanSettings.objects.create(group=world.group, weekday=4, spread=2)
    seen = {f"initial-{name}": value for name, value in TYPED.items()}
    client = world.client(Role.SECTION_HEAD)
    # Opened when Wednesday and a spread of 1 stood there; only the objective was changed.
    client.post(_address(world), {**TYPED, **seen, "objective": "worst"})
    row = PlanSettings.objects.get(group=world.group)
    assert (row.weekday, row.spread, row.objective) == (4, 2, "worst")


@pytest.mark.parametrize(
    "changes",
    [
        {"weekday": "7"},
        {"weekday": "x"},
        {"starts_at": "16:00"},
        {"ends_at": ""},
        {"objective": "cepat"},
        {"spread": "0"},
        {"spread": "6"},
        {"years_counted": "-1"},
        {"years_counted": "11"},
        {"speaker_most": "0"},
    ],
)
def test_what_makes_no_sense_is_refused(world: World, changes: dict[str, str]) -> None:
    told = world.client(Role.CHAIR).post(_address(world), {**TYPED, **changes})
    assert told.status_code == 422 and page_of(told).alerts
    assert not PlanSettings.objects.exists()


def test_two_officers_who_change_one_end_each_do_not_turn_time_around(world: World) -> None:
    PlanSettings.objects.create(group=world.group, starts_at=time(8), ends_at=time(10))
    actor, now = load_actor(world.users[Role.CHAIR]), timezone.now()
    with pytest.raises(Refused) as refused:
        change_plan_settings(
            actor=actor, now=now, group=world.group, changes={"starts_at": time(13)}
        )
    assert refused.value.field == "ends_at"
    assert PlanSettings.objects.get().starts_at == time(8)


def test_teachers_do_not_set_the_rules(world: World) -> None:
    assert world.client(Role.TEACHER).get(_address(world)).status_code == 404
