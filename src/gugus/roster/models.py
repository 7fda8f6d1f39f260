"""Places, schools, groups, teachers, posts, roles, speakers, and roster drafts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.people.models import Group, School, Teacher


class RosterDraft(models.Model):
    """A roster file that was read and compared, and waits for a person's decision."""

    class State(models.TextChoices):
        READING = "reading", _("Sedang dibaca")
        READY = "ready", _("Menunggu keputusan")
        APPLIED = "applied", _("Diterapkan")
        REFUSED = "refused", _("Ditolak")
        DISCARDED = "discarded", _("Dibatalkan")

    group = models.ForeignKey(Group, models.CASCADE, related_name="roster_drafts")
    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=State.choices, default=State.READING)
    counts = models.JSONField(default=dict)
    dropped_columns = models.JSONField(default=list)
    # A code and what it speaks of (column names); the page says it in words.
    refusal = models.CharField(max_length=40, blank=True)
    refusal_names = models.JSONField(default=list)
    applied_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["group", "state"], name="roster_drafts_waiting")]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"


class RosterRow(models.Model):
    """One row of a draft with its verdict; emptied once the draft is applied or discarded.

    Holds only the columns that may be stored; sensitive ones never come this far.
    """

    # The constraint below is the index for both keys: rows come by the ten thousand.
    draft = models.ForeignKey(RosterDraft, models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=9)
    reason = models.CharField(max_length=20, blank=True)
    # What the reason speaks of: a field's name, or the number of another row.
    detail = models.CharField(max_length=20, blank=True)
    values = models.JSONField()
    changes = models.JSONField()
    teacher = models.ForeignKey(
        Teacher, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    decision = models.CharField(max_length=5, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "verdict", "number"], name="roster_row_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.number}: {self.verdict}"
