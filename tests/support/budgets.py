"""A budget to test with."""

from datetime import date
from decimal import Decimal
from typing import Any

from gugus.budget.models import BudgetRevision
from gugus.budget.services.budget import (
    BudgetRowContent,
    add_row,
    agree_budget,
    change_row,
    remove_row,
    start_budget,
)
from gugus.budget.services.revisions import RevisionSubmission, begin_revision, submit_revision
from gugus.funds.models import Budget, Source
from gugus.funds.rules.budget_rows import BudgetRow
from gugus.people.access import Actor, load_actor
from gugus.people.rules.roles import Role
from gugus.programme.models import Line, Programme
from tests.support.cash_book import NOW, chair, source, treasurer
from tests.support.world import World

YEAR = 2026
TODAY = date(2026, 11, 20)


def supervisor(world: World) -> Actor:
    return load_actor(world.users[Role.SUPERVISOR])


def bos(world: World) -> Source:
    found: Source = Source.objects.get_or_create(
        group=world.group, name="BOS", defaults={"kind": Source.Kind.BOS, "made_at": NOW}
    )[0]
    return found


def line(world: World, title: str = "Lokakarya", cost: int = 0, year: int = YEAR) -> Line:
    programme = Programme.objects.get_or_create(group=world.group, school_year=year)[0]
    found: Line = Line.objects.get_or_create(
        programme=programme,
        title=title,
        defaults={
            "kind": "pengembangan",
            "objective": "Rekaan",
            "activities": "Rekaan",
            "strategy": "workshop",
            "cost": cost,
        },
    )[0]
    return found


def content(world: World, **more: Any) -> BudgetRowContent:
    values: dict[str, Any] = {
        "line": None,
        "source": source(world),
        "item": "Konsumsi",
        "volume": Decimal(10),
        "unit": "kotak",
        "price": 20_000,
        "month": 8,
    }
    return BudgetRowContent(**(values | more))


def budget(world: World, year: int = YEAR) -> Budget:
    return start_budget(actor=treasurer(world), now=NOW, group=world.group, year=year)


def add(world: World, made: Budget, **more: Any) -> BudgetRow:
    return add_row(actor=treasurer(world), now=NOW, budget=made, content=content(world, **more))


def change(world: World, made: Budget, row: BudgetRow, **more: Any) -> BudgetRow:
    return change_row(
        actor=treasurer(world),
        now=NOW,
        budget=made,
        key=row.key,
        content=content(world, **more),
        seen=row.version,
    )


def take_out(world: World, made: Budget, row: BudgetRow) -> None:
    remove_row(actor=treasurer(world), now=NOW, budget=made, key=row.key)


def agreed(world: World, *prices: int) -> tuple[Budget, list[BudgetRow]]:
    """An agreed budget with one row for each amount."""
    made = budget(world)
    rows = [
        add(world, made, item=f"Pos {number}", volume=Decimal(1), price=price)
        for number, price in enumerate(prices, start=1)
    ]
    agree_budget(actor=chair(world), now=NOW, budget=made, dated=date(2026, 7, 15))
    made.refresh_from_db()
    return made, rows


def begin(world: World, made: Budget) -> BudgetRevision:
    return begin_revision(actor=treasurer(world), now=NOW, budget=made)


def hand_in(world: World, revision: BudgetRevision, **more: Any) -> BudgetRevision:
    said = RevisionSubmission(**({"dated": TODAY, "reason": "Harga naik"} | more))
    return submit_revision(actor=treasurer(world), now=NOW, revision=revision, said=said)
