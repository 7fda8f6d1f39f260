"""What holds for every request of a person: language, how long they stay, their own password."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone, translation

GetResponse = Callable[[HttpRequest], HttpResponseBase]
# Session key of a person who stays signed in as long as they come back; its value is a day.
ROLLING = "rolling_since"
# Session key: this person must set up a second factor before anything else; it goes when that is done.
DUE = "second_factor_due"


class ChosenLanguageMiddleware:
    """The language is the one the person chose, else the installation's.

    The browser's wish is not asked: many Indonesian phones are set to English and their owners
    still read this product in Indonesian.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        return response


def rolling_day() -> str:
    """What `ROLLING` holds: a session belongs to no group, so its days are those of UTC."""
    return f"{timezone.now():%Y-%m-%d}"


class StaySignedInMiddleware:
    """Once a day a phone's session starts its time anew, so that it ends only when unused."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        since = request.session.get(ROLLING)
        today = rolling_day()
        if since is not None and since != today:
            request.session[ROLLING] = today
        return self.get_response(request)


def is_whole(request: HttpRequest) -> bool:
    """Is somebody signed in, with a password of their own and with all that is asked of them?"""
    user = request.user
    return user.is_authenticated and not user.must_change_password and DUE not in request.session


class OwnPasswordMiddleware:
    """A person with a temporary password must choose their own first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead to the page for a new password, from every guarded view but that one."""
        del args, kwargs
        if getattr(view, "scope", "open") == "open":
            return None
        place = request.resolver_match
        if place is None or place.view_name == settings.PASSWORD_CHANGE_URL:
            return None
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return None
        return redirect(settings.PASSWORD_CHANGE_URL)
