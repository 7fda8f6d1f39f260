"""How every run of the tests is set up; what they share lives in `tests/support`."""

import gc
import os
import shutil
import tempfile

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = [
    "tests.support.clock",
    "tests.support.databases",
    "tests.support.page_contracts",
    "tests.support.reference",
    "tests.support.world",
]

# How long an example takes says something of the machine, not of the code.
settings.register_profile(
    "gugus", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50
)
settings.load_profile("gugus")


def pytest_configure(config: pytest.Config) -> None:
    """What is made once for a whole run lies here: the migrated database, the example group."""
    if not hasattr(config, "workerinput"):
        os.environ["GUGUS_TEST_ONCE"] = tempfile.mkdtemp(prefix="gugus-once-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take it away again."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop("GUGUS_TEST_ONCE", ""), ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database: the rest need not run again on another one.

    What keeps its own world for a whole file comes first: tests that commit empty the tables
    afterwards, also of what migrations put there.
    """
    worlds = {"walker", "busy"}
    items.sort(key=lambda item: worlds.isdisjoint(getattr(item, "fixturenames", ())))
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"}:
            item.add_marker(pytest.mark.database)


def pytest_collection_finish() -> None:
    """What was loaded stays: looking through it again and again for rubbish takes a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
