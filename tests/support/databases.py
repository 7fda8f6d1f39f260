"""The test database: migrated once in a run, and copied for each of its processes."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from gugus.platform.foundation.append_only import deletes_allowed

_flush = TransactionTestCase._fixture_teardown


def _flush_also_what_stands(self: TransactionTestCase) -> None:
    # Guards refuse to delete what stands, except inside this block.
    with deletes_allowed():
        _flush(self)


TransactionTestCase._fixture_teardown = _flush_also_what_stands


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """The test database, also for a fixture that outlives its test and so carries no mark."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        if worker:
            _copy_template(Path(os.environ["GUGUS_TEST_ONCE"]), worker)
        else:
            _make_template()
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(before, verbosity=0)


def _make_template() -> None:
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)


def _copy_template(once: Path, worker: str) -> None:
    """Whichever process comes first migrates; the others wait and copy."""
    template = connection.creation._get_test_db_name()
    with (once / "database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (once / "database").exists():
            _make_template()
            (once / "database").touch()
        _use(template)
        connection.creation.clone_test_db(worker, verbosity=0)
    _use(connection.creation.get_test_db_clone_settings(worker)["NAME"])


def _use(name: str) -> None:
    # Nobody may be connected to a database that is copied, nor stay with the one before.
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
