"""Pages of ways and hosts: typed, pasted, taken back, refused."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from gugus.hosts.models import Distance, HostSettings
from gugus.hosts.queries import disliked_months
from gugus.hosts.rules.distances import distances_between
from gugus.hosts.rules.visits import nearest_places, shortest_visit_tour
from gugus.hosts.services import set_distances
from gugus.people.access import load_actor
from gugus.people.models import GroupSchool, School
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from tests.support.html import mentions, page_of
from tests.support.world import World, build_world


@pytest.fixture
def world(db: None) -> World:
    del db
    made = build_world()
    third = School.objects.create(npsn="99991003", name="SDN Rekaan 03", place=made.group.place)
    GroupSchool.objects.create(group=made.group, school=third, first_year=2020)
    made.schools.append(third)
    return made


def _at(world: World, name: str, *parts: object) -> str:
    return reverse(name, args=[world.group.code, *parts])


def _stored(world: World) -> dict[tuple[str, str], Decimal]:
    rows = Distance.objects.filter(group=world.group).select_related("one", "other")
    return {(row.one.name[-2:], row.other.name[-2:]): row.km for row in rows}


def test_members_read_and_only_planners_change(world: World) -> None:
    read = world.client(Role.TEACHER).get(_at(world, "hosts:distances"))
    assert read.status_code == 200
    assert page_of(read).says("Belum ada jarak")
    assert not page_of(read).leads_to(_at(world, "hosts:distances_paste"))
    planner = page_of(world.client(Role.CHAIR).get(_at(world, "hosts:distances")))
    assert planner.leads_to(_at(world, "hosts:distances_paste"))


def test_ways_from_a_school_are_typed_and_taken_back(world: World) -> None:
    client, school = world.client(Role.CHAIR), world.schools[1]
    one, _two, three = (row.pk for row in world.schools)
    address = _at(world, "hosts:distances_school", school.pk)
    done = client.post(address, {f"km-{one}": "3,5", f"km-{three}": "4.25 km"}, follow=True)
    assert mentions(page_of(done).told, "2 jarak")
    assert _stored(world) == {("01", "02"): Decimal("3.5"), ("02", "03"): Decimal("4.25")}
    assert page_of(client.get(address)).value(f"km-{one}") == "3,5"
    client.post(
        address,
        {
            f"km-{one}": "",
            f"initial-km-{one}": "3,5",
            f"km-{three}": "4,25",
            f"initial-km-{three}": "4,25",
        },
    )
    assert _stored(world) == {("02", "03"): Decimal("4.25")}
    entry = AuditEntry.objects.filter(verb="distances.changed").latest("id")
    assert entry.data == {"pairs": [[one, school.pk]]}


def test_what_another_officer_typed_meanwhile_stays(world: World) -> None:
    client = world.client(Role.CHAIR)
    one, two, three = (row.pk for row in world.schools)
    Distance.objects.create(group=world.group, one_id=one, other_id=two, km="9")
    # The page was opened before: its first field was empty and nobody touched it.
    client.post(
        _at(world, "hosts:distances_school", two),
        {f"km-{one}": "", f"initial-km-{one}": "", f"km-{three}": "4", f"initial-km-{three}": ""},
    )
    assert _stored(world) == {("01", "02"): Decimal(9), ("02", "03"): Decimal(4)}


@pytest.mark.parametrize("typed", ["jauh", "-1", "1001", "3,5,6", "NaN"])
def test_a_way_that_is_no_number_is_refused_and_kept_as_typed(world: World, typed: str) -> None:
    first = world.schools[0].pk
    told = world.client(Role.CHAIR).post(
        _at(world, "hosts:distances_school", world.schools[1].pk), {f"km-{first}": typed}
    )
    assert told.status_code == 422
    assert page_of(told).value(f"km-{first}") == typed
    assert set(page_of(told).errors) == {f"km-{first}"}
    assert _stored(world) == {}


def test_a_pasted_table_is_shown_before_it_is_kept(world: World) -> None:
    client = world.client(Role.SECRETARY)
    Distance.objects.create(
        group=world.group, one=world.schools[0], other=world.schools[1], km="1.5"
    )
    text = "SDN Rekaan 01\tSDN Rekaan 02\t2\nSDN Rekaan 02\tSDN Rekaan 03\t4\nSD Entah\tSDN Rekaan 03\t1"
    seen = client.post(_at(world, "hosts:distances_paste"), {"text": text})
    assert seen.status_code == 200
    assert _stored(world) == {("01", "02"): Decimal("1.5")}
    page = page_of(seen)
    assert [row.cells[1:] for row in page.only("table").rows] == [
        ["2,00 km", "1,50 km"],
        ["4,00 km", page.only("table").rows[1].cells[2]],
    ]
    assert page.notice("SD Entah").entry("Baris 3") and page.has("button", name="simpan")
    done = client.post(
        _at(world, "hosts:distances_paste"), {"text": text, "simpan": "1"}, follow=True
    )
    assert mentions(page_of(done).told, "2 jarak")
    assert _stored(world) == {("01", "02"): Decimal(2), ("02", "03"): Decimal(4)}
    again = client.post(_at(world, "hosts:distances_paste"), {"text": text.rsplit("\n", 1)[0]})
    assert page_of(again).notices and not page_of(again).has("button", name="simpan")


def test_an_empty_or_unreadable_paste_says_so(world: World) -> None:
    client = world.client(Role.CHAIR)
    assert client.post(_at(world, "hosts:distances_paste"), {"text": " "}).status_code == 422
    told = client.post(_at(world, "hosts:distances_paste"), {"text": "halo <b>", "simpan": "1"})
    assert page_of(told).notice("Tidak ada jarak")
    assert "halo <b>" in page_of(told)
    assert _stored(world) == {}


def test_all_typed_ways_are_cleared_after_a_question(world: World) -> None:
    client = world.client(Role.CHAIR)
    Distance.objects.create(
        group=world.group, one=world.schools[0], other=world.schools[1], km="1.5"
    )
    Distance.objects.create(group=world.other, one=world.schools[0], other=world.schools[1], km="7")
    assert page_of(client.get(_at(world, "hosts:distances_clear"))).says("1 jarak")
    client.post(_at(world, "hosts:distances_clear"))
    assert _stored(world) == {}
    assert Distance.objects.filter(group=world.other).exists()


def test_a_school_that_has_left_takes_no_way(world: World) -> None:
    actor = load_actor(world.users[Role.CHAIR])
    GroupSchool.objects.filter(school=world.schools[2]).update(last_year=2021)
    pairs = {(world.schools[0].pk, row.pk): Decimal(1) for row in world.schools[1:]}
    with pytest.raises(Refused, match="sudah tidak ada"):
        set_distances(actor=actor, now=timezone.now(), group=world.group, distances=pairs)
    assert _stored(world) == {}


def test_who_cannot_host_says_why_and_can_again(world: World) -> None:
    client, school = world.client(Role.CHAIR), world.schools[0]
    address = _at(world, "hosts:host", school.pk)
    assert (
        client.post(address, {"former_turns": "2", "initial-may_host": "True"}).status_code == 422
    )
    client.post(
        address, {"former_turns": "2", "reason": "Belum ada aula", "initial-may_host": "True"}
    )
    row = HostSettings.objects.get(group=world.group, school=school)
    assert (row.may_host, row.reason, row.former_turns) == (False, "Belum ada aula", 2)
    assert page_of(client.get(_at(world, "hosts:distances"))).entry("Belum ada aula").states
    client.post(
        address,
        {"may_host": "on", "initial-may_host": "", "reason": "Belum ada aula",
         "initial-reason": "Belum ada aula", "former_turns": "2", "initial-former_turns": "2"},
    )  # fmt: skip
    row.refresh_from_db()
    assert (row.may_host, row.reason, row.former_turns) == (True, "", 2)
    assert client.post(address, {"may_host": "on", "former_turns": "-1"}).status_code == 422


def test_a_school_says_which_months_it_likes_less(world: World) -> None:
    client, school = world.client(Role.CHAIR), world.schools[0]
    address = _at(world, "hosts:host", school.pk)
    stays = {"may_host": "on", "initial-may_host": "True", "former_turns": "0"}
    client.post(address, stays | {"disliked_months": ["1", "12", "8"]})
    assert HostSettings.objects.get(school=school).disliked_months == [8, 12, 1]
    assert disliked_months(world.group) == {school.pk: (8, 12, 1)}
    assert page_of(client.get(_at(world, "hosts:distances"))).entry("Agu, Des–Jan")
    assert client.post(address, stays | {"disliked_months": ["13"]}).status_code == 422
    client.post(address, stays | {"initial-disliked_months": ["8", "12", "1"]})
    assert disliked_months(world.group) == {}


def test_another_groups_school_is_not_found(world: World) -> None:
    client = world.client(Role.CHAIR)
    for name in ("hosts:host", "hosts:distances_school"):
        assert client.get(_at(world, name, world.other_school.pk)).status_code == 404


def test_nearest_places_and_the_round(world: World) -> None:
    client = world.client(Role.TEACHER)
    assert page_of(client.get(_at(world, "hosts:travel"))).empty
    one, two, three = world.schools
    for a, b, km in ((one, two, 3), (two, three, 4), (one, three, 6)):
        Distance.objects.create(group=world.group, one=a, other=b, km=km)
    page = page_of(client.get(_at(world, "hosts:travel")))
    # Three teachers each at the first two schools: either is nearest for all.
    assert page.entry("1,5 km")
    assert page.says("13,0 km")


def test_places_by_hand() -> None:
    distances = distances_between(
        [None] * 4, {(0, 1): 1, (0, 2): 5, (0, 3): 6, (1, 2): 4, (1, 3): 5, (2, 3): 2}
    )
    found = nearest_places(distances, [10, 2, 3, 1], range(4))
    assert [one.places for one in found] == [(0,), (0, 2), (0, 1, 2)]
    assert found[0].mean_km == pytest.approx((2 * 1 + 3 * 5 + 6) / 16)
    assert [one.places for one in nearest_places(distances, [10, 2, 3, 1], [2, 3])] == [
        (2,),
        (2, 3),
    ]
    visits = shortest_visit_tour(distances, 2)
    assert visits is not None
    assert (visits.order[0], visits.km, visits.proven) == (2, 13, True)
    assert sum(visits.legs) == visits.km
    unknown = distances_between([None] * 2, {})
    assert (nearest_places(unknown, [1, 1], [0]), shortest_visit_tour(unknown, 0)) == ((), None)
