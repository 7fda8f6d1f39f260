"""A small invented world for tests: two groups, their schools, teachers and officers."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from gugus.people.clock import today_of
from gugus.people.models import (
    CommitteePost,
    Group,
    GroupSchool,
    Place,
    RoleAssignment,
    School,
    StudyGroup,
    Teacher,
)
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import User
from tests.support.clock import JAKARTA, Moment

SINCE = date(2020, 7, 1)
# What the world's evaluator is invited to: a record of the capability in `toy_capability`.
INVITED = {"subject_kind": "loan", "subject_key": "contoh", "until": date(2099, 1, 1)}


@dataclass
class World:
    """What `build_world` made."""

    group: Group
    other: Group
    schools: list[School]
    other_school: School
    teachers: list[Teacher]
    other_teacher: Teacher
    users: dict[Role, User]
    outsider: User
    lower: StudyGroup

    @property
    def today(self) -> date:
        """The day that it is where the group lives."""
        return today_of(self.group)

    def client(self, role: Role) -> Client:
        """A browser signed in as the person who holds `role` in `group`."""
        return client_of(self.users[role])


def client_of(user: User) -> Client:
    """A browser signed in as `user`."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def world(db: None, moment: Moment) -> World:
    """Two small groups with one person in every role, living where the test's moment is."""
    return build_world(moment.zone)


def build_world(zone: str = JAKARTA) -> World:
    """Make the world in the test database; `zone` is where the first group lives.

    Some thousand tests begin with it: each kind of row is written at once.
    """
    kabupaten, kecamatan = _places()
    users, outsider = _users()
    *schools, other_school = School.objects.bulk_create(
        School(npsn=npsn, name=name, place=kecamatan)
        for npsn, name in (
            ("99991001", "SDN Rekaan 01"),
            ("99991002", "SDN Rekaan 02"),
            ("99991009", "SDN Seberang 01"),
        )
    )
    group, other = _groups(kecamatan, schools, other_school, zone)
    *teachers, other_teacher = _teachers(schools, other_school, users[Role.TEACHER], outsider)
    _give_roles(users, group, schools[0], kabupaten)
    RoleAssignment.objects.create(user=outsider, role=Role.SECRETARY, group=other, since=SINCE)
    CommitteePost.objects.bulk_create(
        CommitteePost(group=group, post=post, teacher=teacher, term_start=SINCE)
        for post, teacher in (("ketua", teachers[1]), ("sekretaris", teachers[2]))
    )
    lower = StudyGroup.objects.create(group=group, name="Kelas rendah", class_levels=[1, 2, 3])
    return World(
        group, other, schools, other_school, teachers, other_teacher, users, outsider, lower
    )


def _places() -> tuple[Place, Place]:
    province, _ = Place.objects.get_or_create(code="32", defaults={"name": "Jawa Barat"})
    kabupaten, _ = Place.objects.get_or_create(
        code="32.01", defaults={"name": "Kabupaten Bogor", "parent": province}
    )
    kecamatan, _ = Place.objects.get_or_create(
        code="32.01.24", defaults={"name": "Ciawi", "parent": kabupaten}
    )
    return kabupaten, kecamatan


def _users() -> tuple[dict[Role, User], User]:
    """One for each role, and one of the other group."""
    people = [User(username=f"{role}-1", name=f"Contoh {role}") for role in Role]
    people.append(User(username="outsider", name="Guru Seberang"))
    for person in people:
        person.set_unusable_password()
    *holders, outsider = User.objects.bulk_create(people)
    return dict(zip(Role, holders, strict=True)), outsider


def _groups(
    place: Place, schools: list[School], other_school: School, zone: str
) -> tuple[Group, Group]:
    core = {"rekaan-1": schools[0], "seberang-1": other_school}
    group, other = Group.objects.bulk_create(
        Group(code=code, name=name, place=place, core_school=core[code], time_zone=where)
        for code, name, where in (
            ("rekaan-1", "Gugus Rekaan I", zone),
            ("seberang-1", "Gugus Seberang I", JAKARTA),
        )
    )
    belongs = [*((group, school) for school in schools), (other, other_school)]
    GroupSchool.objects.bulk_create(
        GroupSchool(group=of, school=school, first_year=2020) for of, school in belongs
    )
    return group, other


def _teachers(
    schools: list[School], other_school: School, own: User, outsider: User
) -> list[Teacher]:
    """Six in turn at the first group's schools, the first of them signed in; one at the other's."""
    rows = [
        Teacher(
            school=schools[n % 2],
            name=f"Guru Rekaan {n + 1}",
            class_level=n % 6 + 1,
            user=None if n else own,
        )
        for n in range(6)
    ]
    rows.append(Teacher(school=other_school, name="Guru Seberang", user=outsider))
    return list(Teacher.objects.bulk_create(rows))


def _give_roles(users: dict[Role, User], group: Group, school: School, region: Place) -> None:
    scopes: dict[Role, dict[str, object]] = {role: {"group": group} for role in Role}
    scopes[Role.SCHOOL_HEAD]["school"] = school
    scopes[Role.DISTRICT_OFFICER] = {"place": region}
    scopes[Role.SITE_ADMIN] = {}
    scopes[Role.EVALUATOR] |= INVITED
    # Who teaches has no office.
    del scopes[Role.TEACHER]
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=users[role], role=role, since=SINCE, **scope)
        for role, scope in scopes.items()
    )
