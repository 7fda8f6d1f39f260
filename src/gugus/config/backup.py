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
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _

from gugus.config.backup_checks import (
    FAULTS,
    LONGEST_LINE,
    batches,
    check_archive,
    check_value,
    small_json,
)
from gugus.config.backup_secret import (
    KeptSecret,
    SecretOutcome,
    is_same_secret,
    kept_secret,
    opened_secret,
    put_in_place,
    write_beside,
)
from gugus.platform.foundation.append_only import deletes_allowed
from gugus.platform.foundation.errors import Refused, is_storage_full
from gugus.platform.foundation.models import User

Progress = Callable[[int], object]
_FORMAT = 1
# Sessions end with the machine; two are Django's own and made by `migrate`; the index of the search is
# made anew of the records.
_LEFT_OUT = {"sessions", "contenttypes", "auth", "search"}
_BATCH = 500


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    made_at: str
    migrations: frozenset[tuple[str, str]]
    counts: dict[str, int]
    secret: KeptSecret

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


def write_backup(
    file: Path, progress: Progress = lambda _rows: None, *, passphrase: str = ""
) -> int:
    """Write all rows of one moment into `file`; return how many. The file appears whole or not.

    With a passphrase the installation's secret goes along, sealed.
    """
    secret = kept_secret(passphrase)
    part = file.with_name(f".{file.name}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as handle:
            with _snapshot(), zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive:
                rows = _write_rows(archive, progress, secret)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(file)
    except OSError as error:
        if is_storage_full(error):
            raise
        raise Refused(
            _("%(file)s tidak dapat ditulis (%(why)s); tidak ada yang diubah.")
            % {"file": file, "why": error.strerror}
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return rows


def _write_rows(archive: zipfile.ZipFile, progress: Progress, secret: KeptSecret) -> int:
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
    archive.writestr("manifest.json", json.dumps(_manifest(counts, secret)))
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


def _manifest(counts: dict[str, int], secret: KeptSecret) -> dict[str, object]:
    return {
        "format": _FORMAT,
        "version": version("gugus"),
        "made_at": timezone.localtime().isoformat(timespec="seconds"),
        "migrations": sorted(_applied()),
        "counts": counts,
        "secret": asdict(secret),
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
    named = {"file": file}
    try:
        with zipfile.ZipFile(file) as archive:
            said = small_json(archive, "manifest.json")
            manifest = _read_manifest(said)
            if manifest.migrations == _applied():
                labels = {model._meta.label for model in backup_models()}
                check_archive(archive, {"manifest.json", *(f"{one}.jsonl" for one in labels)})
                if archive.testzip() or set(manifest.counts) != labels:
                    raise ValueError("damaged")
        return manifest
    except FileNotFoundError as error:
        raise Refused(_("%(file)s tidak ada; tidak ada yang diubah.") % named) from error
    except (OSError, *FAULTS) as error:
        raise Refused(
            _("%(file)s bukan cadangan Gugus yang utuh; tidak ada yang diubah.") % named
        ) from error


def _read_manifest(said: Any) -> Manifest:
    if said["format"] != _FORMAT:
        raise ValueError("another format")
    counts, secret = said["counts"], KeptSecret(**said["secret"])
    texts = [said["made_at"], *counts, secret.fingerprint, secret.salt, secret.sealed]
    whole = all(type(count) is int and count >= 0 for count in counts.values())
    if not whole or not all(isinstance(text, str) and len(text) < 10_000 for text in texts):
        raise TypeError("other kinds of values")
    migrations = frozenset((app, name) for app, name in said["migrations"])
    return Manifest(said["made_at"][:40], migrations, counts, secret)


def restore_backup(
    file: Path, *, replace: bool, progress: Progress = lambda _rows: None, passphrase: str = ""
) -> SecretOutcome:
    """Put the backup's rows in place of what is here, in one transaction, and the secret with them.

    Without the passphrase the secret stays behind; the outcome says so.
    """
    manifest = read_manifest(file)
    if manifest.migrations != _applied():
        raise Refused(
            _(
                "%(file)s dibuat oleh versi Gugus yang lain; tidak ada yang diubah. Pulihkan dengan "
                "versi itu di folder kosong, lalu jalankan versi ini di sana."
            )
            % {"file": file}
        )
    if User.objects.exists() and not replace:
        raise Refused(
            _("Di sini sudah ada data; tidak ada yang diubah. Untuk menggantinya pakai --replace.")
        )
    beside = None
    if passphrase and manifest.secret.sealed and not is_same_secret(manifest.secret):
        beside = write_beside(opened_secret(manifest.secret, passphrase))
    try:
        with transaction.atomic(), zipfile.ZipFile(file) as archive:
            _empty()
            for model in backup_models():
                _read_rows(archive, model, manifest.counts[model._meta.label], progress)
            connection.check_constraints()
            _reset_sequences()
        if beside is not None:
            put_in_place(beside)
            return SecretOutcome.MOVED
    except FAULTS as error:
        if is_storage_full(error):
            raise
        raise Refused(
            _("Isi %(file)s tidak saling cocok (%(why)s); tidak ada yang diubah.")
            % {"file": file, "why": str(error)[:200]}
        ) from error
    finally:
        # The secret of data that did not come belongs to nobody here.
        if beside is not None:
            beside.unlink(missing_ok=True)
    return SecretOutcome.SAME if is_same_secret(manifest.secret) else SecretOutcome.STAYED


def _empty() -> None:
    with deletes_allowed():
        for model in reversed(backup_models()):
            model._base_manager.all()._raw_delete(using="default")


def _read_rows(
    archive: zipfile.ZipFile, model: type[models.Model], expected: int, progress: Progress
) -> None:
    with archive.open(f"{model._meta.label}.jsonl") as lines:
        names = json.loads(lines.readline(LONGEST_LINE))
        by_name = {field.attname: field for field in model._meta.concrete_fields}
        fields = [by_name[name] for name in names]
        if len(set(names)) != len(by_name):
            raise ValueError(f"{model._meta.label}: other columns")
        size = min(_BATCH, connection.ops.bulk_batch_size(fields, [None] * _BATCH))
        seen = 0
        for rows in batches(lines, size):
            _insert(model, fields, rows)
            seen += len(rows)
            progress(len(rows))
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
    check_value(field, value)
    if isinstance(field, models.ForeignKey):
        return field.target_field.to_python(value)
    return field.to_python(value)


def _reset_sequences() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), backup_models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
