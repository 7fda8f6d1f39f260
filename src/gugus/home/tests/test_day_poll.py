"""The question which weekday suits, as it waits on Beranda and goes along on the phone."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from gugus.calendar.models import DayPoll
from gugus.home.pages.offline_pages import offline_page_list
from gugus.home.queries.offline import offline_content_of
from gugus.people.access import load_actor
from gugus.people.registry import Viewer
from gugus.people.rules.roles import Role
from tests.support.day_polls import ask, at
from tests.support.html import page_of
from tests.support.world import World, client_of


def test_the_question_waits_until_it_is_answered(world: World) -> None:
    ask(world, now=timezone.now())
    home = reverse("home:home", args=[world.group.code])
    client = client_of(world.users[Role.TEACHER])
    assert page_of(client.get(home)).leads_to(at(world, "calendar:poll"))
    client.post(at(world, "calendar:poll"), {"hari-1": "can", "hari-3": "cannot"})
    assert not page_of(client.get(home)).leads_to(at(world, "calendar:poll"))


def test_its_page_goes_along_on_a_teachers_phone(world: World) -> None:
    now, held = timezone.now(), {}
    for role in (Role.TEACHER, Role.SUPERVISOR):
        viewer = Viewer(load_actor(world.users[role]), world.group, now)
        held[role] = {page.href for page in offline_page_list(offline_content_of(viewer)).pages}
    assert at(world, "calendar:poll") in held[Role.TEACHER] - held[Role.SUPERVISOR]


def test_past_its_day_it_waits_for_an_officer(world: World) -> None:
    ask(world, now=timezone.now())
    DayPoll.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    home, poll = reverse("home:home", args=[world.group.code]), at(world, "calendar:poll")
    for role in (Role.CHAIR, Role.TEACHER):
        assert page_of(world.client(role).get(home)).leads_to(poll) == (role == Role.CHAIR)


def test_what_a_teacher_said_is_among_their_own_records(world: World) -> None:
    ask(world, now=timezone.now())
    client = client_of(world.users[Role.TEACHER])
    client.post(at(world, "calendar:poll"), {"hari-1": "can", "hari-3": "cannot"})
    shown = page_of(client.get(reverse("home:own_records", args=[world.group.code])))
    assert shown.entry("Kamis", "Tidak bisa")
    others = world.client(Role.CHAIR).get(reverse("home:own_records", args=[world.group.code]))
    assert "Kamis" not in page_of(others)
