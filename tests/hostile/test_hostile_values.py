"""Hostile values at every address and in every command: a clear answer, never a fault of ours.

In the gate one role that reaches an address asks; `make fuzz` asks as all roles.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.db import transaction

from gugus.people import access
from gugus.people.models import Place, School
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User
from gugus.platform.sync.commands import all_handlers
from tests.support.access_walk import quick_refusals
from tests.support.addresses import addresses
from tests.support.hostile.ledger import ledger
from tests.support.hostile.walk import HostileWalk
from tests.support.samples import samples
from tests.support.world import build_world

EVERY_ROLE = os.environ.get("GUGUS_FUZZ") == "1"


@pytest.fixture(scope="module")
def walker(django_db_setup: None, django_db_blocker: Any) -> Iterator[HostileWalk]:
    """One world for the whole walk: every question leaves it as it was."""
    with django_db_blocker.unblock(), transaction.atomic(), quick_refusals():
        world = build_world()
        logging.disable(logging.CRITICAL)
        yield HostileWalk(world, samples(world), EVERY_ROLE)
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(addresses()))
def test_no_address_breaks(name: str, walker: HostileWalk) -> None:
    assert walker.walk(addresses()[name]) == []


@pytest.mark.parametrize("kind", sorted(all_handlers()))
def test_no_command_breaks(kind: str, walker: HostileWalk) -> None:
    assert walker.commands(kind) == []


def test_no_batch_breaks(walker: HostileWalk) -> None:
    assert walker.envelopes() == []


# The walk itself


def test_a_view_that_breaks_is_named_with_its_value(walker: HostileWalk) -> None:
    """As it was: a referrer that is no address."""
    some = [one for _name, one in sorted(addresses().items()) if one.scope == "group"][:12]
    walker.faults.clear()
    with patch.object(access, "_page_path", lambda address: urlsplit(address).path):
        for asked in (asked for address in some for asked in walker.as_stranger(address)):
            walker.ask(asked, None)
    faults = list(walker.faults)
    assert any("as stranger" in one and "ValueError" in one and "http://[" in one for one in faults)


def test_what_is_taken_back_was_not_written(db: None) -> None:
    with ledger() as kept:
        User.objects.create(username="a", name="A")
        with suppress(Refused), transaction.atomic():
            School.objects.create(npsn="1", name="S")
            raise Refused("tidak")
        with transaction.atomic():
            Place.objects.create(code="99", name="P")
    assert kept.refused
    assert kept.tables == {"foundation_user", "people_place"}
