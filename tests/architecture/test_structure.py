"""What import-linter cannot see."""

import ast
import re
from collections.abc import Iterator
from configparser import ConfigParser
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests.support.sources import nodes_of, tree_of

SOURCE = Path(__file__).resolve().parents[2] / "src" / "gugus"
ROOT = SOURCE.parents[1]


def _floors() -> tuple[str, ...]:
    """The floors as import-linter holds them, the highest first: written down in one place."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter")
    layers = contracts["importlinter:contract:floors"]["layers"].split()
    return tuple(layer.removeprefix("gugus.") for layer in layers)


FLOORS = _floors()
APPS = FLOORS[1:-1]
DOORS = {"models", "queries", "services", "access", "papers", "events", "errors", "rules"}
INSIDE = DOORS | {
    "urls", "views", "receivers", "sync_handlers", "job_handlers", "interchange", "searchable",
    "pages", "forms",
    "apps", "capability", "migrations", "tests", "management", "templatetags",
}  # fmt: skip
# Parts of pages and forms that rooms above build on.
SHARED_PARTS = (
    "attendance.pages.own",
    "attendance.pages.sheet",
    "attendance.views.own",
    "budget.pages",
    "cash.pages",
    "catchup.pages.after",
    "catchup.views.after",
    "meetings.forms",
    "meetings.pages",
    "meetings.sync_handlers",
    "minutes.pages.approval",
    "people.forms.fields",
    "people.forms.numbers",
    "people.pages",
    "problems.pages.rows",
    "second_factor.forms",
    "second_factor.pages",
    "programme.forms",
    "programme.pages",
    "programme.views.lookups",
    "schedule.pages.quality",
    "steps.forms.rolls",
    "steps.pages.rows",
)
# The face, the documents and the clock are libraries to those above: each has doors of its own.
LIBRARY_DOORS = {
    # What apps declare is of these types.
    "people": {"clock", "registry"},
    "platform.web": {
        "answers",
        "faults",
        "once",
        "clean_input",
        "compiled",
        "dispatch",
        "fields",
        "formats",
        "forms",
        "links",
        "middleware",
        "pages",
        "render",
        "serving",
        "templatetags",
        "uploads",
        "views",
        "wsgi",
    },
    "platform.sync": {"commands"},
    "second_factor": {"middleware"},
    "platform.jobs": {"handlers", "handle", "pages"},
    "platform.interchange": {"importer", "forms", "views"},
    "platform.documents": {
        "paper",
        "paper_json",
        "pdf_cleaner",
        "media_cleaner",
        "render",
        "responses",
        "signing",
    },
    "platform.foundation": {
        "append_only",
        "cache",
        "erasure",
        "hashers",
        "kept_json",
        "known_browser",
        "languages",
        "middleware",
        "migration_operations",
        "passwords",
        "pin_budget",
        "seals",
        "sent_forms",
        "prepared",
        "redaction",
        "searchable",
        "sessions",
        "sign_in_backend",
        "sort_keys",
        "sqlite",
    },
}


def _files() -> Iterator[Path]:
    for file in SOURCE.rglob("*.py"):
        if "migrations" not in file.parts and "tests" not in file.parts:
            yield file


def _app_of(module: str) -> str | None:
    rest = module.removeprefix("gugus.")
    for app in FLOORS:
        if rest == app or rest.startswith(f"{app}."):
            return app
    return None


def _module_of(file: Path) -> str:
    parts = file.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(file: Path) -> Iterator[str]:
    for node in nodes_of(file):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from gugus.people import queries` enters by `queries`.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_foreign_keys_point_to_the_same_or_a_lower_floor() -> None:
    height = {name: len(FLOORS) - n for n, name in enumerate(FLOORS)}
    for model in apps.get_models():
        here = _app_of(model.__module__)
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not isinstance(field, models.ForeignKey | models.ManyToManyField) or not here:
                continue
            there = _app_of(target.__module__)
            assert there is None or height[there] <= height[here], f"{field} points up to {there}"


def test_an_app_is_entered_only_by_its_doors() -> None:
    wrong = []
    for file in _files():
        module = _module_of(file)
        here = _app_of(module)
        if here in {None, "config"}:
            continue
        for name in _imports(file):
            there = _app_of(name)
            if there in {None, here, "cores"} or there not in APPS:
                continue
            if any(name.startswith(f"gugus.{one}.") for one in SHARED_PARTS):
                continue
            rest = name.removeprefix(f"gugus.{there}.").split(".")[0]
            if rest not in DOORS | LIBRARY_DOORS.get(str(there), set()):
                wrong.append(f"{module} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_modules_inside_an_app_have_the_house_names() -> None:
    strange = []
    for app in APPS:
        folder = SOURCE / app.replace(".", "/")
        allowed = INSIDE | LIBRARY_DOORS.get(app, set())
        for file in [*folder.glob("*.py"), *folder.glob("*/__init__.py")]:
            name = file.parent.name if file.name == "__init__.py" else file.stem
            if file.parent == folder and file.name == "__init__.py":
                continue
            if name not in allowed:
                strange.append(str(file.relative_to(SOURCE)))
    assert not strange


def _rule_files() -> list[Path]:
    found = [*SOURCE.glob("*/rules.py"), *SOURCE.glob("*/rules/*.py")]
    return [*found, *SOURCE.glob("platform/*/rules.py"), *SOURCE.glob("platform/*/rules/*.py")]


def test_rules_know_no_django_no_clock_and_no_chance() -> None:
    wrong = []
    for file in _rule_files():
        for name in _imports(file):
            if name.split(".")[0] in {"django", "random", "time", "secrets"}:
                wrong.append(f"{file.relative_to(SOURCE)} imports {name}")
        if re.search(r"\.(now|today|utcnow)\(", file.read_text()):
            wrong.append(f"{file.relative_to(SOURCE)} asks the clock")
    assert _rule_files()
    assert not wrong, "\n".join(wrong)


def test_cores_know_no_product() -> None:
    for file in (SOURCE / "cores").rglob("*.py"):
        for name in _imports(file):
            assert not name.startswith("django"), file
            assert not name.startswith("gugus.") or name.startswith("gugus.cores"), file


def test_files_and_functions_stay_short() -> None:
    long = []
    for file in _files():
        lines = file.read_text().splitlines()
        if len(lines) > 400:
            long.append(f"{file.relative_to(SOURCE)}: {len(lines)} lines")
        for node in nodes_of(file):
            if isinstance(node, ast.FunctionDef) and node.end_lineno:
                said = node.body[0].end_lineno or 0 if ast.get_docstring(node) else node.lineno
                size = node.end_lineno - max(said, node.lineno)
                if size > 60:
                    long.append(f"{file.relative_to(SOURCE)}:{node.name}: {size} lines")
    assert not long, "\n".join(long)


def test_no_module_is_named_for_nothing() -> None:
    empty_names = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
    assert not [
        f for f in SOURCE.rglob("*.py") if f.stem in empty_names or f.parent.name in empty_names
    ]


def test_services_of_one_verb_have_a_sentence() -> None:
    silent = []
    for file in [*SOURCE.glob("**/services.py"), *SOURCE.glob("**/services/*.py")]:
        for node in tree_of(file).body:
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                silent.append(f"{file.relative_to(SOURCE)}:{node.name}")
    assert not silent, "\n".join(silent)


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    except SystemExit:
        pytest.fail(out.getvalue())


def test_migrations_have_names_that_say_something() -> None:
    files = [f for f in SOURCE.glob("**/migrations/0*.py")]
    assert files
    assert not [f.name for f in files if "_auto_" in f.name]
