"""Sessions in the database, read with one prepared query."""

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db import close_old_connections
from django.db.models import CharField, DateTimeField
from django.http import parse_cookie
from django.utils import timezone

from gugus.platform.foundation.prepared import Param, Prepared

_SESSION = Prepared(
    lambda: Session.objects.filter(
        session_key=Param("key", CharField()), expire_date__gt=Param("now", DateTimeField())
    )
)


class SessionStore(DatabaseSessions):
    """Django's own, but for how a session is read."""

    def _get_session_from_db(self) -> Any:
        found = _SESSION.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found


def end_sessions_of(user_id: int) -> int:
    """Delete a person's sessions with all that they hold; how many there were."""
    theirs = [
        one.pk
        for one in Session.objects.iterator()
        if one.get_decoded().get(SESSION_KEY) == str(user_id)
    ]
    return Session.objects.filter(pk__in=theirs).delete()[0]


def user_by_cookies(cookies: str) -> str:
    """The id of the person whose session these cookies name, or ''; before Django begins with a request."""
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    try:
        return str(SessionStore(key).get(SESSION_KEY, "")) if key is not None else ""
    finally:
        close_old_connections()
