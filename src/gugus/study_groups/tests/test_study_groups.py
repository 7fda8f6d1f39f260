"""Study groups: made of levels and subjects, kept while something uses them."""

from datetime import date, time

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from gugus.people.models import StudyGroup, Teacher
from gugus.people.queries import is_in_study_group, members_of, teachers_of
from gugus.people.rules.roles import Role
from tests.support.html import mentions, page_of
from tests.support.world import World


def address(name: str, *args: object) -> str:
    return reverse(name, args=["rekaan-1", *args])


@pytest.fixture
def secretary(world: World) -> Client:
    return world.client(Role.SECRETARY)


def test_a_study_group_is_made_of_levels_and_a_subject(world: World, secretary: Client) -> None:
    Teacher.objects.filter(pk=world.teachers[5].pk).update(subject="pjok", class_level=None)
    sent = {"name": "Campuran", "class_levels": ["1", "2"], "subject": "PJOK"}
    secretary.post(address("study_groups:new"), sent)
    made = StudyGroup.objects.get(name="Campuran")
    names = {row.name for row in members_of(made)}
    assert names == {"Guru Rekaan 1", "Guru Rekaan 2", "Guru Rekaan 6"}
    # The rule for a teacher already read says the same.
    assert names == {row.name for row in teachers_of(world.group) if is_in_study_group(made, row)}


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": "Kosong"}, "class_levels"),
        ({"name": "kelas RENDAH", "class_levels": "1"}, "name"),
        ({"name": "Ganjil", "class_levels": "77"}, "class_levels"),
        ({"name": "", "subject": "PJOK"}, "name"),
    ],
)
def test_a_study_group_without_members_or_with_a_taken_name_is_refused(
    secretary: Client, sent: dict[str, str], field: str
) -> None:
    response = secretary.post(address("study_groups:new"), sent)
    assert response.status_code == 422 and field in response.context["page"].form.errors


def test_an_unused_study_group_goes_and_a_used_one_stays(world: World, secretary: Client) -> None:
    meeting = apps.get_model("meetings", "Meeting").objects.create(
        group=world.group, study_group=world.lower, title="Diskusi rekaan",
        date=date(2026, 11, 20), starts_at=time(13), ends_at=time(15),
    )  # fmt: skip
    response = secretary.post(address("study_groups:delete", world.lower.pk))
    assert response.status_code == 422 and mentions(page_of(response).refusal, "oleh 1")
    meeting.delete()
    assert secretary.post(address("study_groups:delete", world.lower.pk)).status_code == 302
    assert not StudyGroup.objects.filter(pk=world.lower.pk).exists()


def test_who_belongs_nowhere_is_counted(world: World, secretary: Client) -> None:
    page = secretary.get(address("study_groups:study_groups")).context["page"]
    assert [len(row.members) for row in page.rows] == [3]
    assert (page.nowhere, page.unknown) == (3, 0)


def test_another_groups_study_group_is_not_found(world: World, secretary: Client) -> None:
    foreign = StudyGroup.objects.create(group=world.other, name="Kelas tinggi", class_levels=[6])
    assert secretary.post(address("study_groups:delete", foreign.pk)).status_code == 404
    assert secretary.get(address("study_groups:edit", foreign.pk)).status_code == 404
