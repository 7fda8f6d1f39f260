"""Background jobs in tests: nobody works beside them, so a test says when the work is done."""

from datetime import datetime
from typing import Any

from django.db import models

from gugus.platform.jobs.models import Job
from gugus.platform.jobs.services.queue import carry_out, claim_next


def run_jobs() -> None:
    """Do all that waits, in its turns, each as if it had been begun at once."""
    waiting = Job.objects.filter(state=Job.State.QUEUED).order_by("queued_at", "pk")
    while (first := waiting.first()) is not None:
        job = claim_next(worker="tests", now=first.queued_at)
        assert job is not None
        carry_out(job)


def make_job(kind: str, subject: models.Model, at: datetime, **more: Any) -> Job:
    """A job about a record, as it is said to stand."""
    usual = {"queued_at": at, "heartbeat_at": at, "made_at": at}
    label = {"subject_label": subject._meta.label, "subject_id": subject.pk}
    return Job.objects.create(kind=kind, **label, **(usual | more))
