"""Python files as trees, each read once however many tests look at it."""

import ast
from functools import cache
from pathlib import Path


@cache
def tree_of(file: Path) -> ast.Module:
    """What stands in a file."""
    return ast.parse(file.read_text())


@cache
def nodes_of(file: Path) -> tuple[ast.AST, ...]:
    """All of it, one after another."""
    return tuple(ast.walk(tree_of(file)))
