"""A restored installation finds what the backup held, and nothing else."""

from datetime import date
from pathlib import Path

import pytest

from gugus.config.backup import backup_models, restore_backup, write_backup
from gugus.meetings.models import Meeting
from gugus.search.models import ChangedRecord, IndexEntry
from gugus.search.services.index import refresh_index
from tests.support.world import build_world


@pytest.mark.django_db(transaction=True)
def test_a_restore_fills_the_index_anew(tmp_path: Path) -> None:
    world, file = build_world(), tmp_path / "all.zip"
    day = {
        "group": world.group,
        "date": date(2026, 11, 4),
        "starts_at": "13:00",
        "ends_at": "15:00",
    }
    kept = Meeting.objects.create(title="Terbawa cadangan", **day)
    assert not {one._meta.app_label for one in backup_models()} & {"search"}
    write_backup(file)
    Meeting.objects.create(title="Sesudah cadangan", **day)
    while refresh_index():
        pass
    restore_backup(file, replace=True)
    assert not IndexEntry.objects.exists() and ChangedRecord.objects.exists()
    while refresh_index():
        pass
    assert list(IndexEntry.objects.values_list("kind", "record")) == [("pertemuan", kept.pk)]
