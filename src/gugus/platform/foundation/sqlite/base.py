"""SQLite as Django has it, but for writers of one process, who wait in line.

SQLite itself lets whoever finds the database locked sleep and try again, up to a tenth of a second
each time, and lets nobody know when it is free: with several threads at the door that sleep is most
of what a person waits. A lock of the process wakes the next one at once.
"""

from threading import Lock
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper as DjangoWrapper

# As long as SQLite itself waits; after that it decides.
_PATIENCE = 20
_writing = Lock()


class DatabaseWrapper(DjangoWrapper):
    """A connection that stands in line before it begins to write."""

    _in_line = False

    def _start_transaction_under_autocommit(self) -> None:
        self._in_line = _writing.acquire(timeout=_PATIENCE)
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _set_autocommit(self, autocommit: bool) -> None:
        try:
            super()._set_autocommit(autocommit)  # type: ignore[misc]
        finally:
            if autocommit:
                self._leave()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            self._leave()

    def _leave(self) -> None:
        if self._in_line:
            self._in_line = False
            _writing.release()
