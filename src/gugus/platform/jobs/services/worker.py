"""The worker: takes jobs in their turns and does them, each in a thread of its own."""

import logging
import secrets
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from gugus.platform.jobs.handlers import do_upkeep
from gugus.platform.jobs.models import Job
from gugus.platform.jobs.rules import HEARTBEAT
from gugus.platform.jobs.services.queue import (
    carry_out,
    claim_next,
    give_heartbeats,
    process_name,
    release_jobs,
)

# Seconds between two questions whose turn it is.
POLL_INTERVAL = 0.5
# Between two rounds of upkeep, once nothing is left to do.
UPKEEP_INTERVAL = 3
logger = logging.getLogger(__name__)


def run_worker(goes_on: Callable[[], bool]) -> None:
    """Work until `goes_on` says no more, or an exception (a signal's) ends it.

    Jobs that are not finished then go back into the line.
    """
    name, pause = f"{process_name()}:{secrets.token_hex(4)}", Event()
    beaten, kept_up = monotonic() - HEARTBEAT.total_seconds(), monotonic()
    try:
        while goes_on():
            try:
                close_old_connections()
                while (job := claim_next(worker=name, now=timezone.now())) is not None:
                    Thread(target=_work, args=(job,), name=f"job-{job.kind}", daemon=True).start()
                if monotonic() - beaten >= HEARTBEAT.total_seconds():
                    give_heartbeats(name, timezone.now())
                    beaten = monotonic()
                if monotonic() - kept_up >= UPKEEP_INTERVAL and not do_upkeep():
                    kept_up = monotonic()
            except DatabaseError:
                logger.warning("The worker could not ask for jobs; it asks again", exc_info=True)
                connection.close()
            pause.wait(POLL_INTERVAL)
    finally:
        release_jobs(name)
        connection.close()


def _work(job: Job) -> None:
    close_old_connections()
    try:
        carry_out(job)
    finally:
        connection.close()
