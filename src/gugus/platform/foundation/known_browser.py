"""Browsers that signed somebody in before: whoever guesses elsewhere does not keep their people out.

A long-lived signed cookie names the browser and whom it signed in. It opens nothing: at its own people's
accounts it only has a counter of its own, with the same brake.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from gugus.platform.foundation.models import User

COOKIE = "gugus_browser"
_SALT = "gugus.known-browser"
# Browsers keep no cookie longer than 400 days; each sign-in begins them anew.
_STAYS = 400 * 24 * 3600
# A laptop that stands in the group's room signs in this many in turn.
_MOST_PEOPLE = 12


@dataclass(frozen=True)
class KnownBrowser:
    """A browser and the persons it signed in; nobody knows the empty one."""

    device: str = ""
    user_ids: tuple[int, ...] = ()

    def counter_for(self, user_id: int) -> str:
        """Which counter of guesses at a person it has: its own, or '' for the one of all strangers."""
        return self.device if user_id in self.user_ids else ""

    def one_of(self, people: Sequence[User]) -> User | None:
        """Of persons of one name the one whom it signed in, else the first."""
        known = [one for one in people if one.pk in self.user_ids]
        return next(iter([*known, *people]), None)


UNKNOWN_BROWSER = KnownBrowser()


def known_browser(request: HttpRequest) -> KnownBrowser:
    """Which browser asks; a cookie that we did not sign says nothing."""
    try:
        said = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_STAYS)
    except signing.BadSignature:
        return UNKNOWN_BROWSER
    return KnownBrowser(said["browser"], tuple(said["people"]))


def remember_browser(request: HttpRequest, response: HttpResponseBase, user_id: int) -> None:
    """Let this browser have its own counter at this person's account from now on."""
    known = known_browser(request)
    others = [pk for pk in known.user_ids if pk != user_id]
    people = [user_id, *others][:_MOST_PEOPLE]
    browser = known.device or secrets.token_hex(12)
    response.set_cookie(
        COOKIE,
        signing.dumps({"browser": browser, "people": people}, salt=_SALT),
        max_age=_STAYS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
