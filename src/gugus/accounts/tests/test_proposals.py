"""Roles that see ratings, and new passwords of their holders, take two."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.accounts.models import OfficeProposal
from gugus.accounts.services.officers import Office, OfficeCandidate, give_office
from gugus.accounts.services.passwords import reset_officer_password
from gugus.accounts.services.proposals import (
    OPEN_FOR,
    approve_proposal,
    decline_proposal,
    forget_second_factor,
)
from gugus.config.command import gugus
from gugus.membership.services import ask_for_teacher
from gugus.people.access import load_actor
from gugus.people.models import RoleAssignment, Teacher
from gugus.people.rules.offices import ROLES_BY_TWO
from gugus.people.rules.roles import Role
from gugus.people.services.members import add_teacher, change_teacher
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry, User
from tests.support.html import page_of
from tests.support.offices import LIST, act, approved, give, halves, office, shown
from tests.support.world import SINCE, World, client_of

HOLDERS = reverse("accounts:holders", args=["rekaan-1"])
IN_GROUP = [Role.SECRETARY, Role.CHAIR, Role.SUPERVISOR]


def propose(world: World, role: Role = Role.SUPERVISOR, **more: object):
    return give(world.client(Role.SECRETARY), role, **{"name": "Pak Contoh Baru", **more})


def decide(world: World, client: Client, what: str = "approve"):
    one = OfficeProposal.objects.latest("pk")
    return client.post(reverse(f"accounts:proposal_{what}", args=["rekaan-1", one.pk]))


def sign_in(username: str, password: str) -> Client:
    client = Client()
    data = {"username": username, "password": password}
    client.post(reverse("accounts:sign_in_password"), data)
    return client


def test_the_roles_that_see_ratings_or_make_officers_take_two() -> None:
    assert set(ROLES_BY_TWO) == {*IN_GROUP, Role.SCHOOL_HEAD, Role.SITE_ADMIN}


@pytest.mark.parametrize("role", [*IN_GROUP, Role.SCHOOL_HEAD])
def test_one_officer_alone_makes_no_holder(world: World, role: Role) -> None:
    school = world.schools[1].pk if role == Role.SCHOOL_HEAD else ""
    before = RoleAssignment.objects.count(), User.objects.count()
    assert propose(world, role, school=school).status_code == 200
    assert (RoleAssignment.objects.count(), User.objects.count()) == before
    decide(world, world.client(Role.SECRETARY))
    assert (RoleAssignment.objects.count(), User.objects.count()) == before
    assert approved(world).status_code == 200
    assert RoleAssignment.objects.latest("pk").role == role


def test_no_service_does_for_one_officer_what_takes_two(world: World) -> None:
    """The pages ask a second person; a command or a page to come finds no way around."""
    chair = world.users[Role.CHAIR]
    asked = {
        "actor": load_actor(world.users[Role.SITE_ADMIN]),
        "group": world.group,
        "now": timezone.now(),
    }
    for alone in (reset_officer_password, forget_second_factor):
        with pytest.raises(Refused, match="dua pengurus"):
            alone(**asked, user=chair)
    with pytest.raises(Refused, match="pengurus kedua"):
        give_office(
            actor=asked["actor"],
            office=Office(Role.CHAIR, world.group),
            somebody=OfficeCandidate(name="Pak Contoh Baru"),
            now=asked["now"],
        )


def test_neither_half_of_the_password_opens_anything(world: World) -> None:
    first, second = propose(world), approved(world)
    username, password = halves(first, second)
    for part in (password[:9], password[10:], password[:10]):
        assert reverse("accounts:sign_in") in sign_in(username, part).get("/saya/")["Location"]
    assert sign_in(username, password).get("/saya/")["Location"] == reverse("accounts:password")
    assert "no-store" in second["Cache-Control"] and "no-store" in first["Cache-Control"]
    assert OfficeProposal.objects.get().sealed_half == ""


@pytest.mark.parametrize("role", [*IN_GROUP, Role.TREASURER])
def test_nobody_gives_a_role_to_oneself(world: World, role: Role) -> None:
    user = world.users[Role.SECRETARY]
    before = RoleAssignment.objects.count()
    own = Teacher.objects.create(school=world.schools[0], name="Bu Lain Sekali", user=user)
    by_teacher = propose(world, role, teacher=own.pk, name="")
    by_login = propose(world, role, name=user.name, username=user.username)
    # A second login for the same name is oneself again.
    by_name = propose(world, role, name=f"{user.name}, S.Pd")
    for answer in (by_teacher, by_login, by_name):
        assert answer.status_code == 422
        assert "diri sendiri" in page_of(answer)
    assert RoleAssignment.objects.count() == before
    assert not OfficeProposal.objects.exists()


def test_the_one_it_is_about_does_not_approve(world: World) -> None:
    chair = world.users[Role.CHAIR]
    propose(world, name=chair.name, username=chair.username)
    decide(world, world.client(Role.CHAIR))
    assert OfficeProposal.objects.get().state == OfficeProposal.State.WAITING


def test_nobody_approves_a_new_password_of_their_own(world: World) -> None:
    row = office(world, Role.CHAIR)
    before = User.objects.get(pk=row.user_id).password
    act(world.client(Role.SECRETARY), "reset", row)
    decide(world, world.client(Role.CHAIR))
    assert OfficeProposal.objects.get().state == OfficeProposal.State.WAITING
    assert User.objects.get(pk=row.user_id).password == before


def test_a_known_password_is_worth_nothing_after_the_second_step(world: World) -> None:
    """The secretary makes a login under the supervisor's name and keeps its password."""
    client = world.client(Role.SECRETARY)
    made = give(client, Role.LEAD_TEACHER, name="Pak Contoh Pengawas")
    username, password = shown(made.content.decode())
    there = sign_in(username, password)
    own = {"old": password, "new": "kuda hijau delapan", "again": "kuda hijau delapan"}
    there.post(reverse("accounts:password"), own)
    first = propose(world, name="Pak Contoh Pengawas", username=username)
    _username, whole = halves(first, approved(world))
    assert there.get("/saya/").status_code == 302
    assert sign_in(username, "kuda hijau delapan").get("/saya/").status_code == 302
    assert sign_in(username, whole).get("/saya/")["Location"] == reverse("accounts:password")


