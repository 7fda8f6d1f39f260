"""Speakers, and the group's own settings."""

import pytest
from django.test import Client
from django.urls import reverse

from gugus.people.models import Group, Speaker
from gugus.people.rules.roles import Role
from tests.support.world import World


def address(name: str, *args: object) -> str:
    return reverse(name, args=["rekaan-1", *args])


@pytest.fixture
def secretary(world: World) -> Client:
    return world.client(Role.SECRETARY)


def test_a_speaker_from_the_roster_brings_name_and_school(world: World, secretary: Client) -> None:
    sent = {"teacher": world.teachers[0].pk, "expertise": "Penilaian\nPTK"}
    secretary.post(address("people:speaker_new"), sent)
    speaker = world.group.speakers.get()
    assert (speaker.name, speaker.institution) == ("Guru Rekaan 1", "SDN Rekaan 01")
    again = secretary.post(address("people:speaker_new"), sent)
    assert again.status_code == 422 and world.group.speakers.count() == 1


def test_a_speaker_needs_a_name(world: World, secretary: Client) -> None:
    assert secretary.post(address("people:speaker_new"), {"expertise": "PTK"}).status_code == 422
    foreign = {"teacher": world.other_teacher.pk}
    assert secretary.post(address("people:speaker_new"), foreign).status_code == 422
    assert not Speaker.objects.exists()


def test_a_speakers_phone_is_for_officers(world: World, secretary: Client) -> None:
    speaker = Speaker.objects.create(name="Bu Contoh Ahli", phone="081299990001")
    speaker.groups.add(world.group)
    assert "081299990001" in secretary.get(address("people:speakers")).content.decode()
    for role in (Role.TEACHER, Role.SCHOOL_HEAD):
        seen = world.client(role).get(address("people:speakers")).content.decode()
        assert "Bu Contoh Ahli" in seen and "081299990001" not in seen


def test_letting_a_shared_speaker_go_leaves_the_other_group_alone(
    world: World, secretary: Client
) -> None:
    shared = Speaker.objects.create(name="Bu Contoh Ahli")
    shared.groups.add(world.group, world.other)
    secretary.post(address("people:speaker_remove", shared.pk))
    assert not world.group.speakers.exists()
    assert list(world.other.speakers.all()) == [shared]
    assert secretary.get(address("people:speaker_edit", shared.pk)).status_code == 404


def test_a_speaker_nobody_names_any_more_is_forgotten(world: World, secretary: Client) -> None:
    speaker = Speaker.objects.create(name="Bu Contoh Ahli")
    speaker.groups.add(world.group)
    secretary.post(address("people:speaker_remove", speaker.pk))
    assert not Speaker.objects.exists()


def settings(**changed: object) -> dict[str, object]:
    return {
        "name": "Gugus Rekaan I", "kind": "KKG", "level": "gugus", "ministry": "kemendikdasmen",
        "place": "Ciawi, Kabupaten Bogor, Jawa Barat", "letterhead": "", "address": "",
        "contact": "", "letter_number_format": "{nomor:03}/{kode}/{tahun}", "letter_code": "KKG",
        "minutes_per_jp": "45", "standard_percent": "76", "time_zone": "Asia/Jakarta", **changed,
    }  # fmt: skip


def test_the_letterhead_is_shown_as_it_will_be_printed(secretary: Client) -> None:
    sent = settings(letterhead="Dinas Rekaan\n\n UPTD Rekaan ", time_zone="Asia/Makassar")
    page = secretary.post(reverse("people:group", args=["rekaan-1"]), sent, follow=True)
    assert page.context["page"].letterhead.above == ("Dinas Rekaan", "UPTD Rekaan")
    assert page.context["page"].example_number.startswith("001/KKG/20")
    assert Group.objects.get(code="rekaan-1").time_zone == "Asia/Makassar"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("letter_number_format", "{nomor.__class__}/{tahun}"),
        ("letter_number_format", "{nomor:999999999}/{tahun}"),
        ("letter_number_format", "{0}/{nomor}/{tahun}"),
        ("letter_number_format", "{nomor/{tahun}"),
        ("letter_number_format", "tanpa nomor"),
        ("minutes_per_jp", "0"),
        ("standard_percent", "101"),
        ("time_zone", "Mars/Olympus"),
        ("place", "Negeri Atas Angin"),
        ("letterhead", "\n".join("abcdefg")),
        ("name", ""),
    ],
)
def test_settings_that_would_break_papers_are_refused(
    world: World, secretary: Client, field: str, typed: str
) -> None:
    response = secretary.post(
        reverse("people:group", args=["rekaan-1"]), settings(**{field: typed})
    )
    assert response.status_code == 422 and field in response.context["page"].form.errors
    stored = Group.objects.get(pk=world.group.pk)
    assert stored.letter_number_format == world.group.letter_number_format


def test_only_changed_settings_are_written(world: World, secretary: Client) -> None:
    seen = {f"initial-{name}": value for name, value in settings().items()}
    Group.objects.filter(pk=world.group.pk).update(contact="gugus@contoh.example")
    path = reverse("people:group", args=["rekaan-1"])
    secretary.post(path, settings(minutes_per_jp="50") | seen)
    stored = Group.objects.get(pk=world.group.pk)
    assert (stored.minutes_per_jp, stored.contact) == (50, "gugus@contoh.example")
