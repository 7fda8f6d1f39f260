"""Rooms of a size one can know, and one name for one thing."""

import ast
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "gugus"
MOST_LINES = 5_000
# These are no rooms: mathematics, the platform, and what knows every room.
NO_ROOMS = {"cores", "platform", "config", "locale"}
# A class of this name in two modules, and why it may be.
TWICE = {
    "Command": "Django wants the name for its management command; the phone's command has it too",
    "Meeting": "the solver's meeting knows numbers only and never meets the table",
    "School": "the solver's school, as above",
    "Speaker": "the solver's speaker, as above",
}


def _files(folder: Path) -> list[Path]:
    return [f for f in folder.rglob("*.py") if not {"tests", "migrations"} & set(f.parts)]


def test_no_room_is_too_large_to_know() -> None:
    rooms = [f for f in SOURCE.iterdir() if (f / "apps.py").exists() and f.name not in NO_ROOMS]
    sizes = {
        room.name: sum(len(f.read_text().splitlines()) for f in _files(room)) for room in rooms
    }
    assert len(sizes) > 20
    assert not {name: size for name, size in sizes.items() if size > MOST_LINES}


def test_a_public_class_name_stands_for_one_thing() -> None:
    where = defaultdict(set)
    for file in _files(SOURCE):
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where[node.name].add(str(file.relative_to(SOURCE)))
    several = {name: files for name, files in where.items() if len(files) > 1}
    assert not {name: files for name, files in several.items() if len(files) > 2}
    assert {name: files for name, files in several.items() if name not in TWICE} == {}
    assert not set(TWICE) - set(several), "a reasoned exception is needed no more"


def test_modules_are_named_by_nouns() -> None:
    terms = {"meeting", "closing", "opening", "rating", "scoring", "ranking", "signing", "teaching"}
    terms |= {"scheduling", "pending", "matching"}
    found = {f.stem for f in _files(SOURCE) if f.stem.endswith("ing")}
    assert not found - terms
