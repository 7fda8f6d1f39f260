"""Ways between schools, who may host, and turns of former years."""

from datetime import date, time

import pytest

from gugus.calendar.models import PlanSettings
from gugus.hosts.models import Distance, HostSettings
from gugus.hosts.queries import distances_of, hosts_of, turns_served
from gugus.hosts.rules.distances import DistanceBasis, distances_between
from gugus.meetings.models import Meeting
from gugus.people.models import School
from tests.support.world import World, build_world

CIBINONG = (-6.48390569501783, 106.83541719818761)
GUNUNGPUTRI = (-6.405192714067646, 106.93127021856837)


@pytest.mark.parametrize(
    ("points", "typed", "basis", "missing"),
    [
        ((), {}, DistanceBasis.NONE, ()),
        ((None, None), {}, DistanceBasis.NONE, ((0, 1),)),
        ((CIBINONG, GUNUNGPUTRI), {}, DistanceBasis.COORDINATES, ()),
        ((CIBINONG, None), {(0, 1): 3.5}, DistanceBasis.TYPED, ()),
        ((CIBINONG, None, None), {(0, 1): 3.5}, DistanceBasis.TYPED, ((0, 2), (1, 2))),
        ((CIBINONG, GUNUNGPUTRI, None), {(0, 2): 2.0}, DistanceBasis.MIXED, ((1, 2),)),
    ],
)
def test_ways_say_what_they_rest_on_and_what_is_missing(
    points: tuple[tuple[float, float] | None, ...],
    typed: dict[tuple[int, int], float],
    basis: DistanceBasis,
    missing: tuple[tuple[int, int], ...],
) -> None:
    distances = distances_between(points, typed)
    assert (distances.basis, distances.missing, set(distances.typed)) == (
        basis,
        missing,
        set(typed),
    )
    assert all(
        distances.km[a][b] == distances.km[b][a] for a in range(len(points)) for b in range(a)
    )
    assert all(distances.km[a][a] == 0 for a in range(len(points)))


def test_a_typed_way_stands_above_coordinates_and_a_missing_one_is_the_mean() -> None:
    distances = distances_between((CIBINONG, GUNUNGPUTRI, None), {(0, 1): 20.0, (0, 2): 4.0})
    assert distances.km[0][1] == 20
    assert distances.km[1][2] == 12


@pytest.fixture
def world(db: None) -> World:
    del db
    return build_world()


def test_schools_that_cannot_host_are_left_out(world: World) -> None:
    assert list(hosts_of(world.group, 2026)) == world.schools
    HostSettings.objects.create(group=world.group, school=world.schools[0], may_host=False)
    HostSettings.objects.create(group=world.other, school=world.schools[1], may_host=False)
    assert list(hosts_of(world.group, 2026)) == world.schools[1:]


def test_ways_of_a_group_are_its_own(world: World) -> None:
    one, two = world.schools
    School.objects.filter(pk=one.pk).update(latitude=CIBINONG[0], longitude=CIBINONG[1])
    School.objects.filter(pk=two.pk).update(latitude=GUNUNGPUTRI[0], longitude=GUNUNGPUTRI[1])
    schools = tuple(School.objects.filter(pk__in=(one.pk, two.pk)).order_by("-pk"))
    Distance.objects.create(group=world.other, one=one, other=two, km="99")
    assert distances_of(world.group, schools).km[0][1] == pytest.approx(13.739584, abs=1e-5)
    Distance.objects.create(group=world.group, one=one, other=two, km="17.25")
    assert distances_of(world.group, schools).km[0][1] == 17.25


def test_turns_of_the_counted_former_years(world: World) -> None:
    one, two = world.schools
    PlanSettings.objects.create(group=world.group, years_counted=2)
    HostSettings.objects.create(group=world.group, school=two, former_turns=3)

    def meet(day: date, host: School | None, state: str = Meeting.State.HELD) -> None:
        Meeting.objects.create(
            group=world.group, title="Rutin", date=day, host=host, state=state,
            starts_at=time(13), ends_at=time(15),
        )  # fmt: skip

    meet(date(2024, 6, 30), one)  # before the counted years
    meet(date(2024, 7, 1), one)
    meet(date(2026, 6, 30), one, Meeting.State.PLANNED)
    meet(date(2026, 5, 1), two, Meeting.State.CANCELLED)
    meet(date(2025, 8, 1), None)
    meet(date(2026, 7, 1), one)  # this year's
    assert turns_served(world.group, 2026) == {one.pk: 2, two.pk: 3}
