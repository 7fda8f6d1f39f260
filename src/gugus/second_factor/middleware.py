"""Whoever must have a second factor sets one up before anything else."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from gugus.platform.foundation.middleware import DUE

_SET_UP = "second_factor:set_up"
_ALLOWED = {_SET_UP, "accounts:password"}


class SecondFactorMiddleware:
    """Lead from every guarded view to the setting up, as long as it is due."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """As with a password that somebody else made."""
        del args, kwargs
        if getattr(view, "scope", "open") == "open" or DUE not in request.session:
            return None
        place = request.resolver_match
        if place is None or place.view_name in _ALLOWED:
            return None
        return redirect(_SET_UP)