@pytest.mark.parametrize("role", [Role.SCHOOL_HEAD, Role.SUPERVISOR, Role.CHAIR])
def test_a_new_password_of_a_holder_takes_two(world: World, role: Role) -> None:
    user = User.objects.get(pk=world.users[role].pk)
    user.set_password("tujuh kuda biru")
    user.save()
    first = act(world.client(Role.SECRETARY), "reset", office(world, role))
    user.refresh_from_db()
    assert user.check_password("tujuh kuda biru")
    by = Role.SITE_ADMIN if role == Role.CHAIR else Role.CHAIR
    _username, password = halves(first, approved(world, by))
    user.refresh_from_db()
    assert user.check_password(password) and user.must_change_password
    again = act(world.client(Role.SECRETARY), "reset", office(world, role))
    assert again.status_code == 200


def test_a_new_password_is_proposed_once(world: World) -> None:
    client, row = world.client(Role.SECRETARY), office(world, Role.SUPERVISOR)
    assert act(client, "reset", row).status_code == 200
    assert act(client, "reset", row).status_code == 302
    assert OfficeProposal.objects.count() == 1


def test_proposals_end_by_themselves(world: World) -> None:
    propose(world)
    OfficeProposal.objects.update(open_until=world.today - timedelta(days=1))
    assert decide(world, world.client(Role.CHAIR)).status_code == 404
    assert "Pak Contoh Baru" not in page_of(world.client(Role.CHAIR).get(LIST))
    assert timedelta(days=7) <= OPEN_FOR <= timedelta(days=31)


def test_one_that_ended_or_was_decided_meanwhile_is_not_decided_again(world: World) -> None:
    """As it was read before: the page finds neither, whoever else looked at it earlier may."""
    chair, now = load_actor(world.users[Role.CHAIR]), timezone.now()
    for change in (
        {"open_until": world.today - timedelta(days=1)},
        {"state": OfficeProposal.State.DECLINED},
    ):
        propose(world)
        one = OfficeProposal.objects.latest("pk")
        OfficeProposal.objects.filter(pk=one.pk).update(**change)
        for decide_it in (approve_proposal, decline_proposal):
            with pytest.raises(Refused, match="sudah"):
                decide_it(actor=chair, proposal=one, now=now)


