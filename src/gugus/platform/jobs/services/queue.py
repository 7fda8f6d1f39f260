"""Jobs are queued, claimed, carried out and ended; one winner for each, on both databases."""

import logging
import os
import secrets
import socket
from collections.abc import Callable
from datetime import datetime
from threading import Thread
from typing import Any

from django.db import IntegrityError, close_old_connections, connection, models, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from gugus.platform.jobs.handle import JobHandle, JobLostError
from gugus.platform.jobs.handlers import JobKind, JobOutcome, job_kind, job_kinds
from gugus.platform.jobs.models import Job
from gugus.platform.jobs.queries import UNFINISHED, is_broken_off
from gugus.platform.jobs.rules import (
    HEARTBEAT,
    HEARTBEAT_TIMEOUT,
    MAX_ATTEMPTS,
    QueuedJob,
    is_silent,
    next_job,
)

State = Job.State
# The note of a job whose worker fell silent, and which nobody can or should take up.
LOST = "lost"
logger = logging.getLogger(__name__)


def enqueue(
    *,
    kind: str,
    subject: models.Model,
    user_id: int | None,
    now: datetime,
    total: int = 0,
    payload: dict[str, Any] | None = None,
) -> Job:
    """Put a job in line, in the caller's transaction; one that is at work or waits is joined.

    One that was broken off is closed and takes its place at the end of the line anew.
    """
    made = _new(kind, subject, user_id, now)
    made.total, made.payload = total, payload or {}
    return _add(made, now)


def run_now(job: Job) -> None:
    """Carry the job out here and at once, unless somebody else has begun it."""
    now = timezone.now()
    claim = {"state": State.RUNNING, "claimed_by": new_claim(process_name()), "attempts": 1}
    waiting = Job.objects.filter(pk=job.pk, state=State.QUEUED)
    if waiting.update(started_at=job.made_at, heartbeat_at=now, **claim):
        job.refresh_from_db()
        carry_out(job)
    job.refresh_from_db()


def run_in_thread(
    *,
    kind: str,
    subject: models.Model,
    user_id: int | None,
    now: datetime,
    work: Callable[[JobHandle], object],
) -> Job:
    """Do work that no other process can, as with bytes that may not be stored, in a thread.

    It begins when the caller's transaction is committed. When this process ends the work is broken
    off for good. Of what goes wrong only its kind is logged.
    """
    job = _new(kind, subject, user_id, now)
    job.state, job.started_at, job.claimed_by = State.RUNNING, now, new_claim(process_name())
    job = _add(job, now)

    def run() -> None:
        close_old_connections()
        try:
            work(JobHandle(job))
        except JobLostError:
            pass
        except Exception as error:
            logger.error("Job %s failed: %s", job, type(error).__name__)
            _end(job, State.FAILED)
        else:
            _end(job, State.DONE)
        finally:
            connection.close()

    # The thread must find what this transaction writes.
    transaction.on_commit(Thread(target=run, name=f"job-{kind}", daemon=True).start)
    return job


def cancel_jobs(subject: models.Model) -> None:
    """Whoever works on the record stops at the next report."""
    rows = Job.objects.filter(subject_label=subject._meta.label, subject_id=subject.pk)
    rows.filter(state__in=UNFINISHED).update(state=State.CANCELLED)


def _new(kind: str, subject: models.Model, user_id: int | None, now: datetime) -> Job:
    return Job(
        kind=kind,
        subject_label=subject._meta.label,
        subject_id=subject.pk,
        queued_at=now,
        heartbeat_at=now,
        made_at=now,
        made_by_id=user_id,
    )


def _add(made: Job, now: datetime) -> Job:
    same = Job.objects.filter(
        kind=made.kind, subject_label=made.subject_label, subject_id=made.subject_id
    )
    try:
        with transaction.atomic():
            former = same.select_for_update().filter(state__in=UNFINISHED).first()
            if former is not None and not is_broken_off(former, now):
                return former
            same.delete()
            made.save()
    except IntegrityError:
        # Somebody else was quicker by a moment.
        return same.get(state__in=UNFINISHED)
    return made


