"""What holds for every request: how much it may bring, and headers of pages with names."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gugus.platform.web.serving import BODY_LEFT_OUT
from gugus.platform.web.views import method_not_allowed


class BodyLimitMiddleware:
    """A body far past every limit is not read at all, and a large one of a stranger is not kept.

    The server holds what it receives in memory, and somebody who has not signed in may send too. A
    file a little too large is still read, so that the form can say so in words.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if len(announced) > 12 or int(announced) > settings.LARGEST_BODY:
            return HttpResponse(status=413)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead to signing in, from every form: the token that it needs was in what was not kept."""
        del args, kwargs
        if not request.META.get(BODY_LEFT_OUT) or getattr(view, "csrf_exempt", False):
            return None
        messages.error(request, _("Masuk dulu, lalu kirim sekali lagi: belum ada yang disimpan."))
        return redirect(settings.LOGIN_URL)


class PrivatePagesMiddleware:
    """Pages hold names: no shared cache may keep them, and a phone keeps only its person's own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-cache"
        actor = getattr(request, "actor", None)
        if actor is not None:
            response["X-Gugus-Person"] = str(actor.user_id)
        response["Permissions-Policy"] = "geolocation=(), microphone=(self), camera=(self)"
        return response


class MethodNotAllowedPageMiddleware:
    """Django answers "method not allowed" with nothing at all: a white page that leads nowhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        page = method_not_allowed(request)
        page["Allow"] = response["Allow"]
        return page
