"""Two revisions in the same moment, on a real database: two numbers, without a gap."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from django.db import OperationalError, connection

from gugus.people.rules.roles import Role
from gugus.programme.models import Line, Programme, Revision
from gugus.programme.services import LineContent
from gugus.programme.services.revisions import add_line_by_revision
from tests.support.ciawi import NOW, YEAR, actor_of
from tests.support.world import World, build_world

NEW = LineContent(
    kind="penunjang", title="", objective="Guru terampil", activities="Latihan",
    need_ids=frozenset(), study_group=None, strategy="workshop", speaker=None, speaker_note="",
    product="", jp=6, months=(3,), cost=0,
)  # fmt: skip
TIMES = 4


@pytest.fixture
def world(transactional_db: None) -> World:
    return build_world()


@pytest.mark.django_db(transaction=True)
def test_revisions_at_once_get_numbers_without_gap_or_double(world: World) -> None:
    made = Programme.objects.create(
        group=world.group, school_year=YEAR, status="signed", signed_on=date(2026, 11, 20)
    )
    chair = actor_of(world, Role.CHAIR)

    def revise(number: int) -> bool:
        content = replace(NEW, title=f"Tambahan {number}")
        try:
            add_line_by_revision(
                actor=chair, now=NOW, programme=made, content=content, reason="Bersamaan"
            )
        except OperationalError:
            return False  # SQLite may say 'busy'
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(TIMES) as pool:
        kept = sum(pool.map(revise, range(TIMES)))
    assert kept
    numbers = list(Revision.objects.values_list("number", flat=True))
    assert numbers == list(range(1, kept + 1))
    assert Line.objects.filter(programme=made).count() == kept
