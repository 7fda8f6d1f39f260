"""What holds for every request: how much it may bring, and headers of pages with names."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from gugus.platform.web.views import method_not_allowed


class BodyLimitMiddleware:
    """A body far past every limit is not read at all.

    The server holds what it receives in memory until it is read, and somebody who has not signed
    in may send too. A file a little too large is still read, so that the form can say so in words.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if len(announced) > 12 or int(announced) > settings.LARGEST_BODY:
            return HttpResponse(status=413)
        return self.get_response(request)


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
