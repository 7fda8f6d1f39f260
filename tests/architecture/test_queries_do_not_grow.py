"""A page asks the database as often in a group of many years as in a young one.

Only the number of rows may differ: whoever reads something for each row, or each year, is found here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.db import transaction

from gugus.people.rules.roles import Role
from tests.support.addresses import addresses
from tests.support.grown import SMALL, Size, grown_group
from tests.support.page_walk import PageWalk

# Three times as much of everything: enough to tell, and made in a moment.
GROWN = replace(
    SMALL,
    years=4,
    meetings=12,
    lines=9,
    problems=9,
    events=9,
    entries=9,
    teachers=27,
    schools=6,
    speakers=9,
)
# What grows, and why it may.
EXCEPTIONS: dict[str, str] = {}


@dataclass(frozen=True)
class Asked:
    """The queries of every page, by its name."""

    small: dict[str, list[str]]
    grown: dict[str, list[str]]


@pytest.fixture(scope="module")
def walker(django_db_setup: None, django_db_blocker: Any) -> Iterator[Asked]:
    """All pages of both groups; nothing of them stays."""
    with django_db_blocker.unblock():
        yield Asked(_asked(SMALL), _asked(GROWN))


def _asked(size: Size) -> dict[str, list[str]]:
    with transaction.atomic():
        walk = PageWalk(*grown_group(size))
        for role in Role:
            walk.sign_in(role)
        found = {page.name: asked for page, asked in walk.queries_of_pages()}
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", sorted(set(addresses()) - set(EXCEPTIONS)))
def test_a_page_asks_as_often_in_a_grown_group(name: str, walker: Asked) -> None:
    few, many = walker.small.get(name, []), walker.grown.get(name, [])
    more = [sql for sql in many if sql not in few][:3]
    assert len(many) == len(few), f"{len(few)} queries, {len(many)} in a grown group: {more}"
