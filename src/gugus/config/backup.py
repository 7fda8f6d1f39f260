"""Backup and restore: one zip of JSON lines per table, the same for SQLite and PostgreSQL.

The rows are read in one snapshot, and written in one transaction: whoever uses the
installation meanwhile sees the old state or the new one, never a mixture.
"""

import json
import os
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import DatabaseError
from django.utils import timezone

from gugus.platform.foundation.append_only import deletes_allowed
from gugus.platform.foundation.errors import Refused, is_storage_full
from gugus.platform.foundation.models import User

Progress = Callable[[int], object]
_FORMAT = 1
# Sessions end with the machine; the other two are Django's own and made by `migrate`.
_LEFT_OUT = {"sessions", "contenttypes", "auth"}
_BATCH = 500


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    made_at: str
    migrations: frozenset[tuple[str, str]]
    counts: dict[str, int]

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(self.counts.values())


def backup_models() -> list[type[models.Model]]:
    """Every table that holds an installation's data, in a stable order."""
    found = apps.get_models(include_auto_created=True)
    return [m for m in found if m._meta.app_label not in _LEFT_OUT and m._meta.managed]


def row_total() -> int:
    """Rows to back up, for the progress bar."""
    return sum(model._base_manager.count() for model in backup_models())


def write_backup(file: Path, progress: Progress = lambda _: None) -> int:
    """Write all rows of one moment into `file`; return how many. The file appears whole or not."""
    part = file.with_name(f".{file.name}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as handle:
            with _snapshot(), zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive:
                rows = _write_rows(archive, progress)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(file)
    except OSError as error:
        if is_storage_full(error):
            raise
        raise Refused(
            f"{file} cannot be written ({error.strerror}); nothing was changed."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return rows


def _write_rows(archive: zipfile.ZipFile, progress: Progress) -> int:
    counts: dict[str, int] = {}
    for model in backup_models():
        names = [field.attname for field in model._meta.concrete_fields]
        rows = model._base_manager.order_by("pk").values_list(*names)
        counts[model._meta.label] = 0
        with archive.open(f"{model._meta.label}.jsonl", "w", force_zip64=True) as out:
            out.write(json.dumps(names).encode() + b"\n")
            for row in rows.iterator(chunk_size=2000):
                out.write(json.dumps(row, default=_plain, ensure_ascii=False).encode() + b"\n")
                counts[model._meta.label] += 1
                progress(1)
    archive.writestr("manifest.json", json.dumps(_manifest(counts)))
    return sum(counts.values())


def _plain(value: object) -> str:
    # Django's own encoder cuts microseconds off.
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        # Django reads a binary field's text as base64 again.
        return b64encode(bytes(value)).decode()
    raise TypeError(f"{type(value)} cannot be written to a backup")


def _manifest(counts: dict[str, int]) -> dict[str, object]:
    return {
        "format": _FORMAT,
        "version": version("gugus"),
        "made_at": timezone.localtime().isoformat(timespec="seconds"),
        "migrations": sorted(_applied()),
        "counts": counts,
    }


def _applied() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationRecorder(connection).applied_migrations())


@contextmanager
def _snapshot() -> Iterator[None]:
    """All reads inside see one moment; writers are not kept waiting."""
    if connection.vendor != "sqlite":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    # atomic() would take SQLite's one write lock; a deferred transaction only reads.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def read_manifest(file: Path) -> Manifest:
    """Read what a backup says of itself; refuse what is no whole backup."""
    try:
        with zipfile.ZipFile(file) as archive:
            broken = archive.testzip()
            said = json.loads(archive.read("manifest.json"))
        if broken or said["format"] != _FORMAT:
            raise Refused(f"{file} is damaged or of another format; nothing was changed.")
        migrations = frozenset((app, name) for app, name in said["migrations"])
        return Manifest(said["made_at"], migrations, dict(said["counts"]))
    except FileNotFoundError as error:
        raise Refused(f"{file} does not exist; nothing was changed.") from error
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise Refused(f"{file} is not a whole Gugus backup; nothing was changed.") from error


def restore_backup(file: Path, *, replace: bool, progress: Progress = lambda _: None) -> None:
    """Put the backup's rows in place of what is here, in one transaction."""
    manifest = read_manifest(file)
    if manifest.migrations != _applied():
        raise Refused(
            f"{file} was made by another version of Gugus; nothing was changed. Restore it with "
            "that version into an empty folder, then start this version there."
        )
    if User.objects.exists() and not replace:
        raise Refused(
            "There is data here already; nothing was changed. Say --replace to replace it."
        )
    try:
        with transaction.atomic(), zipfile.ZipFile(file) as archive:
            _empty()
            for model in backup_models():
                _read_rows(archive, model, manifest.counts[model._meta.label], progress)
            connection.check_constraints()
            _reset_sequences()
    except (DatabaseError, ValueError, KeyError, zipfile.BadZipFile) as error:
        if is_storage_full(error):
            raise
        raise Refused(f"{file} does not fit together ({error}); nothing was changed.") from error


def _empty() -> None:
    with deletes_allowed():
        for model in reversed(backup_models()):
            model._base_manager.all()._raw_delete(using="default")


def _read_rows(
    archive: zipfile.ZipFile, model: type[models.Model], expected: int, progress: Progress
) -> None:
    with archive.open(f"{model._meta.label}.jsonl") as lines:
        names = json.loads(lines.readline())
        by_name = {field.attname: field for field in model._meta.concrete_fields}
        fields = [by_name[name] for name in names]
        size = min(_BATCH, connection.ops.bulk_batch_size(fields, [None] * _BATCH))
        seen = 0
        while batch := list(islice(lines, size)):
            _insert(model, fields, [json.loads(line) for line in batch])
            seen += len(batch)
            progress(len(batch))
    if seen != expected:
        raise ValueError(f"{model._meta.label}: {seen} rows instead of {expected}")


def _insert(
    model: type[models.Model], fields: "list[models.Field[Any, Any]]", rows: list[list[Any]]
) -> None:
    made = [
        model(**{f.attname: _python(f, value) for f, value in zip(fields, row, strict=True)})
        for row in rows
    ]
    # raw: dates that a model sets by itself stay those of the backup.
    model._base_manager.all()._insert(made, fields, using="default", raw=True)  # type: ignore[attr-defined]


def _python(field: "models.Field[Any, Any]", value: Any) -> Any:
    if isinstance(field, models.ForeignKey):
        return field.target_field.to_python(value)
    return field.to_python(value)


def _reset_sequences() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), backup_models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
