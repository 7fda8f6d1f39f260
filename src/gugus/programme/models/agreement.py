"""What opens a year: findings, proposals for lines, the forum that agreed, later revisions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.people.models import School, Teacher
from gugus.platform.foundation.append_only import AppendOnlyModel
from gugus.platform.foundation.kept_json import VersionedJSONField
from gugus.programme.models.programme import Programme


class Forum(models.Model):
    """The session in which the members' forum spoke about the programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="forums")
    held_on = models.DateField()
    place = models.CharField(max_length=150, blank=True)
    chaired_by = models.CharField(max_length=150, blank=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_on", "-id"]

    def __str__(self) -> str:
        return f"{self.programme_id}: {self.held_on}"


class ForumVoice(models.Model):
    """Who spoke in the forum, for which school, and whether they agreed."""

    class Stand(models.TextChoices):
        AGREES = "agrees", _("Setuju")
        RESERVES = "reserves", _("Setuju dengan catatan")
        DISAGREES = "disagrees", _("Tidak setuju")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="voices")
    teacher = models.ForeignKey(Teacher, models.PROTECT, null=True, blank=True, related_name="+")
    # A head or guest who is not on the roster.
    name = models.CharField(max_length=150, blank=True)
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    stand = models.CharField(max_length=9, choices=Stand.choices)
    note = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "teacher"],
                condition=models.Q(teacher__isnull=False),
                name="a_teacher_speaks_once_in_a_forum",
            )
        ]

    def __str__(self) -> str:
        return f"{self.teacher or self.name}: {self.stand}"


class Revision(AppendOnlyModel):
    """A change of the signed programme: its number, its reason, what was and what is."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    dated = models.DateField()
    reason = models.TextField()
    # The changed lines as texts, by line: {"12": {"title": "...", ...}}; null where there is none.
    before = VersionedJSONField()
    after = VersionedJSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="a_revision_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}: {self.number}"
