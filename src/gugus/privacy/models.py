"""Requests to be forgotten, consents, and leaks of data (UU 27/2022)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.people.models import Group, Teacher
from gugus.platform.foundation.kept_json import VersionedJSONField


class ErasureRequest(models.Model):
    """Somebody asked that a teacher be forgotten; the row stays, and names nobody once that is done."""

    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The teacher's own wish, or written down by an officer.
    own = models.BooleanField()
    # Not before this day: until then it can be taken back, and the data downloaded.
    due_on = models.DateField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # How many rows of each kind went or were emptied.
    outcome = VersionedJSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["teacher"],
                condition=models.Q(cancelled_at=None, done_at=None),
                name="one_open_erasure_a_teacher",
            )
        ]

    def __str__(self) -> str:
        return f"{self.teacher_id}: {self.due_on}"


class Consent(models.Model):
    """A teacher agreed to one use of their data, in these words, or took it back."""

    class Use(models.TextChoices):
        CONTACT = "contact", _("Nomor HP dan email")
        MEDIA = "media", _("Foto dan rekaman suara")

    class How(models.TextChoices):
        SCREEN = "screen", _("di layar, oleh guru sendiri")
        PAPER = "paper", _("di kertas yang ditandatangani")

    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="+")
    use = models.CharField(max_length=8, choices=Use.choices)
    text = models.TextField()
    # The day from which the text is used (`data/consents.json`).
    text_since = models.DateField()
    given_at = models.DateTimeField()
    how = models.CharField(max_length=6, choices=How.choices, default=How.SCREEN)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["teacher", "use"],
                condition=models.Q(withdrawn_at=None),
                name="one_standing_consent_a_use",
            )
        ]

    def __str__(self) -> str:
        return f"{self.teacher_id}: {self.use}"


class Refusal(models.Model):
    """A teacher wants a use to stop: until a new consent nothing is written for it."""

    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="+")
    use = models.CharField(max_length=8, choices=Consent.Use.choices)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["teacher", "use"], name="one_refusal_a_use")]

    def __str__(self) -> str:
        return f"{self.teacher_id}: {self.use}"


class Breach(models.Model):
    """Personal data left the group's hands: what is known of it, and who was told when."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    known_at = models.DateTimeField()
    what = models.TextField()
    which_data = models.TextField()
    whose = models.TextField()
    done = models.TextField()
    contact = models.CharField(max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    people_told_at = models.DateTimeField(null=True, blank=True)
    agency_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-known_at"]
        verbose_name_plural = "breaches"

    def __str__(self) -> str:
        return f"{self.group_id}: {self.known_at:%Y-%m-%d}"
