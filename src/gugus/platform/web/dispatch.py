"""Addresses found by their first fixed part, not tried one by one.

With some three hundred addresses Django's own search took two milliseconds of every page.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

from gugus.platform.web.clean_input import LARGEST_NUMBER, is_clean

# "g/<slug:code>/daftar/12/" is found under ("g", "daftar"), "masuk/tautan/x/" under ("masuk",).
_Key = tuple[str, ...]
# No code, key or secret in an address is longer.
_LONGEST_PART = 500
_VARIES = re.compile(r"<[^>]*>")


def _key_of(path: str, group_prefix: str) -> _Key:
    first, *rest = path.split("/")
    return (first, rest[1]) if first == group_prefix and len(rest) > 1 else (first,)


def _may_be_stored(part: object) -> bool:
    """Can a part of an address name a record? Both databases can compare it then."""
    if isinstance(part, int):
        return part <= LARGEST_NUMBER
    return not isinstance(part, str) or (len(part) <= _LONGEST_PART and is_clean(part))


class IndexedResolver(URLResolver):
    """All addresses, in groups that share their first fixed part; others are not tried at all.

    Addresses that begin with `group_prefix` have a part that varies second, and are told apart by
    their third. An address that varies where it should be fixed stands in every group. A part
    that no record can be named by (a number of 64 bits, a NUL) leads nowhere.
    """

    def __init__(self, patterns: Sequence[URLPattern | URLResolver], group_prefix: str) -> None:
        super().__init__(RoutePattern(""), list(patterns))
        self._group_prefix = group_prefix

    def resolve(self, path: str) -> ResolverMatch:
        """The view of a path."""
        key = _key_of(path, self._group_prefix)
        found = self._by_key.get(key, self._varying).resolve(path)
        if not all(_may_be_stored(part) for part in found.kwargs.values()):
            raise Resolver404({"tried": [], "path": path})
        return found

    @cached_property
    def _by_key(self) -> dict[_Key, URLResolver]:
        return {key: self._only(key) for key in self._keys(self.url_patterns, "") if key}

    @cached_property
    def _varying(self) -> URLResolver:
        return self._only(())

    def _only(self, key: _Key) -> URLResolver:
        return URLResolver(RoutePattern(""), self._kept(self.url_patterns, "", key))

    def _kept(
        self, patterns: Iterable[URLPattern | URLResolver], before: str, key: _Key
    ) -> list[URLPattern | URLResolver]:
        kept: list[URLPattern | URLResolver] = []
        for one in patterns:
            route = before + str(one.pattern)
            if isinstance(one, URLPattern):
                kept += [one] if self._fixed_part(route) in ((), key) else []
                continue
            inner = self._kept(one.url_patterns, route, key)
            if inner:
                kept.append(
                    URLResolver(one.pattern, inner, one.default_kwargs, one.app_name, one.namespace)
                )
        return kept

    def _keys(self, patterns: Iterable[URLPattern | URLResolver], before: str) -> set[_Key]:
        found: set[_Key] = set()
        for one in patterns:
            route = before + str(one.pattern)
            if isinstance(one, URLPattern):
                found.add(self._fixed_part(route))
            else:
                found |= self._keys(one.url_patterns, route)
        return found

    def _fixed_part(self, route: str) -> _Key:
        key = _key_of(route, self._group_prefix)
        return () if any(_VARIES.search(part) for part in key) else key
