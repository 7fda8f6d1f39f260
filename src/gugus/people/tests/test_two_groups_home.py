"""Links, PINs and records of a shared teacher are the home group's."""

from datetime import date

import pytest
from django.utils import timezone

from gugus.accounts.services.keys import KeySelection, issue_keys, withdraw_teacher_keys
from gugus.accounts.services.officers import (
    Office,
    OfficeCandidate,
    give_office,
    office_in_group,
)
from gugus.accounts.services.passwords import reset_officer_password
from gugus.people.models import GroupSchool, Teacher
from gugus.people.queries import (
    kept_elsewhere,
    teachers_of,
)
from gugus.people.rules.roles import Role
from gugus.people.services import members, schools
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry, PersonalKey
from gugus.roster.services.imports import import_dapodik_file
from tests.support.dapodik import roster_file
from tests.support.dapodik import teacher as row_of
from tests.support.two_groups import Shared, first, other, second, share
from tests.support.world import World, client_of

DAY = date(2026, 11, 25)


@pytest.fixture
def shared(world: World) -> Shared:
    return share(world)


def test_keys_are_made_and_withdrawn_at_home_only(world: World, shared: Shared) -> None:
    now, actor = timezone.now(), second(world)
    for one in (shared.by_school, shared.by_self):
        with pytest.raises(Refused, match="dikelola Gugus Rekaan I"):
            issue_keys(
                actor=actor, group=world.other, teachers=[one], wanted=KeySelection.BOTH, now=now
            )
        with pytest.raises(Refused, match="dikelola Gugus Rekaan I"):
            withdraw_teacher_keys(actor=actor, group=world.other, teacher=one, now=now)
    assert not PersonalKey.objects.exists()
    seen = client_of(world.outsider).get(other("accounts:keys")).content.decode()
    assert "dikelola Gugus Rekaan I" in seen and "Contoh secretary" in seen
    assert f'value="{shared.by_school.pk}"' not in seen
    issue_keys(
        actor=first(world), group=world.group, teachers=[shared.by_school],
        wanted=KeySelection.PIN, now=now,
    )  # fmt: skip
    assert PersonalKey.objects.count() == 1


def test_a_service_called_with_a_teacher_of_another_group_refuses(world: World) -> None:
    now, actor, stranger = timezone.now(), second(world), world.teachers[1]
    here = {"actor": actor, "now": now, "group": world.other}
    calls = (
        lambda: issue_keys(**here, teachers=[stranger], wanted=KeySelection.BOTH),
        lambda: withdraw_teacher_keys(**here, teacher=stranger),
        lambda: members.mark_teacher_left(**here, teacher=stranger, left_on=DAY),
        lambda: members.restore_teacher(**here, teacher=stranger),
        lambda: members.change_teacher(**here, teacher=stranger, changes={"phone": "1"}),
        lambda: give_office(
            actor=actor, now=now, office=Office(Role.TREASURER, world.other),
            somebody=OfficeCandidate(teacher=stranger),
        ),
        lambda: office_in_group(world.other, Role.SCHOOL_HEAD, world.schools[0]),
    )  # fmt: skip
    before = AuditEntry.objects.count()
    for call in calls:
        with pytest.raises(Refused):
            call()
    assert AuditEntry.objects.count() == before


def test_the_record_of_a_shared_teacher_is_changed_at_home(world: World, shared: Shared) -> None:
    now, here = timezone.now(), {"actor": second(world), "group": world.other}
    for one in (shared.by_school, shared.by_self):
        with pytest.raises(Refused, match="Contoh secretary"):
            members.change_teacher(**here, now=now, teacher=one, changes={"phone": "0811"})
    with pytest.raises(Refused):
        members.set_teaching(
            **here, now=now, school=shared.school,
            teaching={shared.by_school.pk: {"class_level": 1}},
        )  # fmt: skip
    with pytest.raises(Refused):
        schools.change_school(**here, now=now, school=shared.school, changes={"name": "Lain"})
    page = client_of(world.outsider).get(other("people:teacher", shared.by_self.pk))
    text = page.content.decode()
    assert "Datanya dikelola Gugus Rekaan I" in text and "Ubah data" not in text
    # Its school is not the second group's: no link that leads nowhere.
    assert other("people:school", world.schools[0].pk) not in text


def test_nobody_is_put_on_the_roster_of_a_school_that_another_group_keeps(
    world: World, shared: Shared
) -> None:
    """Whoever stands there belongs to the first group: a made-up teacher would open it."""
    here = {"actor": second(world), "now": timezone.now(), "group": world.other}
    with pytest.raises(Refused, match="dikelola Gugus Rekaan I"):
        members.add_teacher(**here, values={"name": "Guru Palsu", "school": shared.school})
    with pytest.raises(Refused, match="dikelola Gugus Rekaan I"):
        members.change_teacher(
            **here, teacher=world.other_teacher, changes={"school": shared.school}
        )
    client = client_of(world.outsider)
    for name in ("people:teacher_new", "roster:upload"):
        form = client.get(other(name)).context["page"].form
        assert list(form.fields["school"].queryset) == [world.other_school], name


def test_an_office_gives_no_password_of_another_groups_teacher(
    world: World, shared: Shared
) -> None:
    here = {"actor": second(world), "now": timezone.now()}
    office = Office(Role.LEAD_TEACHER, world.other)
    for one in (shared.by_school, shared.by_self):
        with pytest.raises(Refused, match="akunnya dikelola kelompok lain"):
            give_office(**here, office=office, somebody=OfficeCandidate(teacher=one))
    user = world.users[Role.TEACHER]
    user.set_password("kata-sandi-contoh")
    user.save()
    one = Teacher.objects.get(pk=shared.by_self.pk)
    given = give_office(**here, office=office, somebody=OfficeCandidate(teacher=one))
    assert given.password is None
    with pytest.raises(Refused, match="di luar kelompok ini"):
        reset_officer_password(**here, group=world.other, user=user)


def test_a_list_leaves_alone_whom_another_group_keeps(world: World) -> None:
    """Who left the first group and stayed in the second is not the first one's to change."""
    GroupSchool.objects.create(group=world.other, school=world.schools[1], first_year=2020)
    one = world.teachers[1]
    Teacher.objects.filter(pk=one.pk).update(nuptk="1234567890123456")
    members.mark_teacher_left(
        actor=first(world), now=timezone.now(), group=world.group, teacher=one, left_on=DAY
    )
    assert kept_elsewhere(world.group, [one])
    report = import_dapodik_file(
        data=roster_file(row_of(one.name, nuptk="1234567890123456", phone="0811")),
        school=world.schools[1], dry_run=False, now=timezone.now(), progress=lambda *_: None,
    )  # fmt: skip
    assert report["counts"]["duplicate"] == 1
    one.refresh_from_db()
    assert one.phone == "" and one not in teachers_of(world.group)
