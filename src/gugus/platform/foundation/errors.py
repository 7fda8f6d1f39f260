"""What every service may raise: a refusal that a person can read; and a storage without room."""

import errno

from django.db import DatabaseError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# SQLite says the second where a write failed for another reason than room: quota, limit, worn disk.
_SAID_BY_SQLITE = ("database or disk is full", "disk i/o error")
_SAID_BY_POSTGRESQL = "53100"


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """The request cannot be carried out; `message` says why, what was kept and what to do."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class FailedAttempt(Refused):
    """A refused guess at `account`, claimed by `begin_attempt`.

    Whoever takes everything back that was tried (a phone's command) counts the guess again.
    """

    def __init__(self, message: str, field: str, account: str) -> None:
        super().__init__(message, field)
        self.account = account


def is_storage_full(error: BaseException | None) -> bool:
    """Could something not be written because the storage is full (or cannot be written to)?"""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return True
        if isinstance(error, DatabaseError) and str(error).lower().startswith(_SAID_BY_SQLITE):
            return True
        if getattr(error, "sqlstate", None) == _SAID_BY_POSTGRESQL:
            return True
        error = error.__cause__
    return False
