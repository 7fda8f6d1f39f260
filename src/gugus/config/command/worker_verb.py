"""`gugus worker`."""

import logging
import os
import signal
import sys
from threading import Event, Thread

import click

from gugus.config.command import start_django

logger = logging.getLogger(__name__)


@click.command("worker")
@click.option(
    "--beside-server",
    is_flag=True,
    hidden=True,
    help="End when the server that started it is gone.",
)
def command(beside_server: bool) -> None:
    """Do background jobs; more machines with the same database may each run one."""
    parent, alone = os.getppid(), Event()
    if beside_server:
        Thread(target=_wait_for_the_end_of_input, args=(alone,), daemon=True).start()
    start_django()
    from gugus.platform.jobs.services.worker import run_worker

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    code = 0
    try:
        run_worker(lambda: not beside_server or not (alone.is_set() or os.getppid() != parent))
    except SystemExit:
        pass
    except Exception:
        logger.exception("The worker stopped")
        code = 1
    # A search within the solver is not waited for: its job is back in the line.
    os._exit(code)


def _wait_for_the_end_of_input(alone: Event) -> None:
    """The server holds the other end: on Windows the number of a parent that is gone stays the same."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    alone.set()


def _stop(*_args: object) -> None:
    """End the loop, which then puts back what is not finished; a second signal changes nothing."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    sys.exit(0)
