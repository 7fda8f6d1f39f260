"""The list of meetings: one's own presence, and chips of study groups only where they are used."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gugus.people.models import StudyGroup
from gugus.people.rules.roles import Role
from tests.support.html import page_of
from tests.support.meetings import make_meeting, mark, url
from tests.support.world import World


def _shown(world: World, role: Role, **query: object):
    there = reverse("agenda:list", args=[world.group.code])
    return world.client(role).get(there, query).context["page"]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("hadir", "Anda hadir"),
        ("terlambat", "Anda hadir, terlambat"),
        ("sakit", "Anda sakit"),
        ("alpa", "Anda tidak hadir"),
    ],
)
def test_a_teachers_list_says_whether_they_were_there(world: World, status: str, said: str) -> None:
    meeting = make_meeting(world, date=world.today - timedelta(days=7), state="held")
    mark(meeting, world.teachers[0], world.users[Role.SECRETARY], status)
    (month,) = _shown(world, Role.TEACHER).past
    assert month.entries[0].result.split(" · ")[0] == said
    # Who is no teacher has no presence.
    (month,) = _shown(world, Role.SUPERVISOR).past
    assert "Anda" not in month.entries[0].result


def test_study_groups_are_offered_only_where_one_has_meetings(world: World) -> None:
    upper = StudyGroup.objects.create(group=world.group, name="Kelas tinggi", class_levels=[4, 5])
    make_meeting(world, date=world.today)
    assert _shown(world, Role.TEACHER).filters == ()
    make_meeting(world, date=world.today, study_group=upper, starts_at="16:00", ends_at="17:00")
    assert [one.title for one in _shown(world, Role.TEACHER).filters] == ["Semua", "Kelas tinggi"]
    # One that was asked for stays, so that the way back is shown.
    asked = _shown(world, Role.TEACHER, kelompok=world.lower.pk)
    assert [one.title for one in asked.filters if one.here] == [world.lower.name]


def test_what_is_called_undangan_opens_the_same_page_everywhere(world: World) -> None:
    meeting = make_meeting(world, date=world.today)
    world.client(Role.SECRETARY).post(url(meeting, "undang/"))
    client = world.client(Role.TEACHER)
    for page in (client.get(f"/g/{world.group.code}/"), client.get(url(meeting))):
        links = {a.get("href") for a in page_of(page).all("a") if a.text.strip() == "Undangan"}
        assert links == {url(meeting, "undangan/")}


def test_the_first_tab_of_a_meeting_is_its_summary(world: World) -> None:
    page = world.client(Role.SECRETARY).get(url(make_meeting(world))).context["page"]
    assert page.head.tabs[0].title == "Ringkasan"
