"""What a request leaves in the database: a refused one leaves nothing but the logs."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.db import connection

from gugus.platform.foundation.errors import Refused

_WRITES = re.compile(r'\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')
# Sessions, the logs where a refusal is meant to stand, that a form was sent, and a group's secret, made
# when first needed.
LOGS = frozenset(
    (
        "attendance_cardsecret",
        "django_session",
        "foundation_auditentry",
        "foundation_sentform",
        "foundation_signinattempts",
        "sync_commandrecord",
    )
)


@dataclass
class Ledger:
    """Tables that were written to, as far as it was not taken back; and whether it was refused."""

    refused: bool = False
    kept: list[list[str]] = field(default_factory=lambda: [[]])

    @property
    def tables(self) -> set[str]:
        """What would stand in the database."""
        return {table for level in self.kept for table in level} - LOGS

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """Watch one statement."""
        sql = str(sql)
        if sql.startswith("SAVEPOINT"):
            self.kept.append([])
        elif sql.startswith("ROLLBACK TO SAVEPOINT"):
            # Some are rolled back without being released, others released afterwards.
            self.kept[-1].clear()
        elif sql.startswith("RELEASE SAVEPOINT") and len(self.kept) > 1:
            done = self.kept.pop()
            self.kept[-1] += done
        elif written := _WRITES.match(sql):
            self.kept[-1].append(written[1])
        return execute(sql, *rest)


@contextmanager
def ledger() -> Iterator[Ledger]:
    """Watch what happens inside."""
    watched, begin = Ledger(), Refused.__init__

    def refuse(self: Refused, *args: Any, **more: Any) -> None:
        watched.refused = True
        begin(self, *args, **more)

    with patch.object(Refused, "__init__", refuse), connection.execute_wrapper(watched):
        yield watched
