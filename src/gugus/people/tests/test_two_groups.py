"""A school in two groups, and a teacher of two: what each group reaches, and what stays the other's."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gugus.accounts.services.keys import KeySelection, issue_keys, withdraw_teacher_keys
from gugus.accounts.services.officers import (
    Office,
    OfficeCandidate,
    give_office,
    grant_office,
    office_in_group,
)
from gugus.accounts.services.passwords import reset_officer_password
from gugus.competence.access import readable_teachers
from gugus.meetings.models import Meeting
from gugus.meetings.queries import expected
from gugus.participation.queries.hours import hours_of_group
from gugus.people.access import Actor, load_actor, visible_teachers
from gugus.people.clock import year_here
from gugus.people.models import GroupSchool, Membership, RoleAssignment, School, Teacher
from gugus.people.queries import (
    former_members_of,
    groups_of_teachers,
    kept_elsewhere,
    members_today,
    roster_on,
    teachers_of,
)
from gugus.people.rules.membership import OwnMembership, RosterEntry
from gugus.people.rules.roles import May, Role
from gugus.people.services import members, schools
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry, PersonalKey, User
from gugus.roster.services.imports import import_dapodik_file
from tests.support.dapodik import roster_file
from tests.support.dapodik import teacher as row_of
from tests.support.html import page_of
from tests.support.meetings import make_meeting, mark
from tests.support.two_groups import Shared, share
from tests.support.world import SINCE, World, client_of

DAY = date(2026, 11, 25)


@pytest.fixture
def shared(world: World) -> Shared:
    return share(world)


def actor_of(user: User) -> Actor:
    return load_actor(User.objects.get(pk=user.pk))


def second(world: World) -> Actor:
    """The second group's secretary."""
    return actor_of(world.outsider)


def first(world: World) -> Actor:
    return actor_of(world.users[Role.SECRETARY])


def other(name: str, *args: object) -> str:
    return reverse(name, args=["seberang-1", *args])


# What an office reaches.


def test_a_head_named_by_the_second_group_opens_nothing_of_the_first(
    world: World, shared: Shared
) -> None:
    given = grant_office(
        actor=second(world), office=office_in_group(world.other, Role.SCHOOL_HEAD, shared.school),
        somebody=OfficeCandidate(name="Bu Contoh Kepala"), now=timezone.now(),
    )  # fmt: skip
    head = actor_of(given.user)
    assert head.group_ids() == {world.other.pk}
    assert not any(head.may(what, world.group.pk) for what in May)
    assert shared.by_school in visible_teachers(head, May.SEE_RATINGS, world.other)
    assert not readable_teachers(head, world.group).exists()
    User.objects.filter(pk=given.user.pk).update(must_change_password=False)
    client = client_of(User.objects.get(pk=given.user.pk))
    for name in ("home:home", "cash:cash", "competence:rounds", "catchup:shared_journals"):
        assert client.get(reverse(name, args=["rekaan-1"])).status_code == 404, name


def test_an_office_ends_with_the_schools_membership(world: World, shared: Shared) -> None:
    user = User.objects.create_user("kepala", "Bu Kepala")
    RoleAssignment.objects.create(
        user=user, role=Role.SCHOOL_HEAD, group=world.other, school=shared.school, since=SINCE
    )
    assert actor_of(user).group_ids() == {world.other.pk}
    GroupSchool.objects.filter(group=world.other, school=shared.school).update(
        last_year=year_here() - 1
    )
    assert actor_of(user).group_ids() == frozenset()


def test_the_first_groups_offices_are_not_in_the_seconds_list(world: World, shared: Shared) -> None:
    user = User.objects.create_user("kepala", "Bu Kepala Bersama")
    office = RoleAssignment.objects.create(
        user=user, role=Role.SCHOOL_HEAD, group=world.group, school=shared.school, since=SINCE
    )
    client = client_of(world.outsider)
    assert "Bu Kepala Bersama" not in client.get(other("accounts:officers")).content.decode()
    for name in ("accounts:officers_reset", "accounts:officers_withdraw"):
        assert client.post(other(name, office.pk)).status_code == 404


# Who belongs, and to what.