def test_what_is_declined_or_taken_back_is_over(world: World) -> None:
    for role, state in (
        (Role.CHAIR, OfficeProposal.State.DECLINED),
        (Role.SECRETARY, OfficeProposal.State.TAKEN_BACK),
    ):
        propose(world)
        decide(world, world.client(role), "decline")
        assert OfficeProposal.objects.latest("pk").state == state
        assert decide(world, world.client(Role.CHAIR)).status_code == 404


def test_a_proposal_of_somebody_who_is_no_officer_any_more_lapses(world: World) -> None:
    propose(world)
    other = User.objects.create_user("second", "Bu Sekretaris Dua")
    RoleAssignment.objects.create(user=other, role=Role.SECRETARY, group=world.group, since=SINCE)
    act(world.client(Role.CHAIR), "withdraw", office(world, Role.SECRETARY))
    before = RoleAssignment.objects.count()
    approved(world)
    assert RoleAssignment.objects.count() == before


def test_it_waits_on_beranda_of_those_who_may_decide(world: World) -> None:
    propose(world)
    home = reverse("home:home", args=["rekaan-1"])
    chair = page_of(world.client(Role.CHAIR).get(home))
    assert chair.entry("menunggu persetujuan Anda")
    for role in (Role.SECRETARY, Role.TEACHER):
        assert "menunggu persetujuan Anda" not in page_of(world.client(role).get(home))


def test_every_member_sees_who_holds_what_and_who_gave_it(world: World) -> None:
    propose(world)
    assert "Pak Contoh Baru" in page_of(world.client(Role.TEACHER).get(HOLDERS))
    approved(world)
    page = page_of(world.client(Role.TEACHER).get(HOLDERS))
    row = page.entry("Pak Contoh Baru")
    assert row.says("Pengawas", "Contoh secretary", "Contoh chair")
    assert "supervisor-1" not in page


def test_the_site_administrator_approves_where_there_is_no_second_officer(world: World) -> None:
    RoleAssignment.objects.filter(role=Role.CHAIR).delete()
    propose(world)
    assert "gugus officers" in page_of(world.client(Role.SECRETARY).get(LIST))
    one = OfficeProposal.objects.get()
    client = world.client(Role.SITE_ADMIN)
    assert "Pak Contoh Baru" in page_of(client.get(reverse("accounts:site")))
    answer = client.post(reverse("accounts:site_proposal_approve", args=[one.pk]))
    assert shown(answer.content.decode())


def test_whoever_has_both_offices_still_needs_the_computer(world: World) -> None:
    """The first set-up makes one person secretary and site administrator."""
    user = world.users[Role.SECRETARY]
    RoleAssignment.objects.filter(role__in=[Role.CHAIR, Role.SITE_ADMIN]).delete()
    RoleAssignment.objects.create(user=user, role=Role.SITE_ADMIN, since=SINCE)
    first = propose(world, Role.CHAIR)
    one = OfficeProposal.objects.get()
    client_of(user).post(reverse("accounts:site_proposal_approve", args=[one.pk]))
    assert not RoleAssignment.objects.filter(role=Role.CHAIR).exists()
    run = CliRunner()
    assert "Pak Contoh Baru" in run.invoke(gugus, ["officers"]).output
    said = run.invoke(gugus, ["officers", "approve", str(one.pk)]).output
    _door, half = page_of(first).facts.values()
    username = RoleAssignment.objects.get(role=Role.CHAIR).user.username
    whole = f"{half}-{said.split()[-1]}"
    assert sign_in(username, whole).get("/saya/")["Location"] == reverse("accounts:password")
    assert run.invoke(gugus, ["officers", "approve", "999"]).exit_code != 0


def test_a_second_site_administrator_takes_two(world: World) -> None:
    client = world.client(Role.SITE_ADMIN)
    data = {"role": Role.SITE_ADMIN, "place": "", "name": "Bu Contoh Dua", "username": ""}
    client.post(reverse("accounts:site_give"), data)
    one = OfficeProposal.objects.get()
    client.post(reverse("accounts:site_proposal_approve", args=[one.pk]))
    assert RoleAssignment.objects.filter(role=Role.SITE_ADMIN).count() == 1
    # A group's officers have no say in it.
    assert decide(world, world.client(Role.CHAIR)).status_code == 404


