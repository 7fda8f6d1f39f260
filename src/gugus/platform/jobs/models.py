"""The table of background jobs."""

from django.conf import settings
from django.db import models


class Job(models.Model):
    """A piece of work about one record (its subject): who is at it, how far, and how it ended.

    Of a kind and a subject only the latest is kept, and never are two unfinished.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    kind = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    # What the work needs beside its subject; nothing that must not be stored.
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # A code for what the work is at, or why it ended; pages say it in words.
    note = models.CharField(max_length=40, blank=True)
    # Since when it waits: who came first goes first.
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    # When somebody last worked on it or, while it waits, last saw to it.
    heartbeat_at = models.DateTimeField()
    # Names one claim of one worker: whoever holds another name may not write any more.
    claimed_by = models.CharField(max_length=64, blank=True)
    # How often it was begun since it last got on.
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["state", "kind"], name="jobs_by_state"),
            models.Index(fields=["subject_label", "subject_id"], name="jobs_by_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_label", "subject_id"],
                condition=models.Q(state__in=["queued", "running"]),
                name="one_unfinished_job_a_subject",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_label} {self.subject_id}: {self.state}"