def test_a_teacher_of_two_groups_is_one_person_in_both(world: World, shared: Shared) -> None:
    for one in (shared.by_school, shared.by_self):
        assert one in teachers_of(world.group) and one in teachers_of(world.other)
        assert groups_of_teachers([one])[one.pk] == (world.group.pk, world.other.pk)
    assert world.teachers[1] not in teachers_of(world.other)
    me = actor_of(world.users[Role.TEACHER])
    assert me.taught_groups() == me.group_ids() == {world.group.pk, world.other.pk}
    meeting = Meeting.objects.create(
        group=world.other, title="Rapat", date=DAY, starts_at="13:00", ends_at="15:00"
    )
    assert {one.name for one in expected(meeting)} == {
        "Guru Seberang", "Guru Rekaan 1", "Guru Bersama Lima",
    }  # fmt: skip


def test_leaving_the_second_group_touches_no_other(world: World, shared: Shared) -> None:
    now = timezone.now()
    for one in (shared.by_school, shared.by_self):
        members.mark_teacher_left(
            actor=second(world), now=now, group=world.other, teacher=one, left_on=DAY
        )
        one.refresh_from_db()
        assert one.active and one in teachers_of(world.group)
        assert one not in teachers_of(world.other) and one in former_members_of(world.other)
        assert one in roster_on(world.other.pk, 2026, DAY - timedelta(days=1))
        assert one not in former_members_of(world.group)
    assert actor_of(world.users[Role.TEACHER]).taught_groups() == {world.group.pk}
    members.restore_teacher(
        actor=second(world), now=now, group=world.other, teacher=shared.by_school
    )
    assert shared.by_school in teachers_of(world.other)


def test_leaving_home_leaves_the_person_where_they_stay(world: World, shared: Shared) -> None:
    now, one = timezone.now(), shared.by_school
    here = {"now": now, "teacher": one}
    members.mark_teacher_left(**here, actor=first(world), group=world.group, left_on=DAY)
    assert one not in teachers_of(world.group) and one in teachers_of(world.other)
    # The record goes to where they are: keys can be made again.
    assert groups_of_teachers([one])[one.pk] == (world.other.pk,)
    members.mark_teacher_left(**here, actor=second(world), group=world.other, left_on=DAY)
    one.refresh_from_db()
    assert not one.active and groups_of_teachers([one])[one.pk] == ()
    members.restore_teacher(**here, actor=first(world), group=world.group)
    one.refresh_from_db()
    assert one.active and one in teachers_of(world.group) and one not in teachers_of(world.other)


def test_who_left_before_the_school_was_shared_comes_back_at_home_only(world: World) -> None:
    now, one = timezone.now(), world.teachers[1]
    members.mark_teacher_left(
        actor=first(world), now=now, group=world.group, teacher=one, left_on=DAY
    )
    GroupSchool.objects.create(group=world.other, school=world.schools[1], first_year=2020)
    with pytest.raises(Refused, match="dikelola Gugus Rekaan I"):
        members.restore_teacher(actor=second(world), now=now, group=world.other, teacher=one)
    one.refresh_from_db()
    assert not one.active


def test_a_shared_school_that_leaves_the_second_group_stays_in_the_first(
    world: World, shared: Shared
) -> None:
    before = set(teachers_of(world.group))
    schools.end_school_membership(
        actor=second(world), now=timezone.now(), group=world.other, school=shared.school,
        last_year=year_here() - 1,
    )  # fmt: skip
    assert set(teachers_of(world.group)) == before
    assert shared.by_school not in teachers_of(world.other)
    # Who belongs by themselves does not come and go with a school.
    assert shared.by_self in teachers_of(world.other)


def test_a_second_school_in_another_group_comes_and_goes_with_it(world: World) -> None:
    one = world.teachers[1]
    Membership.objects.create(teacher=one, group=world.other, school=world.other_school)
    assert one in teachers_of(world.other)
    user = User.objects.create_user("kepala", "Bu Kepala")
    RoleAssignment.objects.create(
        user=user, role=Role.SCHOOL_HEAD, group=world.other, school=world.other_school, since=SINCE
    )
    assert one in visible_teachers(actor_of(user), May.RATE_AS_HEAD, world.other)
    page = page_of(client_of(world.outsider).get(other("people:school", world.other_school.pk)))
    assert "Guru Rekaan 2" in str(page)
    GroupSchool.objects.filter(group=world.other).update(last_year=year_here() - 1)
    assert one not in teachers_of(world.other) and one in teachers_of(world.group)


