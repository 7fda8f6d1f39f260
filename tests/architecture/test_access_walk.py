"""Every address, walked by every role, a stranger and a member of another group.

What comes back is compared with the one table of who may do what (`people/rules/roles.py`),
read here by itself and not through `people.access`, which is what is being tested.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseNotFound
from django.test import Client
from django.urls import reverse

from gugus.config import urls
from gugus.people import access
from gugus.people.models import RoleAssignment, Teacher
from gugus.people.rules.roles import TABLE, May, Role
from gugus.platform.foundation.models import User
from gugus.platform.sync.commands import all_handlers
from tests.support.addresses import GROUP, Address, addresses
from tests.support.phone import Phone
from tests.support.samples import Sample, samples
from tests.support.world import SINCE, World, build_world, client_of

# A stranger may reach these and no others: a new one is a decision, made here.
OPEN = {
    "home:start",
    # A stranger checks a certificate by its code: 140 bits of chance.
    "certificates:check",
    "certificates:check_form",
    "accounts:first_run",
    # What a calendar reads by itself: 160 bits of chance in the address.
    "feeds:feed",
    "accounts:sign_in",
    "accounts:sign_in_example",
    "accounts:sign_in_link",
    "accounts:sign_in_password",
    "accounts:sign_out",
    # What a phone needs before it knows who holds it; answers a stranger with 401.
    "sync:receive",
    "sync:worker",
    "sync:manifest",
    "sync:on_phone",
}
ANSWERED = {200, 204, 302, 422}


@dataclass
class Walker:
    """Asks as somebody, leaving the database as it was."""

    world: World
    samples: Mapping[str, Sample]
    # Somebody who may do everything, in the other group only.
    elsewhere: User
    cookies: dict[str, str] = field(default_factory=dict)
    browser: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def ask(self, method: str, path: str, user: User | None) -> tuple[int, str]:
        """Status and, for a redirect, where to."""
        client = self._as(user)
        with transaction.atomic():
            response = getattr(client, method)(path)
            transaction.set_rollback(True)
        return response.status_code, response.get("Location", "")

    def tell(self, kind: str, user: User, **where: str) -> str:
        """What a phone gets told for a command without a body."""
        with transaction.atomic():
            # Read anew: the session is bound to the password as it stands now.
            answer = Phone(User.objects.get(pk=user.pk), **where).do(kind, {})
            transaction.set_rollback(True)
        return str(answer["reason"])

    def _as(self, user: User | None) -> Client:
        """The browser with nothing but this person's session in it."""
        self.browser.cookies.clear()
        if user is not None:
            self.browser.cookies[settings.SESSION_COOKIE_NAME] = self._session(user)
        return self.browser

    def _session(self, user: User) -> str:
        if user.username not in self.cookies:
            client = client_of(User.objects.get(pk=user.pk))
            self.cookies[user.username] = client.session.session_key or ""
        return self.cookies[user.username]

    def is_let_in(self, path: str, user: User) -> str:
        """'' when somebody who may gets an answer, else what came instead."""
        status, where = self.ask("get", path, user)
        if status == 405:
            status, where = self.ask("post", path, user)
        to_door = where.startswith(reverse("accounts:sign_in"))
        return "" if status in ANSWERED and not to_door else f"{status} {where}"

    def is_kept_out(self, path: str, user: User) -> str:
        """'' when neither reading nor writing finds anything, else what came instead."""
        read, _where = self.ask("get", path, user)
        written, _where = self.ask("post", path, user)
        # 405 only says that an address takes no such method; one of the two must be a 404.
        found = {read, written} - {404, 405} or read == written == 405
        return f"GET {read}, POST {written}" if found else ""

    def is_sent_to_sign_in(self, path: str) -> str:
        """'' when a stranger is led to the door, reading and writing."""
        door = reverse("accounts:sign_in")
        answers = [self.ask(method, path, None) for method in ("get", "post")]
        led = [status == 302 and where.startswith(door) for status, where in answers]
        others = [status for (status, _where), yes in zip(answers, led, strict=True) if not yes]
        return "" if any(led) and set(others) <= {405} else f"{answers}"


@contextmanager
def quick_refusals() -> Iterator[None]:
    """Some thousand refusals need not each be laid out as a page and logged: both have tests.

    The walk's people and their roles stand still, so they are read once for each person.
    """
    log, roles = logging.getLogger("django.request"), access.load_actor
    known: dict[int, access.Actor] = {}

    def load_once(user: User) -> access.Actor:
        if user.pk not in known:
            known[user.pk] = roles(user)
        return known[user.pk]

    with (
        patch.object(urls, "handler404", lambda _request, exception: HttpResponseNotFound()),
        patch.object(access, "load_actor", load_once),
        patch.object(log, "disabled", True),
    ):
        yield


