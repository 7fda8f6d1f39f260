"""A process carries out sixteen requests at a time: what threads share is fixed, or has a lock."""

import ast
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import CharField
from django.test import Client
from django.utils.translation import get_language, override

from gugus.platform.foundation.languages import in_language
from gugus.platform.foundation.models import User
from gugus.platform.foundation.prepared import Param, Prepared

SOURCE = Path(__file__).resolve().parents[2] / "src" / "gugus"
THREADS = 16
# Names of modules' own tables that are filled while apps load and only read afterwards.
FILLED_AT_START = {"_KINDS", "_HANDLERS", "_UPKEEP"}


def together(work: Callable[[int], Any], threads: int = THREADS) -> list[Any]:
    """What threads that begin at the same moment give back."""
    start = Barrier(threads)

    def one(number: int) -> Any:
        start.wait(30)
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(threads)))


def modules() -> list[tuple[Path, ast.Module]]:
    files = [f for f in SOURCE.rglob("*.py") if not {"tests", "migrations"} & set(f.parts)]
    return [(file, ast.parse(file.read_text())) for file in files]


def test_no_module_has_a_table_that_is_filled_later() -> None:
    found = [
        f"{file.relative_to(SOURCE)}: {target.id}"
        for file, module in modules()
        for node in module.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and _is_empty_container(node.value)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and target.id not in FILLED_AT_START
    ]
    assert found == []


def _is_empty_container(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        named = (
            value.func.attr
            if isinstance(value.func, ast.Attribute)
            else getattr(value.func, "id", "")
        )
        return named in {"dict", "list", "set", "defaultdict", "OrderedDict", "deque", "Counter"}
    return isinstance(value, ast.Dict | ast.List) and not ast.unparse(value).strip("{}[]")


def test_no_function_changes_a_name_of_its_module() -> None:
    found = [
        f"{file.relative_to(SOURCE)}:{node.lineno}"
        for file, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Global)
    ]
    assert found == []


def test_no_language_is_set_by_an_object_that_all_threads_share() -> None:
    found = [
        f"{file.relative_to(SOURCE)}:{decorator.lineno}"
        for file, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if "override(" in ast.unparse(decorator)
    ]
    assert found == []


def test_a_paper_in_indonesian_leaves_each_reader_their_own_language() -> None:
    inside = Barrier(2)

    @in_language("id")
    def written() -> str:
        inside.wait(30)
        return str(get_language())

    def read(number: int) -> tuple[str, str]:
        with override(("en", "id")[number]):
            return written(), str(get_language())

    assert together(read, 2) == [("id", "en"), ("id", "id")]


@pytest.mark.django_db(transaction=True)
def test_a_prepared_query_asks_by_the_connection_of_its_thread() -> None:
    for number in range(THREADS):
        User.objects.create_user(f"orang-{number}", f"Orang {number}")
    query = Prepared(lambda: User.objects.filter(username=Param("username", CharField())))

    def ask(number: int) -> list[str]:
        names = []
        for turn in range(20):
            found = query.first(username=f"orang-{(number + turn) % THREADS}")
            assert found is not None
            names.append(found.name)
        return names

    answers = together(ask)
    assert answers == [
        [f"Orang {(n + turn) % THREADS}" for turn in range(20)] for n in range(THREADS)
    ]
    [statement] = query._statements.values()
    assert statement.compiler.connection is connection


@pytest.mark.django_db(transaction=True)
def test_sixteen_strangers_get_their_page_each_in_their_own_language() -> None:
    def visit(number: int) -> list[int]:
        client = Client()
        client.cookies["django_language"] = ("id", "en")[number % 2]
        page = client.get("/mulai/")
        assert page.headers["Content-Language"] == ("id", "en")[number % 2]
        return [page.status_code, *(client.get("/mulai/").status_code for _turn in range(4))]

    assert together(visit) == [[200] * 5] * THREADS
