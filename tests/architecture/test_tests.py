"""How tests are built: what they share, and what they must not hang on."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.sources import nodes_of, tree_of

ROOT = Path(__file__).resolve().parents[2]
SUPPORT = ROOT / "tests" / "support"
CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}


def _of_tests() -> Iterator[Path]:
    """All modules that belong to tests, but not what they share."""
    for top in ("src", "tests", "bench"):
        for file in (ROOT / top).rglob("*.py"):
            inside = "tests" in file.relative_to(ROOT).parts or top == "bench"
            if inside and SUPPORT not in file.parents:
                yield file


def _imported(file: Path) -> Iterator[str]:
    for node in nodes_of(file):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _is_of_tests(module: str) -> bool:
    parts = module.split(".")
    return "tests" in parts and parts[:2] != ["tests", "support"]


def test_no_test_module_is_anothers_library() -> None:
    """What tests share lives in `tests/support`, and needs no test module either."""
    files = [*_of_tests(), *SUPPORT.rglob("*.py"), ROOT / "conftest.py"]
    found = {
        f"{file.relative_to(ROOT)}: {module}"
        for file in files
        for module in _imported(file)
        if _is_of_tests(module)
    }
    assert found == set()


def test_tests_folders_hold_tests_alone() -> None:
    """Beside an app's tests stands no helper: it would be imported sooner or later.

    Only the samples for the walk through all addresses, which the app's declaration names.
    """
    allowed = ("test_", "conftest.py", "__init__.py", "samples.py")
    folders = (file for file in (ROOT / "src").rglob("tests/**/*.py"))
    found = [file for file in folders if not file.name.startswith(allowed)]
    assert [str(file.relative_to(ROOT)) for file in found] == []


def test_the_shared_root_knows_no_app() -> None:
    modules = set(_imported(ROOT / "conftest.py"))
    assert {module for module in modules if module.startswith(("gugus", "tests"))} == set()


def _clocks_read_on_import(file: Path) -> Iterator[int]:
    """Lines that ask what time it is while the module is loaded."""
    waiting: list[ast.AST] = list(tree_of(file).body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            # The body runs later; decorators and defaults run now.
            waiting += [*getattr(node, "decorator_list", []), *node.args.defaults]
            continue
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in CLOCKS:
            yield called.lineno
        waiting += ast.iter_child_nodes(node)


def test_no_clock_is_read_while_tests_are_loaded() -> None:
    """It would be the true clock, while the tests run on another day (`tests/support/clock.py`)."""
    files = [file for file in (*_of_tests(), *SUPPORT.rglob("*.py")) if file.name != "clock.py"]
    found = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in files
        for line in _clocks_read_on_import(file)
    ]
    assert found == []