@pytest.fixture(scope="module")
def walker(django_db_setup: None, django_db_blocker: Any) -> Iterator[Walker]:
    """One world for the whole walk: every question leaves it as it was."""
    with django_db_blocker.unblock(), transaction.atomic(), quick_refusals():
        world = build_world()
        yield Walker(world, samples(world), _in_other_group(world))
        transaction.set_rollback(True)


def _names(*scopes: str) -> list[str]:
    return sorted(one.name for one in addresses().values() if one.scope in scopes)


def _path(address: Address, sample: Sample | None, code: str) -> str:
    parts = dict(sample.parts) if sample else {}
    if "code" in address.parts:
        parts["code"] = code
    return reverse(address.name, kwargs=parts)


def _sample(address: Address, known: Mapping[str, Sample]) -> Sample | None:
    if not address.needs_sample:
        return None
    assert address.name in known, f"add a sample of {address.name} to tests/support/samples.py"
    return known[address.name]


def _in_other_group(world: World) -> User:
    user = User.objects.create_user("everything", "Contoh Serba Bisa")
    for role in set(Role) - {Role.TEACHER, Role.SITE_ADMIN, Role.DISTRICT_OFFICER}:
        scope = (
            {"school": world.other_school} if role == Role.SCHOOL_HEAD else {"group": world.other}
        )
        RoleAssignment.objects.create(user=user, role=role, since=SINCE, **scope)
    Teacher.objects.create(school=world.other_school, user=user, name="Contoh Serba Bisa")
    return user


def test_every_view_is_guarded_and_only_the_named_ones_are_open() -> None:
    assert {one.name for one in addresses().values() if one.scope == "open"} == OPEN
    for one in addresses().values():
        assert one.scope in {"open", "person", "group"}, f"{one.name} has no guard"
        assert (one.scope == "group") == one.route.startswith(GROUP), one.name
        if one.scope == "group":
            assert one.anyof, f"{one.name} names no permission"
        if one.scope == "open":
            assert not one.anyof, one.name


def test_every_permission_is_held_by_somebody() -> None:
    held = frozenset[May]().union(*TABLE.values())
    assert held == set(May)
    assert set(TABLE) == set(Role)


def test_no_sample_is_left_of_an_address_that_is_gone(walker: Walker) -> None:
    needed = {one.name for one in addresses().values() if one.needs_sample}
    assert set(walker.samples) - needed == set()


@pytest.mark.parametrize("name", _names("group", "person", "unguarded"))
def test_every_role_gets_what_the_table_says(name: str, walker: Walker) -> None:
    address, world = addresses()[name], walker.world
    sample = _sample(address, walker.samples)
    path = _path(address, sample, world.group.code)
    keeps_out = sample.keeps_out if sample else frozenset()
    wrong: dict[str, str] = {"stranger": walker.is_sent_to_sign_in(path)}
    for role in Role:
        may = not address.anyof or bool(TABLE[role] & address.anyof)
        may = may and role not in keeps_out
        look = walker.is_let_in if may else walker.is_kept_out
        wrong[f"{role} ({'may' if may else 'may not'})"] = look(path, world.users[role])
    assert {who: what for who, what in wrong.items() if what} == {}


@pytest.mark.parametrize("name", _names("group"))
def test_a_member_of_another_group_finds_nothing(name: str, walker: Walker) -> None:
    address, world, user = addresses()[name], walker.world, walker.elsewhere
    sample = _sample(address, walker.samples)
    wrong = walker.is_kept_out(_path(address, sample, world.group.code), user)
    assert not wrong, f"at the other group's address: {wrong}"
    if sample is not None and sample.owned:
        wrong = walker.is_kept_out(_path(address, sample, world.other.code), user)
        assert not wrong, f"the other group's object at one's own address: {wrong}"


@pytest.mark.parametrize("name", sorted(OPEN))
def test_open_addresses_answer_everybody(name: str, walker: Walker) -> None:
    address, world = addresses()[name], walker.world
    path = _path(address, _sample(address, walker.samples), world.group.code)
    for user in (None, *world.users.values()):
        for method in ("get", "post"):
            status, _where = walker.ask(method, path, user)
            # 400: an address for phones, asked without what a phone says.
            assert status in ANSWERED | {400, 404, 405}, f"{method} as {user}"


def test_every_command_of_a_phone_is_guarded() -> None:
    for kind, handler in all_handlers().items():
        assert getattr(handler, "anyof", frozenset()), f"{kind} names no permission"


@pytest.mark.parametrize("kind", sorted(all_handlers()))
def test_every_command_keeps_out_whom_the_table_keeps_out(kind: str, walker: Walker) -> None:
    anyof: frozenset[May] = all_handlers()[kind].anyof  # type: ignore[attr-defined]
    world = walker.world
    unknown = walker.tell(kind, world.outsider, group="tidak-ada")
    told = {"outsider": walker.tell(kind, world.outsider)}
    for role in Role:
        if not TABLE[role] & anyof:
            told[role] = walker.tell(kind, world.users[role])
    assert {who: said for who, said in told.items() if said != unknown} == {}
