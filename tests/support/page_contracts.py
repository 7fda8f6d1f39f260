"""Every page rendered in any test: its template asks only for what the dataclass has."""

import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.template.loader import get_template

from gugus.platform.web import render

_PAGE_USE = re.compile(r"\bpage\.([a-z_][a-z0-9_]*)")
_INCLUDE = re.compile(r"{%\s*(?:include|extends)\s+\"([^\"]+)\"")
_CODE = re.compile(r"{%.*?%}|{{.*?}}", re.S)


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
    """Watch every page of the test."""
    original = render.render

    def watched(request: Any, template: str, context: dict[str, Any], **more: Any) -> Any:
        _check(template, type(context["page"]))
        return original(request, template, context, **more)

    monkeypatch.setattr(render, "render", watched)
    yield
