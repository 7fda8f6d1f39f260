"""The minutes, texts that ask for a decision, and what was added after approval."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.meetings.models.meeting import Meeting


class Minutes(models.Model):
    """The minutes (notulen) of one meeting."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Rancangan")
        FINAL = "final", _("Selesai")

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes")
    state = models.CharField(max_length=5, choices=State.choices, default=State.DRAFT)
    chaired_by = models.CharField(max_length=150, blank=True)
    taken_by = models.CharField(max_length=150, blank=True)
    opening = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    discussion = models.TextField(blank=True)
    decisions = models.TextField(blank=True)
    closed_at = models.TimeField(null=True, blank=True)
    # Raised by every save: a form made from an older one is refused, not overwritten.
    version = models.PositiveIntegerField(default=0)
    finalised_at = models.DateTimeField(null=True, blank=True)

    # By field: the stamp of the text that stands there (see `rules.merging`).
    stamps = models.JSONField(default=dict)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_in = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="approves"
    )

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"notulen {self.meeting_id}"


class MinutesVariant(models.Model):
    """Another text of one field, written elsewhere from the same base: a person decides."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="variants")
    field = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    stamp_at = models.DateTimeField()
    stamp_id = models.UUIDField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "field", "stamp_id"], name="one_variant_a_command"
            )
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id}/{self.field}"


class Addendum(models.Model):
    """A correction of approved minutes: the minutes stay, this stands beside them."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="addenda")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="one_addendum_a_number")
        ]

    def __str__(self) -> str:
        return f"adendum {self.number}"
