"""Posts with their terms, and whose name papers carry."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from gugus.people.models import CommitteePost, Teacher
from gugus.people.papers import (
    letterhead_of,
    signature_of_head,
    signature_of_post,
)
from gugus.people.queries import post_holder
from gugus.people.rules.roles import Role
from tests.support.world import World

Post = CommitteePost.Post


def address(name: str, *args: object) -> str:
    return reverse(name, args=["rekaan-1", *args])


@pytest.fixture
def secretary(world: World) -> Client:
    return world.client(Role.SECRETARY)


def test_a_new_chair_ends_the_old_ones_term_the_day_before(world: World, secretary: Client) -> None:
    sent = {"post": "ketua", "teacher": world.teachers[4].pk, "term_start": "2026-07-01"}
    assert secretary.post(address("committee:post_new"), sent).status_code == 302
    before = post_holder(world.group, Post.CHAIR, date(2026, 6, 30))
    after = post_holder(world.group, Post.CHAIR, date(2026, 7, 1))
    assert before is not None and before.teacher == world.teachers[1]
    assert before.term_end == date(2026, 6, 30)
    assert after is not None and after.teacher == world.teachers[4]


def test_a_term_before_the_running_one_is_refused(world: World, secretary: Client) -> None:
    sent = {"post": "ketua", "teacher": world.teachers[4].pk, "term_start": "2019-07-01"}
    response = secretary.post(address("committee:post_new"), sent)
    assert response.status_code == 422 and "term_start" in response.context["page"].form.errors
    assert CommitteePost.objects.get(group=world.group, post="ketua").term_end is None


def test_posts_for_many_stand_side_by_side(world: World, secretary: Client) -> None:
    for teacher in world.teachers[3:5]:
        sent = {"post": "pemandu", "teacher": teacher.pk, "term_start": "2026-07-01"}
        secretary.post(address("committee:post_new"), sent)
    held = CommitteePost.objects.filter(group=world.group, post="pemandu", term_end=None)
    assert held.count() == 2


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"person_name": ""}, "person_name"),
        ({"teacher": "mine"}, "teacher"),
        ({"term_end": "2020-01-01"}, "term_end"),
        ({"person_nip": "123"}, "person_nip"),
        ({"teacher": "foreign", "person_name": ""}, "teacher"),
    ],
)
def test_a_post_needs_one_person_and_a_sound_term(
    world: World, secretary: Client, changed: dict[str, str], field: str
) -> None:
    who = {"mine": world.teachers[0].pk, "foreign": world.other_teacher.pk}
    sent = {"post": "pembina", "person_name": "Pak Contoh", "term_start": "2026-07-01"}
    sent |= {name: str(who.get(value, value)) for name, value in changed.items()}
    response = secretary.post(address("committee:post_new"), sent)
    assert response.status_code == 422 and field in response.context["page"].form.errors


def test_choosing_a_teacher_drops_the_written_name(world: World, secretary: Client) -> None:
    post = CommitteePost.objects.create(
        group=world.group, post="pembina", person_name="Pak Contoh",
        person_nip="198001152005011001", term_start=date(2024, 7, 1),
    )  # fmt: skip
    sent = {"post": "pembina", "teacher": world.teachers[3].pk, "term_start": "2024-07-01"}
    sent |= {"person_name": "", "initial-person_name": "Pak Contoh"}
    assert secretary.post(address("committee:post_edit", post.pk), sent).status_code == 302
    post.refresh_from_db()
    assert (post.person_name, post.person_nip) == ("", "")


def test_an_ended_term_is_history(world: World, secretary: Client) -> None:
    post = CommitteePost.objects.get(group=world.group, post="ketua")
    early = secretary.post(address("committee:post_end", post.pk), {"term_end": "2019-01-01"})
    assert early.status_code == 422
    secretary.post(address("committee:post_end", post.pk), {"term_end": "2025-06-30"})
    page = secretary.get(address("committee:committee")).context["page"]
    assert [row.name for row in page.past] == ["Guru Rekaan 2"]
    assert "Ketua" in page.vacant


def test_members_see_the_committee_without_nip(world: World) -> None:
    Teacher.objects.filter(pk=world.teachers[1].pk).update(nip="198001152005011001")
    seen = world.client(Role.TEACHER).get(address("committee:committee")).content.decode()
    assert "Guru Rekaan 2" in seen and "198001152005011001" not in seen
    assert address("committee:post_new") not in seen


def test_another_groups_post_is_not_found(world: World, secretary: Client) -> None:
    post = CommitteePost.objects.create(
        group=world.other, post="ketua", teacher=world.other_teacher, term_start=date(2024, 7, 1)
    )
    assert secretary.get(address("committee:post_edit", post.pk)).status_code == 404
    assert secretary.post(address("committee:post_end", post.pk)).status_code == 404


def test_signature_blocks_carry_name_and_nip_or_leave_them_open(world: World) -> None:
    day = date(2026, 11, 20)
    Teacher.objects.filter(pk=world.teachers[1].pk).update(nip="198001152005011001")
    chair = signature_of_post(world.group, Post.CHAIR, day, above="Mengetahui,")
    assert (chair.office, chair.name) == ("Ketua KKG", "Guru Rekaan 2")
    assert (chair.nip, chair.above) == ("198001152005011001", "Mengetahui,")
    assert signature_of_post(world.group, Post.SECRETARY, day).nip == ""
    vacant = signature_of_post(world.group, Post.TREASURER, day)
    assert (vacant.office, vacant.name) == ("Bendahara KKG", "")


def test_papers_stay_indonesian_on_an_english_screen(world: World) -> None:
    with override("en"):
        block = signature_of_post(world.group, Post.CHAIR, date(2026, 11, 20))
    assert block.office == "Ketua KKG"


def test_a_head_of_the_library_is_not_the_head_of_the_school(world: World) -> None:
    school = world.schools[0]
    Teacher.objects.filter(pk=world.teachers[0].pk).update(additional_duty="Kepala Perpustakaan")
    assert signature_of_head(school).name == ""
    Teacher.objects.filter(pk=world.teachers[2].pk).update(staff_kind="Kepala Sekolah")
    block = signature_of_head(school)
    assert (block.office, block.name) == ("Kepala SDN Rekaan 01", "Guru Rekaan 3")


def test_the_letterhead_names_the_kind_once(world: World) -> None:
    world.group.letterhead = "Dinas Pendidikan\n\n  UPTD Ciawi  "
    head = letterhead_of(world.group)
    assert head.above == ("Dinas Pendidikan", "UPTD Ciawi")
    assert (head.name, head.address) == ("KKG Gugus Rekaan I", "SDN Rekaan 01")
    world.group.name = "KKG Gugus Rekaan I"
    assert letterhead_of(world.group).name == "KKG Gugus Rekaan I"
