"""Caches reads until anything is written to the database.

Beranda and the guards of every view read the same rows again and again. What they read may be kept
exactly until any transaction commits: both databases can tell that in one cheap question.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from itertools import count
from typing import Any, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections

P = ParamSpec("P")
T = TypeVar("T")
_epochs = count()


def _epoch() -> int:
    # SQLite's counters begin anew with each connection: a new one must not look like an old one.
    wrapper: Any = connections[DEFAULT_DB_ALIAS]
    held = getattr(wrapper, "gugus_epoch", None)
    if held is None or held[0] is not wrapper.connection:
        held = (wrapper.connection, next(_epochs))
        wrapper.gugus_epoch = held
    return int(held[1])


def database_version() -> Hashable:
    """A value that differs from every earlier one once any write has been committed.

    SQLite: `data_version` changes when another connection commits, `total_changes` when this one
    writes. PostgreSQL: the snapshot's text changes with every transaction that writes.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA data_version")
            mine = connection.connection.total_changes
            return (_epoch(), cursor.fetchone()[0], mine)
        cursor.execute("SELECT pg_current_snapshot()::text")
        return str(cursor.fetchone()[0])


def cached(
    key: Callable[P, Hashable], *, size: int = 512
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep a read's result under `key(...)` and the database's version; forget the oldest.

    The version is asked before the read: a write in between makes the entry too old, never wrong.
    Inside a transaction nothing is kept, since it may yet be rolled back. What is kept is shared
    between requests: give frozen values, not rows that somebody may change and save.
    """

    def decorate(read: Callable[P, T]) -> Callable[P, T]:
        kept: OrderedDict[Hashable, T] = OrderedDict()

        @wraps(read)
        def reader(*args: P.args, **kwargs: P.kwargs) -> T:
            if connection.in_atomic_block:
                return read(*args, **kwargs)
            whole = (key(*args, **kwargs), database_version())
            if whole not in kept:
                result = read(*args, **kwargs)
                kept[whole] = result
                while len(kept) > size:
                    kept.popitem(last=False)
            return kept[whole]

        return reader

    return decorate
