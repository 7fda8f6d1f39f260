"""A cash book with closed months goes into a backup and comes back, past its own guards."""

from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from gugus.cash.models import CashEntry, CloseSignature, MonthClose
from gugus.cash.queries.closing import digest_until
from gugus.cash.services.entries import correct_entry, write_entry
from gugus.closing.services import CashCount, close_month, countersign_month
from gugus.config.backup import backup_models, restore_backup, write_backup
from tests.support.cash_book import NOW, chair, empty_book, treasurer, what, write
from tests.support.world import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)
SEP = date(2026, 9, 1)

MONEY = {"funds", "budget", "cash"}


@pytest.fixture
def book(transactional_db: None) -> World:
    world = build_world()
    write(world, 5_000, SEP)
    wrong = write(world, -700, date(2026, 9, 2))
    correct_entry(actor=treasurer(world), now=NOW, entry=wrong, reason="Salah ketik")
    close = close_month(
        actor=treasurer(world), now=NOW, group=world.group, month=SEP,
        count=CashCount({2_000: 2}, explanation="Kurang"),
    )  # fmt: skip
    countersign_month(actor=chair(world), now=NOW, close=close)
    settled = what(world, -1_000, date(2026, 10, 2), description="Selisih")
    write_entry(actor=treasurer(world), now=NOW, group=world.group, what=settled, settles=close)
    return world


def _rows() -> dict[str, list[object]]:
    mine = [model for model in backup_models() if model._meta.app_label in MONEY]
    return {m._meta.label: list(m._base_manager.order_by("pk").values_list()) for m in mine}


def test_closed_months_come_back_and_stay_closed(book: World, tmp_path: Path) -> None:
    before, file = _rows(), tmp_path / "cadangan.zip"
    write_backup(file)
    write(book, 9_000, date(2026, 10, 3))
    restore_backup(file, replace=True)
    assert _rows() == before
    close = MonthClose.objects.get()
    assert digest_until(book.group, SEP) == close.digest
    assert CloseSignature.objects.count() == 2
    # Onto an empty table, too.
    empty_book()
    restore_backup(file, replace=True)
    assert _rows() == before
    late = CashEntry.objects.order_by("id").first()
    with pytest.raises(DatabaseError), transaction.atomic():
        CashEntry._base_manager.filter(pk=late.pk)._raw_delete("default")
    assert write(book, 1, date(2026, 10, 3)).number == 5
