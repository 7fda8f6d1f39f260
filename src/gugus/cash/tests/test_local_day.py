"""Past midnight where the group lives, not yet in Jakarta: the group's calendar decides."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from gugus.budget.services.budget import start_budget
from gugus.cash.models import MonthClose
from gugus.cash.services.entries import write_entry
from gugus.closing.papers import cash_count
from gugus.closing.services import CashCount, close_month
from gugus.funds.models import Budget
from gugus.people.rules.roles import Role
from tests.support.budgets import add
from tests.support.cash_book import treasurer, what
from tests.support.html import Part, page_of
from tests.support.world import World

# 1 July 2026, 01.30 in Jayapura, in a new school year; 30 June, 23.30 in Jakarta.
NIGHT = datetime(2026, 6, 30, 16, 30, tzinfo=UTC)


@pytest.fixture
def far_east(world: World) -> Iterator[World]:
    world.group.time_zone = "Asia/Jayapura"
    world.group.save()
    with time_machine.travel(NIGHT, tick=False):
        yield world


def body(client: Client, path: str) -> Part:
    return page_of(client.get(f"/g/rekaan-1/{path}"))


def test_year_and_day_are_the_groups_own(far_east: World) -> None:
    world, keeper = far_east, treasurer(far_east)
    made = start_budget(actor=keeper, now=NIGHT, group=world.group, year=2027)
    assert Budget.objects.get() == made
    treasury, chair = world.client(Role.TREASURER), world.client(Role.CHAIR)
    assert "2026/2027" in body(treasury, "anggaran/").heading
    assert "2026/2027" in body(treasury, "anggaran/sumber/").heading
    add(world, made)
    assert body(chair, "anggaran/2027/sepakati/").value("dated") == "2026-07-01"
    assert body(treasury, "kas/catat/").value("dated") == "2026-07-01"
    june = what(world, 5_000, date(2026, 6, 30))
    entry = write_entry(actor=keeper, now=NIGHT, group=world.group, what=june)
    assert "1 Jul 2026" in body(treasury, "laporan-keuangan/")
    assert any("1 Jul 2026" in fact for fact in body(treasury, f"kas/{entry.pk}/").facts.values())
    # June is over there, so it may be counted, and is signed on the first of July.
    close = close_month(
        actor=keeper,
        now=NIGHT,
        group=world.group,
        month=date(2026, 6, 1),
        count=CashCount({5_000: 1}),
    )
    assert MonthClose.objects.get() == close
    assert body(treasury, "kas/periksa/2026-06/").entry("Contoh treasurer", "1 Juli 2026, 01.30")
    assert "1 Juli 2026 01.30" in repr(cash_count(close))
