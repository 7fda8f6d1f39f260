"""Every address that the product answers, with the guard of its view."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from gugus.people.rules.roles import May

GROUP = "g/<slug:code>/"

# Nothing of ours stands behind these.
FOREIGN = {"set_language"}


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver with its view's guard."""

    name: str
    route: str
    parts: frozenset[str]
    scope: str
    anyof: frozenset[May]
    view: Callable[..., HttpResponse] = field(repr=False, compare=False)

    @property
    def needs_sample(self) -> bool:
        """Does it name more than a group?"""
        return bool(self.parts - {"code"})


@cache
def addresses() -> dict[str, Address]:
    """Everything that can be asked for, by name."""
    found = list(_walk(get_resolver().url_patterns, "", ""))
    assert len({one.name for one in found}) == len(found), "two addresses share a name"
    return {one.name: one for one in found}


def _walk(patterns: list[URLPattern | URLResolver], route: str, space: str) -> Iterator[Address]:
    for one in patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one.url_patterns, here, inner)
        elif f"{space}{one.name}" not in FOREIGN:
            parts = frozenset(_parts(here))
            scope = getattr(one.callback, "scope", "unguarded")
            anyof = getattr(one.callback, "anyof", frozenset())
            yield Address(f"{space}{one.name}", here, parts, scope, anyof, one.callback)


def _parts(route: str) -> Iterator[str]:
    for piece in route.split("<")[1:]:
        yield piece.partition(">")[0].rpartition(":")[2]
