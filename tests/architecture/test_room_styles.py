"""A shape that one room draws stands in that room's sheet, and each page with the shape links it."""

import re
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src/gugus"
SHEETS = {f.relative_to(f.parents[1]).as_posix(): f for f in SOURCE.glob("*/static/*/*.css")}
_FACE = SOURCE / "platform/web/static/web/face.css"
_TEMPLATES = {
    f.relative_to(folder).as_posix(): f
    for folder in SOURCE.rglob("templates")
    for f in folder.rglob("*.html")
}
_CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
_INCLUDED = re.compile(r'{% include "([^"]+)"')
_LINKED = re.compile(r"{% static '([^']+\.css)' %}")
_TAG = re.compile(r"{{.*?}}|{%.*?%}")
_ATTRIBUTE = re.compile(r'\bclass="([^"]*)"')


def _classes(sheet: Path) -> set[str]:
    """The class names of its selectors."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
    return set(_CLASS.findall(re.sub(r"{[^{}]*}", " ", text)))


@cache
def _whole(name: str) -> str:
    """A template with what it includes."""
    text = _TEMPLATES[name].read_text()
    return text + "".join(_whole(part) for part in _INCLUDED.findall(text) if part != name)


def _is_page(name: str) -> bool:
    text = _TEMPLATES[name].read_text()
    return '{% extends "' in text or "<html" in text


@pytest.mark.parametrize("sheet", sorted(SHEETS))
def test_pages_with_a_rooms_shapes_link_its_sheet(sheet: str) -> None:
    own = _classes(SHEETS[sheet]) - _classes(_FACE)
    linking, wrong = 0, []
    for name in filter(_is_page, _TEMPLATES):
        text = _whole(name)
        drawn = set(" ".join(_ATTRIBUTE.findall(_TAG.sub(" ", text))).split()) & own
        links = sheet in _LINKED.findall(text)
        linking += links
        wrong += [f"{name}: {sorted(drawn)}"] if drawn and not links else []
    assert linking, f"no page links {sheet}"
    assert not wrong, "\n".join(wrong)
