"""Whoever and whatever has a sort key is listed by it."""

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "gugus"
# Names that are not those of people, schools and groups: a source of money, a place of the country.
OTHER_NAMES = {"source__name"}
PLACES = {"people/queries/__init__.py": 1}


def _files() -> list[Path]:
    return [f for f in SOURCE.rglob("*.py") if not {"tests", "migrations"} & set(f.parts)]


def _texts(node: ast.AST) -> list[str]:
    found = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return [text.lstrip("-") for text in found if isinstance(text, str)]


def _orders(tree: ast.AST) -> list[str]:
    """What is named in `order_by(...)` and in a model's `ordering`."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "order_by":
            found += [text for part in node.args for text in _texts(part)]
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ordering":
            found += _texts(node.value)
    return found


def test_no_list_is_ordered_by_a_bare_name() -> None:
    found: dict[str, int] = {}
    for file in _files():
        orders = _orders(ast.parse(file.read_text()))
        bare = [one for one in orders if one.rpartition("__")[2] == "name"]
        if bare := [one for one in bare if one not in OTHER_NAMES]:
            found[str(file.relative_to(SOURCE))] = len(bare)
    assert found == PLACES


def test_what_is_written_in_bulk_brings_its_key() -> None:
    """`update(name=...)` and `bulk_update` pass by the model's own saving."""
    for file in _files():
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call):
                continue
            called, keys = getattr(node.func, "attr", ""), {one.arg for one in node.keywords}
            if called == "update" and "name" in keys:
                assert "sort_key" in keys, f"{file}:{node.lineno}"
            if called == "bulk_update":
                texts = [*_texts(node), *(n.id for n in ast.walk(node) if isinstance(n, ast.Name))]
                if {"name", "ROSTER_FIELDS"} & set(texts):
                    assert "sort_key" in texts, f"{file}:{node.lineno}"
