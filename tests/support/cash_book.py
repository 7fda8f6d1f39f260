"""A cash book to test with."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from gugus.cash.interchange import IMPORTER
from gugus.cash.models import CashEntry, CloseSignature, MonthClose, Receipt
from gugus.cash.services.book import EntryContent
from gugus.cash.services.entries import write_entry
from gugus.cash.services.imports import TAKE
from gugus.funds.models import LimitChange, Source
from gugus.people.access import Actor, load_actor
from gugus.people.rules.roles import Role
from gugus.platform.foundation.append_only import deletes_allowed
from gugus.platform.interchange.importer import SKIP
from gugus.platform.interchange.models import ImportDraft
from gugus.platform.interchange.services import (
    NewImport,
    apply_draft,
    decide_rows,
    preview_import,
)
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


def preview_cash(world: World, data: bytes, name: str = "bku.csv") -> ImportDraft:
    """A cash book that was read into a draft."""
    new = NewImport(group_id=world.group.pk, data=data, file_name=name)
    return preview_import(IMPORTER, actor_id=treasurer(world).user_id, now=NOW, what=new)


def apply_cash(world: World, draft: ImportDraft, taken: Iterable[int]) -> int:
    """Take these rows and no others; how many were written."""
    numbers, wanted = draft.rows.values_list("number", flat=True), set(taken)
    decide_rows(draft=draft, decisions={n: TAKE if n in wanted else SKIP for n in numbers})
    actor = treasurer(world)
    done = apply_draft(IMPORTER, actor=actor, actor_id=actor.user_id, now=NOW, draft=draft)
    return int(done.outcome["new"])


def empty_book() -> None:
    """What stands is not deleted: before the tables are emptied it has to go, as in a restore."""
    with deletes_allowed():
        for model in (Receipt, CloseSignature, MonthClose, CashEntry, LimitChange):
            model._base_manager.all()._raw_delete("default")