def test_a_role_given_again_after_it_was_withdrawn_takes_two_again(world: World) -> None:
    row = office(world, Role.SUPERVISOR)
    client = world.client(Role.SECRETARY)
    act(client, "withdraw", row)
    propose(world, name=row.user.name, username=row.user.username)
    assert load_actor(User.objects.get(pk=row.user_id)).roles_in(world.group.pk) == ()
    approved(world)
    assert load_actor(User.objects.get(pk=row.user_id)).roles_in(world.group.pk)


def test_the_books_name_both(world: World) -> None:
    propose(world)
    approved(world)
    entry = AuditEntry.objects.get(verb="role.given")
    assert entry.user_id == world.users[Role.CHAIR].pk
    assert entry.data["proposed_by"] == world.users[Role.SECRETARY].pk
    assert "Pak Contoh Baru" not in str(AuditEntry.objects.values_list("data", flat=True))


def test_only_one_of_two_who_approve_at_once_makes_the_role(world: World) -> None:
    propose(world)
    assert approved(world).status_code == 200
    again = approved(world)
    assert again.status_code == 404
    assert RoleAssignment.objects.filter(user__name="Pak Contoh Baru").count() == 1


def test_two_officers_make_no_password_for_a_login_of_another_group(world: World) -> None:
    """A role by two brings a new password: it must not open what another group keeps."""
    known = User.objects.create_user("bendahara.lain", "Pak Contoh Lain", "tujuh kuda biru")
    RoleAssignment.objects.create(user=known, role=Role.TREASURER, group=world.other, since=SINCE)
    whom = {"name": "Pak Contoh Lain", "username": "bendahara.lain"}
    refused = propose(world, **whom)
    assert refused.status_code == 422
    assert "pengelola aplikasi" in page_of(refused)
    give(world.client(Role.SITE_ADMIN), Role.SUPERVISOR, **whom)
    assert approved(world).status_code == 200


def test_a_head_who_keeps_the_roster_brings_nobody_under_their_eyes(world: World) -> None:
    """Another road to ratings: moving a teacher to the school that one leads."""
    user = world.users[Role.SECRETARY]
    scope = {"group": world.group, "school": world.schools[0], "since": SINCE}
    RoleAssignment.objects.create(user=user, role=Role.SCHOOL_HEAD, **scope)
    teacher = world.teachers[1]
    wanted = {"group": world.group, "teacher": teacher, "changes": {"school": world.schools[0]}}
    with pytest.raises(Refused, match="pengurus lain"):
        change_teacher(actor=load_actor(user), now=timezone.now(), **wanted)
    chair = load_actor(world.users[Role.CHAIR])
    change_teacher(actor=chair, now=timezone.now(), **wanted)
    teacher.refresh_from_db()
    assert teacher.school == world.schools[0]


def test_nor_by_typing_in_somebody_who_left_nor_by_asking_another_group(world: World) -> None:
    """Who comes back, or comes to a second school, brings the ratings along."""
    user = world.users[Role.SECRETARY]
    scope = {"group": world.group, "school": world.schools[0], "since": SINCE}
    RoleAssignment.objects.create(user=user, role=Role.SCHOOL_HEAD, **scope)
    head, now = load_actor(user), timezone.now()
    gone = world.teachers[1]
    gone.nuptk, gone.active = "1234567890123456", False
    gone.save()
    typed = {"name": gone.name, "nuptk": gone.nuptk, "school": world.schools[0]}
    with pytest.raises(Refused, match="pengurus lain"):
        add_teacher(actor=head, now=now, group=world.group, values=typed)
    gone.refresh_from_db()
    assert (gone.active, gone.school) == (False, world.schools[1])
    there = {"name": "Guru Seberang", "number": "1234567890123457"}
    with pytest.raises(Refused, match="pengurus lain"):
        ask_for_teacher(actor=head, now=now, group=world.group, school=world.schools[0], **there)
    ask_for_teacher(actor=head, now=now, group=world.group, school=world.schools[1], **there)
