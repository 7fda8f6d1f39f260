"""Schools join, change, leave; places are found by their names."""

import pytest
from django.test import Client
from django.urls import reverse

from gugus.people.clock import year_here
from gugus.people.models import Group, GroupSchool, Place, RoleAssignment, School
from gugus.people.queries import find_places, schools_of
from gugus.people.rules.roles import Role
from tests.support.html import page_of
from tests.support.world import SINCE, World


def address(name: str, *args: object) -> str:
    return reverse(name, args=["rekaan-1", *args])


def described(**changed: object) -> dict[str, object]:
    return {
        "name": "SDN Rekaan 03", "kind": "sd", "status": "negeri",
        "place": "Ciawi, Kabupaten Bogor, Jawa Barat", **changed,
    }  # fmt: skip


@pytest.fixture
def secretary(world: World) -> Client:
    return world.client(Role.SECRETARY)


def test_all_places_are_loaded_with_their_regions(db: None) -> None:
    assert Place.objects.count() == 38 + 514 + 7285
    assert Place.objects.get(code="32.01.24").full_name == "Ciawi, Kabupaten Bogor, Jawa Barat"


@pytest.mark.parametrize(
    "text", ["ciawi bogor", "Ciawi, Kabupaten Bogor, Jawa Barat", "CIAWI  bogor jawa barat"]
)
def test_a_place_is_found_by_words_of_it_and_its_region(db: None, text: str) -> None:
    assert find_places(text)[0].code == "32.01.24"


def test_kabupaten_are_offered_only_where_they_make_sense(db: None) -> None:
    assert all(len(place.code) == 8 for place in find_places("bogor"))
    assert "32.01" in [place.code for place in find_places("kabupaten bogor", wide=True)]
    assert find_places("") == find_places("tidakada") == []


def test_suggestions_are_few_and_safe(secretary: Client) -> None:
    response = secretary.get(reverse("people:places"), {"place": "ci"})
    assert len(page_of(response).all("option")) == 15
    assert len(response.content) < 3000
    ugly = secretary.get(reverse("people:places"), {"place": "<script>%_'\" \x00" * 30})
    assert ugly.status_code == 200 and b"<script" not in ugly.content


def test_a_new_school_is_described_and_joins(world: World, secretary: Client) -> None:
    response = secretary.post(address("people:school_new"), {"npsn": "9999 1077"})
    assert response.url == address("people:school_add", "99991077")
    secretary.post(response.url, described(latitude="-6,6601", longitude="106.8472"))
    school = School.objects.get(npsn="99991077")
    assert (school.latitude, school.longitude) == (-6.6601, 106.8472)
    assert school.place_id == "32.01.24"
    assert school in schools_of(world.group)


@pytest.mark.parametrize("npsn", ["", "123", "1234567a", "123456789"])
def test_a_wrong_npsn_goes_no_further(secretary: Client, npsn: str) -> None:
    assert secretary.post(address("people:school_new"), {"npsn": npsn}).status_code == 422
    if npsn:
        assert secretary.get(address("people:school_add", npsn)).status_code == 404


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"latitude": "106,8", "longitude": "-6,6"}, "latitude", "tertukar"),
        ({"latitude": "nan", "longitude": "106"}, "latitude", "di luar Indonesia"),
        ({"latitude": "inf", "longitude": "106"}, "latitude", "di luar Indonesia"),
        ({"latitude": "enam", "longitude": "106"}, "latitude", "Tulis angka"),
        ({"latitude": "-6,6"}, "longitude", "kosongkan keduanya"),
        ({"place": "Ciawi"}, "place", "Ketuk yang dimaksud"),
        ({"place": "Negeri Atas Angin"}, "place", "Tidak ada kecamatan"),
        ({"kind": "kampus"}, "kind", ""),
    ],
)
def test_a_wrong_description_is_explained(
    secretary: Client, changed: dict[str, str], field: str, words: str
) -> None:
    response = secretary.post(address("people:school_add", "99991077"), described(**changed))
    assert response.status_code == 422
    assert words in str(response.context["page"].form.errors[field])
    if changed == {"place": "Ciawi"}:
        assert "Ciawi, Kabupaten Bogor, Jawa Barat" in page_of(response)
    assert not School.objects.filter(npsn="99991077").exists()


