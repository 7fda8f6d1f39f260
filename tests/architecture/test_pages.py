"""A page shapes what it was given; whoever asks the database is a view or a query.

`WORDS` are the functions of `queries` that ask nothing: they make words or numbers of rows.
"""

import ast
import re
from pathlib import Path

from tests.support.sources import nodes_of

SOURCE = Path(__file__).resolve().parents[2] / "src" / "gugus"
WORDS = {
    "count_schools_present",
    "figure_text",
    "holiday_kind",
    "holiday_title",
    "home_parts",
    "interval_of",
    "is_in_study_group",
    "lost_words",
    "lowercase_first",
    "mean_of",
    "months_text",
    "months_words",
    "need_name",
    "reason_of",
    "speaker_of",
    "stand_counts",
    "voice_name",
    "waits_for_supervisor",
    "weekdays_between",
}
ASKS = re.compile(r"\.objects\b|\.(?:filter|exclude|select_related|prefetch_related|exists)\(")


def _pages() -> dict[str, Path]:
    files = [*SOURCE.glob("*/pages.py"), *SOURCE.glob("*/pages/*.py")]
    return {str(f.relative_to(SOURCE)): f for f in files}


def _asked(file: Path) -> set[str]:
    """What a page calls of a module of queries."""
    taken: set[str] = set()
    for node in nodes_of(file):
        if isinstance(node, ast.ImportFrom) and re.search(r"\bqueries\b", node.module or ""):
            taken |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            taken |= {alias.name for alias in node.names if alias.name == "queries"}
    names = {
        ast.unparse(node.func).removeprefix("queries.")
        for node in nodes_of(file)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[0] in taken
    }
    # A class of `queries` is a shape that the page is given.
    return {name for name in names if name[0].islower()}


def test_pages_ask_the_database_nothing() -> None:
    asking = {
        name
        for name, file in _pages().items()
        if ASKS.search(file.read_text()) or _asked(file) - WORDS
    }
    assert not asking, "a page that asks: let the view hand it what it needs"


def test_every_named_function_of_words_is_used() -> None:
    used = set().union(*map(_asked, _pages().values()))
    assert not WORDS - used
