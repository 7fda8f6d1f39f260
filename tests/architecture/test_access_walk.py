"""Every address, walked by every role, a stranger and a member of another group.

What comes back is compared with the one table of who may do what (`people/rules/roles.py`),
read here by itself and not through `people.access`, which is what is being tested.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from gugus.people.rules.roles import TABLE, May, Role
from gugus.platform.sync.commands import all_handlers
from tests.support.access_walk import (
    ANSWERED,
    Walker,
    path_of,
    sample_of,
    walking,
    wrong_by_role,
    wrong_for_another_group,
)
from tests.support.addresses import GROUP, addresses
from tests.support.two_groups import telling_texts
from tests.support.world import build_world

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
    # After the right password only; others are led back.
    "accounts:sign_in_code",
    "accounts:sign_in_example",
    "accounts:sign_in_link",
    "accounts:sign_in_passkey",
    "accounts:sign_in_password",
    "accounts:sign_out",
    # What a phone needs before it knows who holds it; answers a stranger with 401.
    "sync:receive",
    "sync:worker",
    "sync:manifest",
    "sync:on_phone",
}


@pytest.fixture(scope="module")
def walker(django_db_setup: None, django_db_blocker: Any) -> Iterator[Walker]:
    """One world for the whole walk: every question leaves it as it was."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        walking(build_world()) as made,
    ):
        yield made
        transaction.set_rollback(True)


def _names(*scopes: str) -> list[str]:
    return sorted(one.name for one in addresses().values() if one.scope in scopes)


def test_every_view_is_guarded_and_only_the_named_ones_are_open() -> None:
    assert {one.name for one in addresses().values() if one.scope == "open"} == OPEN
    for one in addresses().values():
        assert one.scope in {"open", "person", "group", "subject"}, f"{one.name} has no guard"
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


@pytest.mark.parametrize("name", _names("group", "person", "subject", "unguarded"))
def test_every_role_gets_what_the_table_says(name: str, walker: Walker) -> None:
    assert wrong_by_role(addresses()[name], walker) == {}


@pytest.mark.parametrize("name", _names("group"))
def test_a_member_of_another_group_finds_nothing(name: str, walker: Walker) -> None:
    assert wrong_for_another_group(addresses()[name], walker) == ""


def test_a_shared_school_and_teacher_open_no_record_of_the_first_group(walker: Walker) -> None:
    """Every page, paper and file of the second group, read by who may do everything there."""
    secret = telling_texts(walker.world.group, walker.shared)
    assert len(secret) > 20 and "Guru Rekaan 2" in secret
    told: dict[str, set[str]] = {}
    for path in walker.pages_of_the_other_group():
        text = walker.read(path, walker.elsewhere)
        told[path] = {words for words in secret if words in text}
    assert len(told) > 80
    assert {path: words for path, words in told.items() if words} == {}


@pytest.mark.parametrize("name", sorted(OPEN))
def test_open_addresses_answer_everybody(name: str, walker: Walker) -> None:
    address, world = addresses()[name], walker.world
    path = path_of(address, sample_of(address, walker.samples), world.group.code)
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
