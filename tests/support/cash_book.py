"""A cash book to test with."""

from datetime import UTC, date, datetime
from typing import Any

from gugus.cash.models import CashEntry, CloseSignature, MonthClose, Receipt
from gugus.cash.services.book import EntryContent
from gugus.cash.services.entries import write_entry
from gugus.funds.models import LimitChange, Source
from gugus.people.access import Actor, load_actor
from gugus.people.rules.roles import Role
from gugus.platform.foundation.append_only import deletes_allowed
from tests.support.world import World

# 20 November 2026, 13.30 in Jakarta.
NOW = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)


def source(world: World, name: str = "Iuran") -> Source:
    """A source of the world's group."""
    found: Source = Source.objects.get_or_create(
        group=world.group, name=name, defaults={"kind": Source.Kind.OWN, "made_at": NOW}
    )[0]
    return found


def treasurer(world: World) -> Actor:
    """Who keeps the book."""
    return load_actor(world.users[Role.TREASURER])


def chair(world: World) -> Actor:
    """Who countersigns."""
    return load_actor(world.users[Role.CHAIR])


def what(world: World, amount: int, day: date, **more: Any) -> EntryContent:
    """What an entry says: money in when `amount` is positive, out when it is not."""
    values: dict[str, Any] = {"source": source(world), "description": "Belanja rekaan"}
    values |= {"received": amount} if amount > 0 else {"spent": -amount}
    return EntryContent(dated=day, **(values | more))


def write(world: World, amount: int, day: date, **more: Any) -> CashEntry:
    """Write an entry as the treasurer."""
    return write_entry(
        actor=treasurer(world), now=NOW, group=world.group, what=what(world, amount, day, **more)
    )


def empty_book() -> None:
    """What stands is not deleted: before the tables are emptied it has to go, as in a restore."""
    with deletes_allowed():
        for model in (Receipt, CloseSignature, MonthClose, CashEntry, LimitChange):
            model._base_manager.all()._raw_delete("default")
