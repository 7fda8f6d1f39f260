"""Several officers at the same budget in the same moment, on a real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.db import OperationalError, connection

from gugus.budget.models import BudgetRevision
from gugus.budget.queries import budget_rows_of
from gugus.budget.services.sources import close_source
from gugus.funds.models import Budget, BudgetItem, Source
from gugus.platform.foundation.errors import Refused
from tests.support.budgets import add, agreed, begin, budget, change, hand_in
from tests.support.cash_book import NOW, source, treasurer, write
from tests.support.world import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    return build_world()


def together(work: Callable[[int], object], times: int) -> list[object]:
    """Do it from so many threads at once; a refusal is an answer, SQLite's 'busy' asks again."""

    def guarded(number: int) -> object:
        try:
            while True:
                try:
                    return work(number)
                except Refused as refusal:
                    return refusal
                except OperationalError:
                    continue
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(guarded, range(times)))


def test_one_budget_one_copy_one_row_for_two_taps(world: World) -> None:
    assert len(set(together(lambda _n: budget(world).pk, 4))) == 1
    assert Budget.objects.count() == 1
    made = budget(world)
    answers = together(lambda _n: add(world, made), 4)
    assert sum(isinstance(one, Refused) for one in answers) == 3
    assert BudgetItem.objects.count() == 1


def test_revisions_at_once_are_one_copy_handed_in_once_with_the_next_number(world: World) -> None:
    made, _rows = agreed(world, 1_000_000)
    for number in (1, 2):
        copies = {one.pk for one in together(lambda _n: begin(world, made), 4)}
        assert len(copies) == 1
        revision = BudgetRevision.objects.get(pk=copies.pop())
        # Every writer's row is in the copy: none is written over.
        together(
            lambda n, at=number: add(
                world, made, item=f"Baris {at}-{n}", volume=Decimal(1), price=1_000
            ),
            4,
        )
        answers = together(lambda _n, copy=revision: hand_in(world, copy), 3)
        assert sum(isinstance(one, Refused) for one in answers) == 2
        revision.refresh_from_db()
        assert (revision.number, revision.state) == (number, BudgetRevision.State.IN_FORCE)
        assert len(budget_rows_of(made)) == 1 + 4 * number


def test_two_writers_of_one_row_do_not_write_over_each_other(world: World) -> None:
    made = budget(world)
    row = add(world, made)
    answers = together(lambda n: change(world, made, row, price=30_000 + n), 3)
    kept = [one for one in answers if not isinstance(one, Refused)]
    assert len(kept) == 1
    assert budget_rows_of(made) == tuple(kept)


def test_a_source_never_closes_over_money_that_comes_in(world: World) -> None:
    made = source(world)

    def work(number: int) -> object:
        if number % 2:
            return write(world, 1_000, date(2026, 8, 1))
        return close_source(actor=treasurer(world), now=NOW, source=made)

    together(work, 4)
    closed = Source.objects.get().closed_at is not None
    held = sum(entry.received for entry in made.entries.all())
    assert not (closed and held)
