"""A small invented world for tests: two groups, their schools, teachers and officers."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

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
from gugus.people.queries import day_of
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import User
from tests.support.clock import JAKARTA, Moment

SINCE = date(2020, 7, 1)


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
        return day_of(self.group, timezone.now())

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
    """Make the world in the test database; `zone` is where the first group lives."""
    kabupaten, kecamatan = _places()
    schools = [_school(f"9999100{n}", f"SDN Rekaan 0{n}", kecamatan) for n in (1, 2)]
    other_school = _school("99991009", "SDN Seberang 01", kecamatan)
    group = _group("rekaan-1", "Gugus Rekaan I", kecamatan, schools, zone)
    other = _group("seberang-1", "Gugus Seberang I", kecamatan, [other_school], JAKARTA)
    teachers = [
        Teacher.objects.create(
            school=schools[n % 2], name=f"Guru Rekaan {n + 1}", class_level=n % 6 + 1
        )
        for n in range(6)
    ]
    other_teacher = Teacher.objects.create(school=other_school, name="Guru Seberang")
    users = {role: _user(role, group, schools[0], kabupaten) for role in Role}
    _link(teachers[0], users[Role.TEACHER])
    outsider = User.objects.create_user("outsider", "Guru Seberang")
    _link(other_teacher, outsider)
    RoleAssignment.objects.create(user=outsider, role=Role.SECRETARY, group=other, since=SINCE)
    CommitteePost.objects.create(group=group, post="ketua", teacher=teachers[1], term_start=SINCE)
    CommitteePost.objects.create(
        group=group, post="sekretaris", teacher=teachers[2], term_start=SINCE
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


def _school(npsn: str, name: str, place: Place) -> School:
    return School.objects.create(npsn=npsn, name=name, place=place)


def _group(code: str, name: str, place: Place, schools: list[School], zone: str) -> Group:
    group = Group.objects.create(
        code=code, name=name, place=place, core_school=schools[0], time_zone=zone
    )
    for school in schools:
        GroupSchool.objects.create(group=group, school=school, first_year=2020)
    return group


def _user(role: Role, group: Group, school: School, region: Place) -> User:
    user = User.objects.create_user(f"{role}-1", f"Contoh {role}")
    if role == Role.TEACHER:
        return user
    scope: dict[str, object] = {"group": group}
    if role == Role.SCHOOL_HEAD:
        scope = {"school": school}
    elif role == Role.DISTRICT_OFFICER:
        scope = {"place": region}
    elif role == Role.SITE_ADMIN:
        scope = {}
    RoleAssignment.objects.create(user=user, role=role, since=SINCE, **scope)
    return user


def _link(teacher: Teacher, user: User) -> None:
    teacher.user = user
    teacher.save()
