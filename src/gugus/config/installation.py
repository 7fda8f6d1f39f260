"""What every start of an installation needs: database in shape, static files in place."""

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone


def migrate() -> int:
    """Apply what is pending; return how many. A SQLite file with data is copied first."""
    pending = _pending()
    if not pending:
        return 0
    copy_database("migrate")
    call_command("migrate", interactive=False, verbosity=0)
    return pending


def _pending() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def copy_database(why: str, now: Callable[[], datetime] = timezone.localtime) -> Path | None:
    """Copy a SQLite database that holds anything to `backups/`; return where."""
    if connection.vendor != "sqlite" or not connection.introspection.table_names():
        return None
    folder = settings.DATA_FOLDER / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    file: Path = folder / f"before-{why}-{now():%Y%m%d-%H%M%S-%f}.sqlite3"
    try:
        with connection.cursor() as cursor:
            # VACUUM INTO copies a consistent state while others write.
            cursor.execute("VACUUM INTO %s", [str(file)])
    except DatabaseError:
        file.unlink(missing_ok=True)
        raise
    file.chmod(0o600)
    return file


def collect_static() -> None:
    """Gather and compress static files, unless the gathered ones are of this version."""
    mark = settings.STATIC_ROOT / "gathered.json"
    print_ = _static_print()
    if mark.exists() and json.loads(mark.read_text(encoding="utf-8"))["print"] == print_:
        return
    shutil.rmtree(settings.STATIC_ROOT, ignore_errors=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(json.dumps({"print": print_}), encoding="utf-8")


def _static_print() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name))
            digest.update(f"{name} {file.stat().st_size} {file.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()
