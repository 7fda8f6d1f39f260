"""The minutes, texts that ask for a decision, and what was added after approval."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.meetings.models import Meeting
from gugus.platform.foundation.kept_json import VersionedJSONField


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
    # Raised whenever a text that stands here changes: nobody closes what they did not read.
    version = models.PositiveIntegerField(default=0)
    finalised_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_in = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="approves"
    )

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"notulen {self.meeting_id}"


class MinutesVariant(models.Model):
    """One field's text as one page wrote it last (an `Entry` of `rules.texts`).

    None is ever deleted: a page's text stays readable when another one stands in the minutes.
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="variants")
    field = models.CharField(max_length=20)
    # The page that wrote it; empty for the text from before.
    writer = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    stamp_at = models.DateTimeField()
    stamp_id = models.UUIDField()
    changes = models.BooleanField()
    # By mark of a text: the stamp [time, id] until which this writer replaced it.
    replaced = VersionedJSONField(default=dict)
    # Another text stands in the minutes, and a person has to decide between them.
    waiting = models.BooleanField(default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "field", "writer"], name="one_text_a_page_and_field"
            )
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id}/{self.field}"


class DecisionUpdate(models.Model):
    """A status update on one decision, given at a later meeting."""

    class State(models.TextChoices):
        RUNNING = "running", _("Sedang berjalan")
        DONE = "done", _("Terlaksana")
        DROPPED = "dropped", _("Tidak jadi")

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="news")
    # Counted as on the paper: the first line of the decisions is 1.
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=7, choices=State.choices)
    note = models.CharField(max_length=250, blank=True)
    stamp_at = models.DateTimeField()
    stamp_id = models.UUIDField()
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "decision news"
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="one_news_a_decision")
        ]

    def __str__(self) -> str:
        return f"keputusan {self.number}: {self.state}"


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
