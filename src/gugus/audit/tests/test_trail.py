"""What happened has a page: in sentences, by day, person and kind, without values and own affairs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gugus.audit.pages import deeds, private_deeds
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import AuditEntry
from gugus.platform.foundation.services import record
from tests.support.html import Part, page_of
from tests.support.world import World

TRAIL = reverse("audit:trail", args=["rekaan-1"])
SITE = reverse("audit:site_trail")


def happened(world: World, verb: str, by: Role = Role.SECRETARY, **data: object) -> None:
    """A row of something that somebody did in the group now."""
    user, at = world.users[by], timezone.now()
    AuditEntry.objects.create(user=user, at=at, verb=verb, group_id=world.group.pk, data=data)


def trail(world: World, role: Role = Role.CHAIR, address: str = TRAIL, **asked: object) -> Part:
    return page_of(world.client(role).get(address, asked))


def test_it_says_who_did_what_and_whom_it_was_about(world: World) -> None:
    person = world.users[Role.TREASURER].pk
    proposer = world.users[Role.CHAIR].pk
    happened(
        world, "role.given", role=Role.SUPERVISOR, person=person, proposed_by=proposer, proposal=1
    )
    row = trail(world).entry("memberi peran")
    assert row.says("Contoh secretary", "Pengawas", "Contoh treasurer", "diusulkan Contoh chair")


def test_fields_are_named_and_their_values_are_not(world: World) -> None:
    happened(world, "teacher.changed", fields=["phone", "nip"], secret="0812345")
    page = trail(world)
    assert page.entry("mengubah data guru").says("isian: phone, nip")
    assert "0812345" not in page


@pytest.mark.parametrize("role", [Role.CHAIR, Role.SITE_ADMIN])
def test_own_affairs_are_in_nobody_s_trail(world: World, role: Role) -> None:
    for verb in private_deeds():
        happened(world, verb, Role.TEACHER)
    happened(world, "meeting.planned")
    for address in (TRAIL, SITE) if role == Role.SITE_ADMIN else (TRAIL,):
        page = trail(world, role, address)
        assert page.entry("merencanakan pertemuan")
        assert "Contoh teacher" not in page
    assert {"reflection.written", "feedback.given", "problem.raised"} <= private_deeds()


def test_it_is_narrowed_by_day_person_and_kind(world: World) -> None:
    happened(world, "meeting.planned")
    happened(world, "school.changed", Role.CHAIR)
    AuditEntry.objects.filter(verb="school.changed").update(at=timezone.now() - timedelta(days=3))
    day = (world.today - timedelta(days=3)).isoformat()
    by_day = trail(world, hari=day)
    assert by_day.entry("mengubah data sekolah") and "merencanakan" not in by_day.only("table")
    by_person = trail(world, orang=world.users[Role.SECRETARY].pk)
    assert by_person.says("Hanya Contoh secretary")
    assert "mengubah data sekolah" not in by_person.only("table")
    by_kind = trail(world, jenis="meetings")
    assert by_kind.entry("merencanakan pertemuan")
    assert "mengubah data sekolah" not in by_kind.only("table")
    assert trail(world, hari="2001-01-01").empty


@pytest.mark.parametrize("value", ["x", "9" * 30, "-1", "\u0663"])
def test_a_filter_that_means_nothing_narrows_nothing(world: World, value: str) -> None:
    happened(world, "meeting.planned")
    page = trail(world, orang=value, jenis=value, hari=value)
    assert page.entry("merencanakan pertemuan")


def test_it_comes_in_parts(world: World) -> None:
    for _number in range(60):
        happened(world, "minutes.saved")
    page = trail(world)
    assert len(page.rows) == 50 and page.leads_to(f"{TRAIL}?hal=2")
    assert len(trail(world, hal=2).rows) == 10


def test_another_group_s_entries_are_not_there(world: World) -> None:
    record(
        user_id=world.outsider.pk,
        now=timezone.now(),
        verb="meeting.planned",
        group_id=world.other.pk,
    )
    assert trail(world).empty
    assert trail(world, Role.SITE_ADMIN, SITE).entry("merencanakan pertemuan")


def test_what_the_computer_did_is_said_so(world: World) -> None:
    record(user_id=None, now=timezone.now(), verb="role.given", group_id=world.group.pk)
    assert trail(world).entry("memberi peran").says("Komputer Gugus")


def test_every_sentence_begins_with_what_was_done() -> None:
    for words in deeds().values():
        assert words[0].islower() and not words.endswith("."), words


def test_the_number_of_somebody_elsewhere_gives_no_name(world: World) -> None:
    """Whoever counts through the numbers would learn who teaches in other groups."""
    asked = {"orang": world.outsider.pk}
    assert world.outsider.name not in trail(world, **asked)
    assert world.outsider.name in trail(world, Role.SITE_ADMIN, SITE, **asked)
    happened(world, "meeting.planned")
    assert trail(world, orang=world.users[Role.SECRETARY].pk).says("Hanya Contoh secretary")
