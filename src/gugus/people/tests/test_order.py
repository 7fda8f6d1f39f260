"""Lists of people and schools have one order, whatever database keeps them."""

from datetime import date

import pytest

from gugus.cores.words.order import person_key, place_key
from gugus.meetings.papers import by_school
from gugus.people.models import Group, School, Speaker, Teacher
from tests.support.world import World

NAMES = ["abdul", "Ali Zaid", "Hj. Aliana, S.Pd.", "Álvaro", "Drs. Budi", "Nur’aini", "Zulaikha"]


@pytest.fixture
def mixed(world: World) -> list[Teacher]:
    school = School.objects.create(npsn="90000009", name="SD Urutan")
    rows = [Teacher(school=school, name=name) for name in reversed(NAMES)]
    return Teacher.objects.bulk_create(rows)


def test_the_database_and_the_paper_agree(mixed: list[Teacher]) -> None:
    listed = list(Teacher.objects.filter(school__name="SD Urutan").select_related("school"))
    assert [one.name for one in listed] == NAMES
    assert [one.name for one in by_school(reversed(listed))] == NAMES
    rows = Teacher.objects.filter(school__name="SD Urutan").order_by("school__sort_key", "sort_key")
    assert list(rows.values_list("name", flat=True)) == NAMES


def test_a_new_name_has_a_new_place(mixed: list[Teacher]) -> None:
    last = Teacher.objects.get(name="Zulaikha")
    last.name = "Dra. AAN"
    last.save(update_fields=["name"])
    assert Teacher.objects.filter(school__name="SD Urutan").first() == last


def test_another_field_leaves_the_key_alone(mixed: list[Teacher]) -> None:
    one = mixed[0]
    one.joined_on = date(2026, 7, 1)
    one.save(update_fields=["joined_on"])
    one.refresh_from_db()
    assert one.sort_key == person_key(one.name)


def test_schools_and_groups_stand_by_number(world: World) -> None:
    for number, name in (("90000001", "SDN 10 Nomor"), ("90000002", "sdn 2 nomor")):
        School.objects.create(npsn=number, name=name)
    named = School.objects.filter(npsn__startswith="9000000").values_list("name", flat=True)
    assert list(named) == ["sdn 2 nomor", "SDN 10 Nomor"]
    assert Group.objects.get(pk=world.group.pk).sort_key == place_key(world.group.name)


def test_speakers_stand_by_their_own_name(db: None) -> None:
    for name in ("Prof. Beni", "ani"):
        Speaker.objects.create(name=name)
    assert [one.name for one in Speaker.objects.all()] == ["ani", "Prof. Beni"]


def test_a_key_fits_its_column(world: World) -> None:
    name = "7 " * 75
    school = School.objects.create(npsn="90000003", name=name.strip())
    assert 0 < len(school.sort_key) <= 250
