"""Reads of background jobs: how far the work on a record is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from gugus.platform.jobs.handlers import job_kind
from gugus.platform.jobs.models import Job
from gugus.platform.jobs.rules import HEARTBEAT_TIMEOUT, QueuedJob, is_silent, queue_order

UNFINISHED = (Job.State.QUEUED, Job.State.RUNNING)


@dataclass(frozen=True)
class JobStatus:
    """How far a job is. `place` in the line; 0 once it is at work, or begins at once.

    `broken_off` is asked of work that is not finished: nobody is at it, nor will give it its turn.
    """

    done: int
    total: int
    place: int
    broken_off: bool
    started_at: datetime


def latest_job(subject: models.Model) -> Job | None:
    """The latest job about a record."""
    rows = Job.objects.filter(subject_label=subject._meta.label, subject_id=subject.pk)
    return rows.order_by("-pk").first()


def latest_jobs(model: type[models.Model], keys: Iterable[int]) -> dict[int, Job]:
    """The latest job about each of several records."""
    rows = Job.objects.filter(subject_label=model._meta.label, subject_id__in=list(keys))
    return {job.subject_id: job for job in rows.order_by("pk")}


def is_broken_off(job: Job | None, now: datetime) -> bool:
    """Asked of work that is not finished: does nobody work on it, nor give it its turn?"""
    if job is None or job.state not in UNFINISHED:
        return True
    return is_silent(job.heartbeat_at, now)


def queue_position(job: Job | None) -> int:
    """1 for the job that begins next among those of its kind; 0 for one that does not wait."""
    if job is None or job.state != Job.State.QUEUED:
        return 0
    waiting = Job.objects.filter(kind=job.kind, state=Job.State.QUEUED)
    line = queue_order([QueuedJob(*row) for row in waiting.values_list("pk", "queued_at")])
    return line.index(job.pk) + 1 if job.pk in line else 0


def _place(job: Job, now: datetime) -> int:
    position = queue_position(job)
    if not position:
        return 0
    running = Job.objects.filter(kind=job.kind, state=Job.State.RUNNING)
    at_work = running.filter(heartbeat_at__gte=now - HEARTBEAT_TIMEOUT).count()
    return max(0, position - max(0, job_kind(job.kind).at_once() - at_work))


def job_status(job: Job | None, now: datetime) -> JobStatus:
    """How far it is, and whether anybody is at it."""
    if job is None:
        return JobStatus(0, 0, 0, broken_off=True, started_at=now)
    return JobStatus(
        done=job.done,
        total=job.total,
        place=_place(job, now),
        broken_off=is_broken_off(job, now),
        started_at=job.started_at or job.made_at,
    )