def test_a_known_school_of_no_group_joins_as_it_is(world: World, secretary: Client) -> None:
    known = School.objects.create(npsn="99991088", name="SDN Rekaan 08")
    assert (
        "SDN Rekaan 08" in secretary.get(address("people:school_add", known.npsn)).content.decode()
    )
    secretary.post(address("people:school_add", known.npsn))
    assert known in schools_of(world.group)


def test_another_groups_school_is_not_taken_with_its_teachers(
    world: World, secretary: Client
) -> None:
    response = secretary.post(address("people:school_add", world.other_school.npsn))
    assert response.status_code == 422 and "Gugus Seberang I" in response.content.decode()
    assert world.other_school not in schools_of(world.group)


def test_an_officer_of_both_groups_may_share_a_school(world: World, secretary: Client) -> None:
    RoleAssignment.objects.create(
        user=world.users[Role.SECRETARY], role=Role.SECRETARY, group=world.other, since=SINCE
    )
    secretary.post(address("people:school_add", world.other_school.npsn))
    assert world.other_school in schools_of(world.group)
    assert world.other_school in schools_of(world.other)


def test_a_member_does_not_join_twice(world: World, secretary: Client) -> None:
    response = secretary.post(address("people:school_add", world.schools[0].npsn))
    assert response.status_code == 422 and "sudah ada" in page_of(response).refusal
    assert GroupSchool.objects.filter(group=world.group).count() == 2


def test_a_school_is_changed_field_by_field(world: World, secretary: Client) -> None:
    school = world.schools[1]
    path = address("people:school_edit", school.pk)
    opened = secretary.get(path).context["page"].form
    sent = {name: opened[name].value() or "" for name in opened.fields}
    sent |= {f"initial-{name}": value for name, value in sent.items()}
    School.objects.filter(pk=school.pk).update(phone="0251000")
    assert secretary.post(path, sent | {"address": "Jl. Rekaan 5"}).status_code == 302
    school.refresh_from_db()
    assert (school.address, school.phone, school.place_id) == (
        "Jl. Rekaan 5",
        "0251000",
        "32.01.24",
    )


def test_the_core_school_is_chosen_and_marked(world: World, secretary: Client) -> None:
    assert secretary.post(address("people:school_core", world.schools[1].pk)).status_code == 302
    assert Group.objects.get(pk=world.group.pk).core_school == world.schools[1]
    assert secretary.get(address("people:school_core", world.schools[0].pk)).status_code == 405


def test_the_core_school_cannot_leave(world: World, secretary: Client) -> None:
    response = secretary.post(
        address("people:school_leave", world.schools[0].pk), {"last_year": year_here()}
    )
    assert response.status_code == 422 and "sekolah inti" in page_of(response).refusal


def test_leaving_at_the_end_of_the_year_can_be_undone(world: World, secretary: Client) -> None:
    school = world.schools[1]
    secretary.post(address("people:school_leave", school.pk), {"last_year": year_here()})
    assert school in schools_of(world.group)
    assert school not in schools_of(world.group, year_here() + 1)
    secretary.post(address("people:school_stay", school.pk))
    assert school in schools_of(world.group, year_here() + 1)


def test_having_left_last_year_takes_the_school_out_now(world: World, secretary: Client) -> None:
    school = world.schools[1]
    secretary.post(address("people:school_leave", school.pk), {"last_year": year_here() - 1})
    assert school not in schools_of(world.group)
    assert school in schools_of(world.group, year_here() - 1)
    secretary.post(address("people:school_add", school.npsn))
    assert school in schools_of(world.group)


def test_a_membership_that_never_began_is_taken_away(world: World, secretary: Client) -> None:
    school = world.schools[1]
    GroupSchool.objects.filter(school=school).update(first_year=year_here())
    secretary.post(address("people:school_leave", school.pk), {"last_year": year_here() - 1})
    assert not GroupSchool.objects.filter(group=world.group, school=school).exists()


def test_an_invented_year_of_leaving_is_refused(world: World, secretary: Client) -> None:
    response = secretary.post(
        address("people:school_leave", world.schools[1].pk), {"last_year": 1990}
    )
    assert response.status_code == 422


@pytest.mark.parametrize(
    "name", ["people:school", "people:school_edit", "people:school_leave", "people:school_classes"]
)
def test_another_groups_school_is_not_found(world: World, secretary: Client, name: str) -> None:
    assert secretary.get(address(name, world.other_school.pk)).status_code == 404
