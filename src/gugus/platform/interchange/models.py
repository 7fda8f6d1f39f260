"""A file that was read and judged, and its rows."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportDraft(models.Model):
    """A file that was read and waits for a person's decision; what came of it stays."""

    class State(models.TextChoices):
        READING = "reading", _("Sedang dibaca")
        READY = "ready", _("Menunggu keputusan")
        APPLIED = "applied", _("Diterapkan")
        REFUSED = "refused", _("Ditolak")
        DISCARDED = "discarded", _("Dibatalkan")

    # Which importer it belongs to, and what its app calls its owner.
    kind = models.CharField(max_length=20)
    group_id = models.BigIntegerField()
    # What the file is about, as the importer names it: ids and codes; and in words.
    subject = models.JSONField(default=dict)
    label = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.READING)
    # Why a file that was read in the background is refused, in the reader's language.
    refusal = models.TextField(blank=True)
    # What the file told beside its rows.
    notes = models.JSONField(default=dict)
    # Records that were written from it may carry this.
    mark = models.UUIDField(default=uuid4, unique=True)
    applied_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["kind", "group_id", "state"], name="import_drafts_waiting")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.file_name} ({self.state})"


class ImportRow(models.Model):
    """One row of a draft; deleted once the draft is applied or discarded."""

    # The constraint below is the index for the key too: rows come by the ten thousand.
    draft = models.ForeignKey(ImportDraft, models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=12)
    # What was read, as far as it may be kept.
    values = models.JSONField()
    # What the verdict rests on; when it is other than this, the person has not seen it.
    findings = models.JSONField()
    # What a person may decide, and what is decided: without a word what is usual.
    choices = models.JSONField()
    decision = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "verdict", "number"], name="import_row_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.number}: {self.verdict}"