def process_name() -> str:
    """This process, among those of all machines."""
    return f"{socket.gethostname()[:32]}:{os.getpid()}"


def new_claim(worker: str) -> str:
    """A name for one claim of a worker."""
    return f"{worker}/{secrets.token_hex(6)}"


def claim_next(*, worker: str, now: datetime) -> Job | None:
    """A job whose turn it is, claimed for this worker; None when there is nothing to do."""
    for kind in job_kinds():
        if _claimable(kind.name, now).exists():
            job = _claim(kind, worker, now)
            if job is not None:
                return job
    return None


def _claimable(kind: str, now: datetime) -> QuerySet[Job]:
    lost = Q(state=State.RUNNING, heartbeat_at__lt=now - HEARTBEAT_TIMEOUT)
    return Job.objects.filter(Q(state=State.QUEUED) | lost, kind=kind)


def _claim(kind: JobKind, worker: str, now: datetime) -> Job | None:
    with transaction.atomic():
        # Whoever asks at the same moment waits here, and reads only then who is at work.
        unfinished = Job.objects.filter(kind=kind.name, state__in=UNFINISHED).order_by("pk")
        rows = {job.pk: job for job in unfinished.select_for_update()}
        running = [job for job in rows.values() if job.state == State.RUNNING]
        lost = [job for job in running if is_silent(job.heartbeat_at, now)]
        for job in lost:
            if job.attempts >= MAX_ATTEMPTS:
                # It takes its workers down: a person decides whether it is tried again.
                Job.objects.filter(pk=job.pk).update(state=State.FAILED, note=LOST)
                del rows[job.pk]
        waiting = [
            QueuedJob(job.pk, job.queued_at)
            for job in rows.values()
            if job.state == State.QUEUED or job in lost
        ]
        heartbeats = [job.heartbeat_at for job in running]
        key = next_job(waiting, heartbeats, kind.at_once(), now)
        if key is None:
            return None
        job = rows[key]
        job.state, job.claimed_by = State.RUNNING, new_claim(worker)
        job.started_at = job.heartbeat_at = now
        job.attempts += 1
        job.save(update_fields=["state", "claimed_by", "started_at", "heartbeat_at", "attempts"])
    return job


def carry_out(job: Job) -> None:
    """Do a claimed job; whatever goes wrong is logged and written down."""
    try:
        outcome = job_kind(job.kind).handler(JobHandle(job))
    except JobLostError:
        logger.info("Job %s is in other hands now", job)
    except Exception:
        logger.exception("Job %s failed", job)
        _end(job, State.FAILED)
    else:
        if outcome == JobOutcome.GAVE_WAY:
            now = timezone.now()
            _held(job).update(
                state=State.QUEUED, queued_at=now, heartbeat_at=now, claimed_by="", attempts=0
            )
        else:
            _end(job, State.DONE)


def _end(job: Job, state: Job.State) -> None:
    _held(job).update(state=state)


def _held(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, claimed_by=job.claimed_by)


def release_jobs(worker: str) -> None:
    """The worker ends in good order: others need not wait for its silence."""
    held = Job.objects.filter(state=State.RUNNING, claimed_by__startswith=f"{worker}/")
    held.update(state=State.QUEUED, claimed_by="", attempts=F("attempts") - 1)


def give_heartbeats(worker: str, now: datetime) -> None:
    """Heartbeats of what this worker does and of what waits; what was lost for good is closed.

    One row at a time: two workers at once never deadlock.
    """
    kinds = [kind.name for kind in job_kinds()]
    mine = Q(state=State.RUNNING, claimed_by__startswith=f"{worker}/")
    waits = Q(state=State.QUEUED, kind__in=kinds)
    late = Job.objects.filter(mine | waits, heartbeat_at__lt=now - HEARTBEAT)
    for key in late.values_list("pk", flat=True):
        Job.objects.filter(mine | waits, pk=key).update(heartbeat_at=now)
    lost = Job.objects.filter(state=State.RUNNING, heartbeat_at__lt=now - HEARTBEAT_TIMEOUT)
    for key in lost.exclude(kind__in=kinds).values_list("pk", flat=True):
        lost.filter(pk=key).update(state=State.FAILED, note=LOST)