def test_a_second_school_in_the_own_group_changes_no_day(world: World) -> None:
    one = world.teachers[0]
    Membership.objects.create(
        teacher=one, group=world.group, school=world.schools[1], since=DAY + timedelta(days=9)
    )
    assert one in roster_on(world.group.pk, 2026, DAY) and one in teachers_of(world.group)
    assert teachers_of(world.group).filter(pk=one.pk).count() == 1


def test_hours_count_from_the_day_somebody_belongs(world: World, shared: Shared) -> None:
    Membership.objects.filter(teacher=shared.by_self).update(since=DAY)
    for day in (DAY - timedelta(days=14), DAY):
        meeting = make_meeting(world, group=world.other, date=day, state=Meeting.State.HELD)
        mark(meeting, world.other_teacher, world.outsider)
    found = hours_of_group(world.other, SINCE, DAY, today=DAY)
    called = {pk: len(rows) for pk, rows in found.by_teacher.items()}
    assert called == {
        world.other_teacher.pk: 2, shared.by_school.pk: 2, shared.by_self.pk: 1,
    }  # fmt: skip


# The rule and the database.

days = st.none() | st.dates(date(2026, 11, 20), date(2026, 11, 30))


@pytest.mark.django_db
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["own", "second", "self"]), days, days),
        max_size=3,
        unique_by=lambda row: row[0],
    ),
    active=st.booleans(),
    joined=days,
    left=days,
    at=st.sampled_from(["first", "other", "outside"]),
)
def test_rule_and_database_agree(
    rows: list[tuple[str, date | None, date | None]],
    active: bool,
    joined: date | None,
    left: date | None,
    at: str,
) -> None:
    group, school, one = _a_group()
    own = School.objects.get_or_create(npsn="99990009", defaults={"name": "Luar"})[0]
    own = school if at == "first" else own
    Teacher.objects.filter(pk=one.pk).update(
        school=own, active=active, joined_on=joined, left_on=None if active else left
    )
    where = {"own": own, "second": school, "self": None}
    Membership.objects.filter(teacher=one).delete()
    said = {where[kind] for kind, _since, _until in rows}
    if len(said) < len(rows):
        return
    for kind, since, until in rows:
        Membership.objects.create(
            teacher=one, group=group, school=where[kind], since=since, until=until
        )
    found = Membership.objects.filter(teacher=one)
    names = ("group_id", "school_id", "since", "until")
    entry = RosterEntry(
        own.pk, active, joined, None if active else left,
        tuple(OwnMembership(*row) for row in found.values_list(*names)),
    )  # fmt: skip
    there = entry.belongs(DAY, {school.pk})
    assert roster_on(group.pk, 2026, DAY).filter(pk=one.pk).exists() is there
    now = entry.belongs(None, {school.pk})
    assert members_today(group.pk, 2026).filter(pk=one.pk).exists() is now


def _a_group() -> tuple:  # type: ignore[type-arg]
    from gugus.people.models import Group

    school = School.objects.get_or_create(npsn="99990001", defaults={"name": "SDN Satu"})[0]
    group, made = Group.objects.get_or_create(code="satu", defaults={"name": "Satu"})
    if made:
        GroupSchool.objects.create(group=group, school=school, first_year=2020)
    one = Teacher.objects.get_or_create(name="Bu Satu", defaults={"school": school})[0]
    return group, school, one


# Keys and records are the home group's.


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


def test_the_switcher_offers_both_groups(world: World, shared: Shared) -> None:
    client: Client = client_of(world.users[Role.TEACHER])
    for code in ("rekaan-1", "seberang-1"):
        assert client.get(reverse("home:home", args=[code])).status_code == 200
    own = client.get(reverse("accounts:own_data")).content.decode()
    assert "Gugus Rekaan I" in own and "Gugus Seberang I" in own
