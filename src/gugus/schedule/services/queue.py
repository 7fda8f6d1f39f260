"""The solver's queue: a limited number of searches at a time, first come, first served.

A search uses every core it gets; four at once would leave a laptop unresponsive. Runs wait in
the database, where every process of the server sees them; each process has as many threads as
searches are allowed and no more, which take the next run until the queue is empty. Every running or
queued run has a heartbeat; when it is stale its place is free again.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Event, Lock, Thread
from time import sleep

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.utils import timezone

from gugus.people.clock import day_of
from gugus.schedule.models import ScheduleDraft, ScheduleRun
from gugus.schedule.queries.queue import unfinished_runs, waiting_runs
from gugus.schedule.rules.queue import next_run
from gugus.schedule.services.worker import process_run

# Seconds between two questions whose turn it is, and between two signs of life.
POLL_INTERVAL = 1.0
HEARTBEAT = 10.0
logger = logging.getLogger(__name__)


class _Threads:
    """The threads of this process that give turns: never more than searches at a time."""

    def __init__(self) -> None:
        self.lock, self.count = Lock(), 0

    def join(self) -> bool:
        """One more, if there is room for it."""
        with self.lock:
            joined = self.count < settings.SEARCHES_AT_ONCE
            self.count += int(joined)
        return joined

    def leave(self) -> None:
        """One less."""
        with self.lock:
            self.count -= 1

    def leave_if_nobody_waits(self) -> bool:
        """Under the lock: whoever joins the line from then on finds this thread gone."""
        with self.lock:
            left = not waiting_runs()
            self.count -= int(left)
        return left


_threads = _Threads()


def process_or_queue(run: ScheduleRun, *, wait: bool) -> None:
    """Work off what waits in the run: here and at once, or in its turn once all is committed."""
    if wait:
        process_run(run.pk)
    else:
        transaction.on_commit(start_worker_thread)


def enqueue_run(run: ScheduleRun, now: datetime) -> None:
    """Put a run at the end of the line."""
    run.state, run.queued_at, run.heartbeat_at = ScheduleRun.State.QUEUED, now, now
    run.save(update_fields=["state", "queued_at", "heartbeat_at"])


def start_worker_thread() -> None:
    """See to it that a thread of this process gives turns to whoever waits."""
    if _threads.join():
        Thread(target=_serve, name="schedule", daemon=True).start()


def claim_next_run(now: datetime) -> int | None:
    """The run whose turn it is, taken from the line; None while all places are held."""
    with transaction.atomic():
        # Whoever asks at the same moment waits here, and reads only then who is at work.
        list(unfinished_runs().select_for_update().values_list("pk"))
        at_work = ScheduleRun.objects.filter(state=ScheduleRun.State.WORKING).values_list(
            "heartbeat_at", flat=True
        )
        key = next_run(waiting_runs(), list(at_work), settings.SEARCHES_AT_ONCE, now)
        if key is None:
            return None
        ScheduleRun.objects.filter(pk=key).update(
            state=ScheduleRun.State.WORKING, heartbeat_at=now, started_at=now
        )
    _from_today(key, now)
    return key


def _from_today(key: int, now: datetime) -> None:
    """A run that waited past midnight must not use a day that is over."""
    waiting = ScheduleDraft.objects.filter(run=key, state=ScheduleDraft.State.WAITING)
    for draft in waiting.select_related("group"):
        today = day_of(draft.group, now)
        if draft.as_of < today:
            ScheduleDraft.objects.filter(pk=draft.pk).update(as_of=today)


def _serve() -> None:
    """What a thread does: one turn after the other, until nobody waits."""
    left = False
    close_old_connections()
    try:
        while not left:
            key = claim_next_run(timezone.now())
            if key is not None:
                with _beating(key):
                    process_run(key, gives_way=True)
                continue
            left = _threads.leave_if_nobody_waits()
            if not left:
                _touch_heartbeat([])
                sleep(POLL_INTERVAL)
    except Exception:
        logger.exception("The line of schedules is no longer served by this thread")
    finally:
        if not left:
            _threads.leave()
        connection.close()


@contextmanager
def _beating(key: int) -> Iterator[None]:
    """Heartbeats of the running run and of the queued ones, until the work is done."""
    done = Event()

    def heartbeat() -> None:
        try:
            while not done.wait(HEARTBEAT):
                _touch_heartbeat([key])
        finally:
            connection.close()

    thread = Thread(target=heartbeat, name="schedule-beat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _touch_heartbeat(keys: Iterable[int]) -> None:
    """One row at a time: two concurrent heartbeats never deadlock."""
    try:
        for key in [*keys, *(one.key for one in waiting_runs())]:
            state = (ScheduleRun.State.QUEUED, ScheduleRun.State.WORKING)
            ScheduleRun.objects.filter(pk=key, state__in=state).update(heartbeat_at=timezone.now())
    except DatabaseError:
        logger.warning("A sign of life was not written; the next one follows", exc_info=True)
