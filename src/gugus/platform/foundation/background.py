"""Background jobs: run in a thread after the transaction commits."""

from collections.abc import Callable
from threading import Thread

from django.db import close_old_connections, connection, transaction


def run_in_background(work: Callable[[], object], name: str) -> None:
    """Start `work` in a thread of its own once the running transaction is committed.

    The work keeps its progress in a row, catches what goes wrong and writes that down: the thread
    may end at any time with the server, and a job with a stale heartbeat can be restarted.
    """

    def run() -> None:
        close_old_connections()
        try:
            work()
        finally:
            connection.close()

    # The thread must find what this transaction writes.
    transaction.on_commit(Thread(target=run, name=name, daemon=True).start)
