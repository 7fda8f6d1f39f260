"""What a handler sees of its job."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from gugus.platform.jobs.models import Job

# Progress that is only shown is written so often at most.
_SHOWN_EVERY = timedelta(seconds=0.7)


class JobLostError(Exception):
    """The job was cancelled, or another worker has taken it up: nothing more may be written."""


class JobHandle:
    """A claimed job, in the hands of whoever works on it."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._shown_at = timezone.now()

    @property
    def subject_id(self) -> int:
        """The record that the work is about."""
        return self._job.subject_id

    @property
    def payload(self) -> dict[str, Any]:
        """What was given along."""
        return dict(self._job.payload)

    @property
    def user_id(self) -> int:
        """Who asked for it."""
        if self._job.made_by_id is None:
            raise ValueError(f"nobody asked for job {self._job.pk}")
        return self._job.made_by_id

    @property
    def made_at(self) -> datetime:
        """When it was asked for."""
        return self._job.made_at

    @property
    def started_at(self) -> datetime:
        """When this worker began."""
        return self._job.started_at or self._job.made_at

    def report(self, done: int, total: int | None = None, note: str = "") -> None:
        """Write how far it is, in the caller's transaction; raises when the job is lost.

        Results that are written in the same transaction are then written by one worker only.
        """
        self._shown_at = timezone.now()
        values = {"done": done, "note": note, "heartbeat_at": self._shown_at, "attempts": 1}
        if total is not None:
            values["total"] = total
        held = Job.objects.filter(
            pk=self._job.pk, state=Job.State.RUNNING, claimed_by=self._job.claimed_by
        )
        if not held.update(**values):
            raise JobLostError

    def show(self, done: int, total: int | None = None, note: str = "") -> None:
        """Report, unless it was done a moment ago: for progress that changes all the time."""
        if timezone.now() - self._shown_at >= _SHOWN_EVERY:
            self.report(done, total, note)

    def others_wait(self) -> bool:
        """Do other jobs of the kind wait for their turn?"""
        return Job.objects.filter(kind=self._job.kind, state=Job.State.QUEUED).exists()
