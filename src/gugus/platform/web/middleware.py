"""What holds for every request: how much it may bring and of what, and headers of pages with names."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gugus.platform.web.clean_input import clean_query, is_clean
from gugus.platform.web.serving import BODY_LEFT_OUT
from gugus.platform.web.views import bad_request, method_not_allowed, too_large

# `int` reads no more digits than this without complaint, and no body is that long.
_LONGEST_LENGTH = 12


class BodyLimitMiddleware:
    """A body far past every limit is not read at all, and a large one of a stranger is not kept.

    The server holds what it receives in memory, and somebody who has not signed in may send too. A
    file a little too large is still read, so that the form can say so in words.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if not (announced.isascii() and announced.isdigit()):
            return bad_request(request)
        if len(announced) > _LONGEST_LENGTH or int(announced) > settings.LARGEST_BODY:
            return too_large(request)
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


class CleanInputMiddleware:
    """Query, form and cookies reach views without signs that no record can hold.

    What cannot be read at all (a broken form, too many fields, a host that is none) is refused here,
    with a page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.get_host()
        request.COOKIES = {
            name: value for name, value in request.COOKIES.items() if is_clean(name + value)
        }
        request.GET = clean_query(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            self._clean_form(request)
        return self.get_response(request)

    def _clean_form(self, request: HttpRequest) -> None:
        try:
            request.POST = clean_query(request.POST)  # type: ignore[assignment]
        except UnreadablePostError as error:
            # Whoever sent it is gone.
            raise BadRequest from error


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
