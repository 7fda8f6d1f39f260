"""The yearly minimum and packages as each reader may see them, from the one count of hours."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from gugus.calendar.models import PlanSettings
from gugus.meetings.models import GroupRules, Meeting
from gugus.participation.queries.participation import Period, Scope, participation_of
from gugus.people.rules.roles import Role
from gugus.programme.models import Programme
from gugus.yearplan.queries.minimum import minimum_of
from tests.support.html import Part, page_of
from tests.support.meetings import make_meeting, mark
from tests.support.programme_lines import line
from tests.support.world import World

YEAR = 2026
TODAY = date(2026, 11, 21)
pytestmark = pytest.mark.day(2026, 11, 21)
URL = "/g/rekaan-1/prota/minimum/"
START = date(2026, 8, 5)


def held(world: World, week: int, *statuses: str, **changes: object) -> Meeting:
    values = {"date": START + timedelta(weeks=week), "state": Meeting.State.HELD, **changes}
    meeting = make_meeting(world, **values)
    for teacher, status in zip(world.teachers, statuses, strict=False):
        mark(meeting, teacher, world.users[Role.SECRETARY], status)
    return meeting


@pytest.fixture
def year(world: World) -> World:
    """Five meetings of a line of package a (four recorded), four more promised to the lower classes."""
    programme = Programme.objects.create(group=world.group, school_year=YEAR)
    plans = line(programme, times=5, months=[8], package="a")
    line(programme, title="PTK", times=4, months=[2], package="e", study_group=world.lower)
    for week in range(4):
        held(world, week, "hadir", "terlambat", "izin", "", "hadir", line=plans)
    held(world, 5, line=plans)
    return world


def test_what_was_attended_is_the_count_of_participation(year: World) -> None:
    found = minimum_of(year.group, YEAR, today=TODAY)
    part = participation_of(year.group, Period(YEAR), Scope(), today=TODAY)
    counted = {one.teacher.id: one.in_year for one in part.teachers}
    assert {one.id: one.progress.meetings for one in found.teachers} == counted
    assert (found.counted, found.unrecorded) == (4, 1)


def test_packages_follow_the_lines_and_a_fourth_meeting_adds_nothing(year: World) -> None:
    found = minimum_of(year.group, YEAR, today=TODAY)
    one = {teacher.id: teacher for teacher in found.teachers}[year.teachers[0].pk]
    package = one.progress.packages[0]
    assert (package.key, package.meetings, package.full, package.toward) == ("a", 4, 1, 1)
    assert one.progress.full_packages == 1


def test_the_plan_is_judged_for_each_study_group(year: World) -> None:
    found = minimum_of(year.group, YEAR, today=TODAY)
    offered = {tuple(sorted(one.study_groups)): one for one in found.outlooks}
    lower, others = offered[(year.lower.pk,)], offered[()]
    assert (lower.offered.meetings, lower.undated, lower.teachers) == (9, 4, 3)
    assert (others.offered.meetings, others.offered.missing, others.teachers) == (5, 7, 3)
    GroupRules.objects.create(group=year.group, meetings_a_year=5)
    found = minimum_of(year.group, YEAR, today=TODAY)
    assert all(one.is_enough for one in found.outlooks)


def test_only_what_is_still_to_come_lies_ahead(year: World) -> None:
    """The unrecorded past meeting was offered, but nobody can come to it any more."""
    make_meeting(year, date=date(2026, 12, 2))
    make_meeting(year, date=date(2026, 12, 9), state=Meeting.State.CANCELLED)
    found = minimum_of(year.group, YEAR, today=TODAY)
    ahead = {one.id: one.ahead for one in found.teachers}
    assert ahead[year.teachers[0].pk] == 1 + 4
    assert ahead[year.teachers[5].pk] == 1


def test_officers_see_names_heads_their_school_and_teachers_themselves(year: World) -> None:
    def page(role: Role) -> Part:
        return page_of(year.client(role).get(URL, {"tahun": YEAR}))

    others = [teacher.name for teacher in year.teachers[1:]]
    chair = page(Role.CHAIR)
    assert all(chair.entry(name) for name in others)
    assert chair.says("0 dari 6 guru", "12 kali")
    head = page(Role.SCHOOL_HEAD)
    assert head.entry(year.teachers[2].name)
    assert year.teachers[1].name not in head.source
    teacher = page(Role.TEACHER)
    assert teacher.says("4 dari 12")
    assert not any(name in teacher.source for name in others)


def test_names_stand_in_order_of_name_and_not_of_figures(year: World) -> None:
    page = page_of(year.client(Role.CHAIR).get(URL, {"tahun": YEAR})).text
    # The two schools one after the other, each by name, though the first never came most.
    places = [page.index(year.teachers[n].name) for n in (0, 2, 4, 1, 3, 5)]
    assert places == sorted(places)


def test_little_known_is_said_so(world: World) -> None:
    client = world.client(Role.CHAIR)
    page = page_of(client.get(URL, {"tahun": YEAR}))
    packages = page.all("table")[-1]
    assert packages.rows and {row.cells[-1] for row in packages.rows} <= {"0", "–"}
    assert page.leads_to(reverse("programme:programme", args=["rekaan-1"]))
    held(world, 0, "hadir")
    assert page_of(client.get(URL, {"tahun": YEAR})).says("Baru 1 pertemuan")


def test_a_group_without_the_number_is_not_judged(year: World) -> None:
    GroupRules.objects.create(group=year.group, meetings_a_year=0)
    page = page_of(year.client(Role.CHAIR).get(URL, {"tahun": YEAR}))
    assert not page.states
    assert "kurang" not in page


def test_points_are_legacy_and_packages_are_told(year: World) -> None:
    page = page_of(year.client(Role.CHAIR).get(URL, {"tahun": YEAR}))
    assert page.says("0,15")
    assert page.entry("Paket a")


def test_planners_set_the_numbers_of_the_packages(year: World) -> None:
    client, path = year.client(Role.SECTION_HEAD), f"{URL}paket/"
    typed = {"a": "2", "b": "3", "c": "3", "d": "3", "e": "4"}
    bad = client.post(path, typed | {"e": "0"})
    assert bad.status_code == 422
    assert "e" in page_of(bad).errors
    assert client.post(path, typed).status_code == 302
    assert PlanSettings.objects.get(group=year.group).packages == {
        "a": 2, "b": 3, "c": 3, "d": 3, "e": 4,
    }  # fmt: skip
    one = minimum_of(year.group, YEAR, today=TODAY).teachers[0]
    assert one.progress.full_packages == 2
    assert year.client(Role.TREASURER).get(path).status_code == 404


def test_who_is_offered_the_same_stands_in_one_row(year: World) -> None:
    plan = page_of(year.client(Role.CHAIR).get(URL, {"tahun": YEAR})).all("table")[0]
    assert plan.entry("Kelas rendah")
    assert plan.entry("di luar kelompok belajar")
    Programme.objects.get().lines.get(title="PTK").delete()
    plan = page_of(year.client(Role.CHAIR).get(URL, {"tahun": YEAR})).all("table")[0]
    assert [row.says("Semua guru", "6 guru") for row in plan.rows] == [True]


def test_what_no_schedule_places_any_more_is_not_promised(year: World) -> None:
    """Of a line in September and November nothing was held; one Wednesday is left in November."""
    programme = Programme.objects.get()
    late = line(programme, title="Terlewat", times=5, months=[9, 11], package="b")
    line(programme, title="Sudah lama", times=2, months=[10])
    PlanSettings.objects.create(group=year.group, weekday=2)
    found = minimum_of(year.group, YEAR, today=TODAY)
    over = late.programme.lines.get(title="Sudah lama")
    assert found.left_behind == {late.pk: 4, over.pk: 2}
    offered = {tuple(sorted(one.study_groups)): one for one in found.outlooks}
    assert (offered[()].offered.meetings, offered[()].undated) == (5 + 1, 1)
    assert {one.ahead for one in found.teachers} == {1, 1 + 4}
    # Without a weekday nothing is known of days: only what lies wholly behind is past.
    PlanSettings.objects.update(weekday=None)
    assert minimum_of(year.group, YEAR, today=TODAY).left_behind == {over.pk: 2}
    page = page_of(year.client(Role.CHAIR).get(URL, {"tahun": YEAR - 1}))
    assert not page.entries("Terlewat") and "Terlewat" not in page.told
    Programme.objects.update(school_year=2020)
    page = page_of(year.client(Role.CHAIR).get(URL, {"tahun": 2020}))
    assert page.notice("Terlewat").entry("Terlewat", "5 pertemuan")
