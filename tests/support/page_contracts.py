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


# Pages that answer a form without having made anything: they show it again, or what it asked for.
_ONLY_SHOW = {
    "accounts/link.html",
    "feeds/feed_renew.html",
    "hosts/distances_paste.html",
    "problems/_problem_similar.html",
    "programme/forum_form.html",
}


def _check_reload(request: Any, template: str, status: int) -> None:
    """A page that answers a form that was taken comes again with a reload: the form acts once."""
    is_part = request.headers.get("HX-Request") == "true"
    if request.method != "POST" or status != 200 or is_part or template in _ONLY_SHOW:
        return
    view = request.resolver_match and request.resolver_match.func
    assert getattr(view, "acts_once", False), f"{template} answers a form, and a reload acts again"


def _check_faults(template: str, html: str) -> None:
    """A refused form's page begins with what is wrong; a part that was asked for may leave it out."""
    said = 'id="yang-salah"' in html
    assert said or "<html" not in html, f"{template} says nothing of what is wrong"


@pytest.fixture(autouse=True)
def templates_and_pages_agree(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Watch every page of the test."""
    original = render.render

    def watched(request: Any, template: str, context: dict[str, Any], **more: Any) -> Any:
        _check(template, type(context["page"]))
        _check_reload(request, template, more.get("status", 200))
        response = original(request, template, context, **more)
        if context.get("faults"):
            _check_faults(template, response.content.decode())
        return response

    monkeypatch.setattr(render, "render", watched)
    yield
