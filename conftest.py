"""Fixtures and watches that every app's tests share."""

import dataclasses
import gc
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.template.loader import get_template
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck, settings

from gugus.platform.web import render
from tests.support.cash_book import empty_book
from tests.support.clock import in_the_afternoon
from tests.support.world import World, build_world

_PAGE_USE = re.compile(r"\bpage\.([a-z_][a-z0-9_]*)")
_INCLUDE = re.compile(r"{%\s*(?:include|extends)\s+\"([^\"]+)\"")
_CODE = re.compile(r"{%.*?%}|{{.*?}}", re.S)

# How long an example takes says something of the machine, not of the code.
settings.register_profile(
    "gugus", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50
)
settings.load_profile("gugus")


_flush = TransactionTestCase._fixture_teardown


def _flush_also_what_stands(self: TransactionTestCase) -> None:
    empty_book()
    _flush(self)


TransactionTestCase._fixture_teardown = _flush_also_what_stands


def pytest_configure(config: pytest.Config) -> None:
    """The example group is built once for a whole run (`tests/support/server.py`)."""
    if not hasattr(config, "workerinput"):
        os.environ["GUGUS_TEST_EXAMPLE"] = tempfile.mkdtemp(prefix="gugus-once-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the example away again."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop("GUGUS_TEST_EXAMPLE", ""), ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database: the rest need not run again on another one.

    What keeps its own world for a whole file comes first: tests that commit empty the tables
    afterwards, also of what migrations put there.
    """
    items.sort(key=lambda item: "walker" not in getattr(item, "fixturenames", ()))
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"}:
            item.add_marker(pytest.mark.database)


def pytest_collection_finish() -> None:
    """What was loaded stays: looking through it again and again for rubbish takes a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, django_db_modify_db_settings: None
) -> Iterator[None]:
    """The test database, also for a fixture that outlives its test and so carries no mark."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def afternoon(request: pytest.FixtureRequest) -> Iterator[None]:
    """Browsers and servers of their own keep the true clock, and so do their tests."""
    if any(request.node.get_closest_marker(name) for name in ("browser", "fault")):
        yield
        return
    with in_the_afternoon():
        yield


@pytest.fixture
def world(db: None) -> World:
    """Two small groups with one person in every role; see `tests/support/world.py`."""
    return build_world()


@cache
def _names_used(template: str) -> frozenset[str]:
    source = get_template(template).template.source  # type: ignore[attr-defined]
    code = " ".join(_CODE.findall(source))
    used = set(_PAGE_USE.findall(code))
    for other in _INCLUDE.findall(source):
        if other != "web/base.html":
            used |= _names_used(other)
    return frozenset(used)


@cache
def _check(template: str, page: type) -> None:
    assert dataclasses.is_dataclass(page), f"{template}: {page} is no dataclass"
    assert page.__dataclass_params__.frozen, f"{page} is not frozen"  # type: ignore[attr-defined]
    fields = {field.name for field in dataclasses.fields(page)}
    missing = _names_used(template) - fields - set(dir(page))
    assert not missing, f"{template} asks {page.__name__} for {sorted(missing)}"


@pytest.fixture(autouse=True)
def templates_and_pages_agree(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every page rendered in any test: its template asks only for what the dataclass has."""
    original = render.render

    def watched(request: Any, template: str, context: dict[str, Any], **more: Any) -> Any:
        _check(template, type(context["page"]))
        return original(request, template, context, **more)

    monkeypatch.setattr(render, "render", watched)
    yield
