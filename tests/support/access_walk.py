"""The walk through addresses: asks as every role, a stranger and a member of another group."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from unittest.mock import patch

from django.conf import settings
from django.db import transaction
from django.http import HttpResponseNotFound
from django.test import Client
from django.urls import reverse

from gugus.config import urls
from gugus.people import access
from gugus.people.models import RoleAssignment, Teacher
from gugus.people.rules.roles import TABLE, Role
from gugus.platform.foundation.models import User
from tests.support.addresses import Address, addresses
from tests.support.phone import Phone
from tests.support.samples import Sample, samples
from tests.support.two_groups import Shared, share
from tests.support.world import SINCE, World, client_of

ANSWERED = {200, 204, 302, 422}
# A teacher of both groups has a page in each, with what belongs to it.
ABOUT_TEACHERS = ("people:teacher", "participation:teacher")


@dataclass
class Walker:
    """Asks as somebody, leaving the database as it was."""

    world: World
    samples: Mapping[str, Sample]
    # Somebody who may do everything, in the other group only; it shares a school and a teacher.
    elsewhere: User
    shared: Shared
    cookies: dict[str, str] = field(default_factory=dict)
    browser: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def ask(self, method: str, path: str, user: User | None) -> tuple[int, str]:
        """Status and, for a redirect, where to."""
        client = self._as(user)
        with transaction.atomic():
            response = getattr(client, method)(path)
            transaction.set_rollback(True)
        return response.status_code, response.get("Location", "")

    def read(self, path: str, user: User) -> str:
        """What an address shows, as plain words."""
        client = self._as(user)
        with transaction.atomic():
            response = client.get(path)
            transaction.set_rollback(True)
        return unescape(b"".join(response).decode(errors="replace"))

    def pages_of_the_other_group(self) -> Iterator[str]:
        """What its officers may ask for: all without an object, and what both groups have."""
        for one in addresses().values():
            if one.scope == "group" and not one.needs_sample:
                yield path_of(one, None, self.world.other.code)
        both = (self.shared.by_self, self.shared.by_school)
        objects = [(name, who.pk) for name in ABOUT_TEACHERS for who in both]
        for name, pk in [*objects, ("people:school", self.shared.school.pk)]:
            yield reverse(name, args=[self.world.other.code, pk])

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

    def is_turned_away(self, path: str, user: User) -> str:
        """'' when the guard lets nobody in: it stands before reading and writing alike."""
        written, _where = self.ask("post", path, user)
        if written == 405:
            written, _where = self.ask("get", path, user)
        return "" if written == 404 else f"{written}"

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


@contextmanager
def walking(world: World) -> Iterator[Walker]:
    """Somebody who walks in this world, past quick refusals."""
    with quick_refusals():
        known, shared = samples(world), share(world)
        yield Walker(world, known, _in_other_group(world, shared), shared)


def path_of(address: Address, sample: Sample | None, code: str) -> str:
    """The address with the parts of its sample, in a group."""
    parts = dict(sample.parts) if sample else {}
    if "code" in address.parts:
        parts["code"] = code
    return reverse(address.name, kwargs=parts)


def sample_of(address: Address, known: Mapping[str, Sample]) -> Sample | None:
    """The object of an address that names one."""
    if not address.needs_sample:
        return None
    assert address.name in known, f"add a sample of {address.name} to its app's tests/samples.py"
    return known[address.name]


def _in_other_group(world: World, shared: Shared) -> User:
    """Holds every office of the other group, and is head of both its schools."""
    user = User.objects.create_user("everything", "Contoh Serba Bisa")
    for role in set(Role) - {Role.TEACHER, Role.SITE_ADMIN, Role.DISTRICT_OFFICER, Role.EVALUATOR}:
        schools = [world.other_school, shared.school] if role == Role.SCHOOL_HEAD else [None]
        for school in schools:
            RoleAssignment.objects.create(
                user=user, role=role, since=SINCE, group=world.other, school=school
            )
    Teacher.objects.create(school=world.other_school, user=user, name="Contoh Serba Bisa")
    return user


def wrong_by_role(address: Address, walker: Walker) -> dict[str, str]:
    """Who is let in or kept out against the table of roles; nobody, if all is well."""
    world, sample = walker.world, sample_of(address, walker.samples)
    path = path_of(address, sample, world.group.code)
    keeps_out = sample.keeps_out if sample else frozenset()
    wrong: dict[str, str] = {"stranger": walker.is_sent_to_sign_in(path)}
    for role in Role:
        by_table = not address.anyof or bool(TABLE[role] & address.anyof)
        may = by_table and role not in keeps_out
        refused = walker.is_kept_out if by_table else walker.is_turned_away
        look = walker.is_let_in if may else refused
        wrong[f"{role} ({'may' if may else 'may not'})"] = look(path, world.users[role])
    return {who: what for who, what in wrong.items() if what}


def wrong_for_another_group(address: Address, walker: Walker) -> str:
    """What a member of another group finds; '' when nothing."""
    world, user = walker.world, walker.elsewhere
    sample = sample_of(address, walker.samples)
    wrong = walker.is_kept_out(path_of(address, sample, world.group.code), user)
    if wrong:
        return f"at the other group's address: {wrong}"
    if sample is not None and sample.owned and address.name not in ABOUT_TEACHERS:
        wrong = walker.is_kept_out(path_of(address, sample, world.other.code), user)
    return f"the other group's object at one's own address: {wrong}" if wrong else ""
