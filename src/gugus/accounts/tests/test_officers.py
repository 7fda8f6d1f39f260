"""Roles: giving within one's scope, taking back, new passwords."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.accounts.services.officers import (
    OfficeCandidate,
    give_office,
    office_beyond_groups,
    office_in_group,
)
from gugus.accounts.services.passwords import reset_officer_password
from gugus.people.access import load_actor
from gugus.people.models import Group, Place, RoleAssignment, Teacher
from gugus.people.queries import offices_of
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import PersonalKey, User
from gugus.platform.foundation.services import prepare_link, store_key
from tests.support.html import page_of, whole_page_of
from tests.support.offices import LIST, act, approved, give, halves, office, shown
from tests.support.world import SINCE, World, client_of


def test_a_teacher_becomes_treasurer_and_must_choose_a_password(world: World) -> None:
    teacher = world.teachers[2]
    response = give(world.client(Role.SECRETARY), Role.TREASURER, teacher=teacher.pk)
    username, password = shown(response.content.decode())
    assert username == "guru.rekaan.3"
    assert "no-store" in response["Cache-Control"]
    new = Client()
    new.post(reverse("accounts:sign_in_password"), {"username": username, "password": password})
    for address in ("/saya/", "/g/rekaan-1/anggota/", "/g/rekaan-1/kunci/"):
        assert new.get(address)["Location"] == reverse("accounts:password"), address
    own = {"old": password, "new": "kuda hijau delapan", "again": "kuda hijau delapan"}
    assert new.post(reverse("accounts:password"), own).status_code == 302
    page = page_of(new.get("/saya/"))
    assert page.says("Bendahara", "Gugus Rekaan I")


def test_keys_end_when_a_teacher_takes_an_office(world: World) -> None:
    teacher = world.teachers[0]
    key = prepare_link(user_id=teacher.user_id)
    store_key(key=key, issued_by=teacher.user_id, now=timezone.now())
    username, _password = shown(
        give(world.client(Role.CHAIR), Role.SECTION_HEAD, teacher=teacher.pk).content.decode()
    )
    assert User.objects.get(pk=teacher.user_id).username == username
    assert not PersonalKey.objects.filter(withdrawn_at=None).exists()


def test_new_persons_get_names_that_are_free(world: World) -> None:
    client = world.client(Role.SECRETARY)
    first = shown(give(client, Role.SECTION_HEAD, name="Pak Contoh Baru, M.Pd").content.decode())
    second = shown(give(client, Role.SECTION_HEAD, name="Contoh Baru").content.decode())
    third = shown(
        give(client, Role.TREASURER, name="Contoh Baru", username="Bendahara.Baru").content.decode()
    )
    assert (first[0], second[0], third[0]) == ("contoh.baru", "contoh.baru2", "bendahara.baru")


def test_a_known_login_is_used_when_its_name_agrees(world: World) -> None:
    known = User.objects.create_user("pengawas.lain", "Pak Contoh Lain", "tujuh kuda biru")
    client = world.client(Role.SECRETARY)
    wrong = give(client, Role.LEAD_TEACHER, name="Orang Lain", username="pengawas.lain")
    assert wrong.status_code == 422
    assert "username" in page_of(wrong).errors
    RoleAssignment.objects.create(user=known, role=Role.SUPERVISOR, group=world.other, since=SINCE)
    give(client, Role.SUPERVISOR, name="Contoh Lain, M.Pd", username="Pengawas.Lain")
    assert approved(world).status_code == 302
    known.refresh_from_db()
    assert known.check_password("tujuh kuda biru")
    assert load_actor(known).roles_in(world.group.pk) == (Role.SUPERVISOR,)


def test_a_school_head_is_given_for_a_school_of_the_group(world: World) -> None:
    client = world.client(Role.SECRETARY)
    assert give(client, Role.SCHOOL_HEAD, name="Bu Contoh").status_code == 422
    other = give(client, Role.SCHOOL_HEAD, name="Bu Contoh", school=world.other_school.pk)
    assert other.status_code == 422
    right = give(client, Role.SCHOOL_HEAD, name="Bu Contoh", school=world.schools[1].pk)
    username, _password = halves(right, approved(world))
    row = RoleAssignment.objects.get(user__username=username)
    assert (row.school, row.group) == (world.schools[1], world.group)


@pytest.mark.parametrize("role", [Role.DISTRICT_OFFICER, Role.SITE_ADMIN, Role.TEACHER])
def test_nobody_gives_more_than_their_group(world: World, role: Role) -> None:
    before = RoleAssignment.objects.count()
    assert give(world.client(Role.SECRETARY), role, name="Bu Contoh").status_code == 422
    actor = load_actor(world.users[Role.SECRETARY])
    with pytest.raises(Refused):
        office_in_group(world.group, role, None)
    with pytest.raises(Refused):
        office_beyond_groups(actor, role, None)
    assert RoleAssignment.objects.count() == before


def test_a_teacher_of_another_group_gets_no_role_here(world: World) -> None:
    client = world.client(Role.SECRETARY)
    response = give(client, Role.TREASURER, teacher=world.other_teacher.pk)
    assert response.status_code == 422
    with pytest.raises(Refused):
        give_office(
            actor=load_actor(world.users[Role.SECRETARY]),
            office=office_in_group(world.group, Role.TREASURER, None),
            somebody=OfficeCandidate(teacher=world.other_teacher),
            now=timezone.now(),
        )


def test_the_same_role_is_not_given_twice(world: World) -> None:
    client = world.client(Role.SECRETARY)
    give(client, Role.TREASURER, teacher=world.teachers[2].pk)
    again = give(client, Role.TREASURER, teacher=world.teachers[2].pk)
    assert again.status_code == 422 and "sudah memegang" in page_of(again).refusal


def test_a_withdrawn_role_ends_at_once_and_stays_in_the_books(world: World) -> None:
    treasurer, row = world.client(Role.TREASURER), office(world, Role.TREASURER)
    address = reverse("accounts:officers_withdraw", args=["rekaan-1", row.pk])
    client = world.client(Role.SECRETARY)
    assert "Bendahara" in page_of(client.get(address)).heading
    assert client.post(address).status_code == 302
    row.refresh_from_db()
    assert row.until == timezone.localdate() - timedelta(days=1)
    assert "Bendahara" not in page_of(treasurer.get("/saya/"))
    assert act(client, "withdraw", row).status_code == 404


def test_a_role_given_today_can_be_withdrawn_today(world: World) -> None:
    client = world.client(Role.SECRETARY)
    give(client, Role.TREASURER, teacher=world.teachers[2].pk)
    row = RoleAssignment.objects.latest("pk")
    act(client, "withdraw", row)
    assert row not in offices_of(world.group, timezone.localdate())


def test_a_group_keeps_one_secretary(world: World) -> None:
    client, row = world.client(Role.SECRETARY), office(world, Role.SECRETARY)
    page = client.get(reverse("accounts:officers_withdraw", args=["rekaan-1", row.pk]))
    assert "Anda sendiri" in page_of(page)
    act(client, "withdraw", row)
    row.refresh_from_db()
    assert row.until is None
    assert "satu-satunya" in page_of(client.get(LIST)).told
    give(client, Role.SECRETARY, teacher=world.teachers[2].pk)
    approved(world)
    act(client, "withdraw", row)
    assert client.get(LIST).status_code == 404


def test_an_inactive_second_secretary_does_not_count(world: World) -> None:
    gone = User.objects.create_user("gone", "Bu Pergi")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    RoleAssignment.objects.create(user=gone, role=Role.SECRETARY, group=world.group, since=SINCE)
    row = office(world, Role.SECRETARY)
    act(world.client(Role.CHAIR), "withdraw", row)
    row.refresh_from_db()
    assert row.until is None


def test_a_new_password_ends_the_old_one_and_its_sessions(world: World) -> None:
    user = world.users[Role.TREASURER]
    user.set_password("tujuh kuda biru")
    user.save()
    there = client_of(user)
    page = act(world.client(Role.SECRETARY), "reset", office(world, Role.TREASURER))
    _name, password = shown(page.content.decode())
    assert there.get("/saya/").status_code == 302
    user.refresh_from_db()
    assert user.check_password(password)
    assert user.must_change_password


def test_a_new_password_opens_no_more_than_its_giver_may(world: World) -> None:
    client, row = world.client(Role.SECRETARY), office(world, Role.SUPERVISOR)
    RoleAssignment.objects.create(
        user=row.user, role=Role.SUPERVISOR, group=world.other, since=SINCE
    )
    before = User.objects.get(pk=row.user.pk).password
    act(client, "reset", row)
    assert "di luar kelompok" in page_of(client.get(LIST)).told
    assert User.objects.get(pk=row.user.pk).password == before
    page = act(world.client(Role.SITE_ADMIN), "reset", row)
    assert halves(page, approved(world))


def test_one_does_not_reset_oneself(world: World) -> None:
    client = world.client(Role.SECRETARY)
    act(client, "reset", office(world, Role.SECRETARY))
    assert client.get(LIST).status_code == 200
    with pytest.raises(Refused):
        reset_officer_password(
            actor=load_actor(world.users[Role.SITE_ADMIN]),
            group=None,
            user=world.users[Role.SITE_ADMIN],
            now=timezone.now(),
        )


def test_roles_of_another_group_are_not_there(world: World) -> None:
    client = world.client(Role.SECRETARY)
    for row in (
        RoleAssignment.objects.get(user=world.outsider),
        office(world, Role.DISTRICT_OFFICER),
        office(world, Role.SITE_ADMIN),
    ):
        for what in ("withdraw", "reset"):
            assert act(client, what, row).status_code == 404


def test_the_list_names_everybody_with_a_role_here(world: World) -> None:
    answer = world.client(Role.SECRETARY).get(LIST)
    for name in ("Contoh chair", "Contoh school_head", "Contoh supervisor"):
        assert page_of(answer).entry(name)
    page = answer.content.decode()
    assert "Contoh site_admin" not in page
    assert world.outsider.name not in page


def test_the_administrator_adds_a_group_with_its_secretary(world: World) -> None:
    client = world.client(Role.SITE_ADMIN)
    data = {
        "group_name": "Gugus Rekaan II",
        "code": "",
        "kecamatan": "32.01.24",
        "npsn": "99991020",
        "school_name": "MIN Rekaan 20",
        "name": "Bu Contoh Sekretaris",
        "username": "",
    }
    page = client.post(reverse("accounts:site_add_group"), data)
    username, _password = shown(page.content.decode())
    group = Group.objects.get(code="gugus-rekaan-ii")
    assert (group.place_id, group.core_school.kind) == ("32.01.24", "mi")
    secretary = User.objects.get(username=username)
    assert load_actor(secretary).roles_in(group.pk) == (Role.SECRETARY,)
    again = client.post(reverse("accounts:site_add_group"), data)
    assert again.status_code == 422
    assert "code" in page_of(again).errors
    assert "Gugus Rekaan II" in page_of(client.get(reverse("accounts:site")))


def test_the_administrator_names_a_district_officer(world: World) -> None:
    client, address = world.client(Role.SITE_ADMIN), reverse("accounts:site_give")
    data = {"role": Role.DISTRICT_OFFICER, "name": "Pak Contoh Dinas", "username": ""}
    assert client.post(address, {**data, "place": ""}).status_code == 422
    assert client.post(address, {**data, "place": "Ciawi"}).status_code == 422
    assert client.post(address, {**data, "place": "kabupaten  bogor"}).status_code == 200
    row = RoleAssignment.objects.get(user__username="contoh.dinas")
    assert row.place == Place.objects.get(code="32.01")


def test_the_last_administrator_stays(world: World) -> None:
    client, row = world.client(Role.SITE_ADMIN), office(world, Role.SITE_ADMIN)
    client.post(reverse("accounts:site_withdraw", args=[row.pk]))
    row.refresh_from_db()
    assert row.until is None
    group_office = office(world, Role.SECRETARY)
    for what in ("withdraw", "reset"):
        address = reverse(f"accounts:site_{what}", args=[group_office.pk])
        assert client.post(address).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SITE_ADMIN])
def test_only_the_administrator_sees_all_groups(world: World, role: Role) -> None:
    client = world.client(role)
    for name in ("accounts:site", "accounts:site_add_group", "accounts:site_give"):
        assert client.get(reverse(name)).status_code == 404
    assert not whole_page_of(client.get("/saya/")).leads_to(reverse("accounts:site"))
    administrator = whole_page_of(world.client(Role.SITE_ADMIN).get("/saya/"))
    assert administrator.leads_to(reverse("accounts:site"))


def test_a_teacher_login_made_meanwhile_is_kept(world: World) -> None:
    stale = Teacher.objects.get(pk=world.teachers[2].pk)
    user = User.objects.create_user("guru-x", "Guru Rekaan 3")
    Teacher.objects.filter(pk=stale.pk).update(user=user)
    given = give_office(
        actor=load_actor(world.users[Role.SECRETARY]),
        office=office_in_group(world.group, Role.TREASURER, None),
        somebody=OfficeCandidate(teacher=stale),
        now=timezone.now(),
    )
    assert given.user == user


def test_a_district_officer_reaches_the_groups_of_the_region(world: World) -> None:
    assert world.client(Role.DISTRICT_OFFICER).get("/saya/").status_code == 200
    (grant,) = load_actor(world.users[Role.DISTRICT_OFFICER]).grants
    assert grant.group_ids == {world.group.pk, world.other.pk}
