"""Past midnight where the group lives, not yet in Jakarta: the group's calendar decides."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from gugus.calendar.models import PlanSettings
from gugus.district.queries import ScheduleReadiness, group_schedules
from gugus.feeds.services.feeds import create_feed
from gugus.meetings.queries import years_to_look_at
from gugus.people.access import load_actor
from gugus.people.clock import current_year, year_here
from gugus.people.models import Place, Speaker
from gugus.people.rules.roles import Role
from gugus.programme.models import Programme
from gugus.schedule.queries.facts import schedule_facts
from gugus.speakers.models import SpeakerAbsence
from tests.support.world import World

# Wednesday, 1 July 2026, 01.30 in Jayapura, in a new school year; 30 June, 23.30 in Jakarta.
NIGHT = datetime(2026, 6, 30, 16, 30, tzinfo=UTC)


@pytest.fixture
def far_east(world: World) -> Iterator[World]:
    world.group.time_zone = "Asia/Jayapura"
    world.group.save()
    with time_machine.travel(NIGHT, tick=False):
        yield world


def test_the_year_and_the_day_of_every_page_are_the_groups_own(far_east: World) -> None:
    world = far_east
    assert (current_year(world.group), current_year(world.other), year_here()) == (
        2026,
        2025,
        2025,
    )
    assert years_to_look_at(world.group)[0] == 2027
    chair = world.client(Role.CHAIR)

    def page(path: str) -> str:
        return chair.get(f"/g/rekaan-1/{path}").content.decode()

    Programme.objects.create(group=world.group, school_year=2026)
    for path in (
        *("program/", "jadwal/", "prota/", "prota/minimum/", "kalender/", "pembukaan/", "jarak/"),
        *("anggota/", "kas/", "anggaran/"),
    ):
        assert "2026/2027" in page(path), path
    speaker = Speaker.objects.create(name="Bu Contoh")
    world.group.speakers.add(speaker)
    for note, last in (("Sudah lewat", date(2026, 6, 30)), ("Masih berlaku", date(2026, 7, 1))):
        SpeakerAbsence.objects.create(
            speaker=speaker, first_day=last - timedelta(days=2), last_day=last, note=note
        )
    shown = page(f"narasumber/{speaker.pk}/")
    assert "Masih berlaku" in shown and "Sudah lewat" not in shown
    actor = load_actor(world.users[Role.CHAIR])
    create_feed(actor=actor, now=NIGHT, group=world.group)
    assert "1 Jul 2026" in page("kalender-hp/")


def test_groups_of_a_region_have_each_their_own_day(far_east: World) -> None:
    world = far_east
    for group in (world.group, world.other):
        PlanSettings.objects.create(group=group, weekday=2)
    # The last day of a school year holds nothing that could still be placed.
    before = NIGHT - timedelta(days=1)
    place = Place.objects.get(pk="32.01.24")
    states = {one.group: one.readiness for one in group_schedules(place, 2025, before)}
    assert states[world.group] == ScheduleReadiness.OVER
    assert states[world.other] != ScheduleReadiness.OVER
    days = [date(2026, 7, 1), date(2026, 6, 30)]
    here, other = schedule_facts([world.group, world.other], 2026, days).facts.groups
    assert (here.days[0], other.days[0]) == (date(2026, 7, 8), date(2026, 7, 1))
