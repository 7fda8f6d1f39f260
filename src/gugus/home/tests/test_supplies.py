"""The list of pages that a phone keeps for a meeting without signal."""

from datetime import timedelta
from typing import Any

import pytest

from gugus.meetings.models import Meeting
from gugus.people.rules.roles import Role
from tests.support.world import World

ADDRESS = "/g/rekaan-1/bekal/"


def _meeting(world: World, days: int, state: str = "called", **more: object) -> Meeting:
    return Meeting.objects.create(
        group=world.group,
        title=f"Pertemuan {days:+d}",
        date=world.today + timedelta(days=days),
        starts_at="13:00",
        ends_at="15:00",
        state=state,
        **more,
    )


def _list(world: World, role: Role) -> dict[str, Any]:
    answer = world.client(role).get(ADDRESS)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def _hrefs(world: World, role: Role) -> list[str]:
    return [page["href"] for page in _list(world, role)["pages"]]


@pytest.mark.calendar
def test_the_coming_and_the_last_three_meetings(world: World) -> None:
    past = [_meeting(world, -days, "held") for days in (1, 8, 15, 22)]
    coming, later = _meeting(world, 2), _meeting(world, 9)
    cancelled = _meeting(world, 1, "cancelled")
    text = " ".join(_hrefs(world, Role.TEACHER))
    for meeting in (coming, *past[:3]):
        assert f"/pertemuan/{meeting.pk}/ " in f"{text} "
    for meeting in (later, past[3], cancelled):
        assert f"/pertemuan/{meeting.pk}/" not in text


def test_only_meetings_that_call_the_teacher(world: World) -> None:
    upper = world.group.study_groups.create(name="Kelas tinggi", class_levels=[4, 5, 6])
    theirs = _meeting(world, 1, study_group=upper)
    own = _meeting(world, 3)
    text = " ".join(_hrefs(world, Role.TEACHER))
    assert f"/pertemuan/{own.pk}/" in text
    assert f"/pertemuan/{theirs.pk}/" not in text
    assert f"/pertemuan/{theirs.pk}/" in " ".join(_hrefs(world, Role.SECRETARY))


def test_each_role_gets_the_pages_it_may_open(world: World) -> None:
    coming, last = _meeting(world, 1), _meeting(world, -6, "held")
    secretary, teacher = _hrefs(world, Role.SECRETARY), _hrefs(world, Role.TEACHER)
    sheet, wall = f"/pertemuan/{coming.pk}/hadir/", f"/pertemuan/{coming.pk}/kode/"
    assert any(sheet in href for href in secretary)
    assert any(wall in href for href in secretary)
    for end in ("pindai/", "hadir/lembar/"):
        assert f"{ADDRESS.removesuffix('bekal/')}pertemuan/{coming.pk}/{end}" in secretary
    assert not any(f"/pertemuan/{last.pk}/kode/" in href for href in secretary)
    assert not any(sheet in href or wall in href for href in teacher)
    own = ("lainnya/", "langkah-saya/", "kartu-saya/", f"pertemuan/{coming.pk}/tanda-tangan-saya/")
    # Where a teacher chooses a step.
    assert f"{ADDRESS.removesuffix('bekal/')}pertemuan/{last.pk}/langkah/" in teacher
    assert {f"{ADDRESS.removesuffix('bekal/')}{end}" for end in own} <= set(teacher)
    for role in (Role.SECRETARY, Role.TEACHER, Role.SCHOOL_HEAD, Role.SUPERVISOR):
        client = world.client(role)
        for href in _hrefs(world, role):
            # A packet is there only once there are minutes.
            assert client.get(href).status_code in ({200, 404} if "susulan" in href else {200}), (
                href
            )


def test_the_list_names_its_person_and_so_does_every_page(world: World) -> None:
    found = _list(world, Role.TEACHER)
    assert (found["person"], found["group"]) == (world.users[Role.TEACHER].pk, "rekaan-1")
    answer = world.client(Role.TEACHER).get(found["pages"][0]["href"])
    assert answer["X-Gugus-Person"] == str(found["person"])


def test_a_meeting_of_today_that_was_held_is_one_of_the_last(world: World) -> None:
    held, open_ = _meeting(world, 0, "held"), _meeting(world, 0)
    text = " ".join(_hrefs(world, Role.SECRETARY))
    assert f"/pertemuan/{held.pk}/" in text
    assert f"/pertemuan/{open_.pk}/" in text
