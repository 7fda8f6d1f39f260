"""Certificates: what was issued never changes; a correction is a new record."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.people.models import Group, Teacher
from gugus.platform.documents.models import Letter
from gugus.platform.foundation.append_only import AppendOnlyModel
from gugus.platform.foundation.kept_json import VersionedJSONField


class SigningKey(models.Model):
    """A group's own key; a retired one still verifies what it signed."""

    class Kind(models.TextChoices):
        PAPER = "paper", "PAdES"
        BADGE = "badge", "Ed25519"

    class Retired(models.TextChoices):
        RENEWED = "renewed", _("diperbarui")
        UNREADABLE = "lost", _("tidak dapat dibuka lagi")

    group = models.ForeignKey(Group, models.CASCADE, related_name="signing_keys")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    # Encrypted with a key made of the installation's secret.
    private = models.TextField()
    public = models.TextField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_because = models.CharField(max_length=7, choices=Retired.choices, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kind"],
                condition=models.Q(retired_at=None),
                name="one_live_key_of_a_kind_in_a_group",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class CertificateRun(models.Model):
    """One issue of certificates for one activity: whom, by which rule, and how far it is."""

    class State(models.TextChoices):
        READY = "ready", _("Rancangan")
        RUNNING = "running", _("Sedang diterbitkan")
        DONE = "done", _("Selesai")

    group = models.ForeignKey(Group, models.CASCADE, related_name="certificate_runs")
    title = models.CharField(max_length=200)
    # All settings of the run: period, meetings, rule, kind, level, signers.
    plan = VersionedJSONField()
    # Who gets one, as it was when somebody said "issue": the work goes down this list.
    people = VersionedJSONField(default=list)
    state = models.CharField(max_length=7, choices=State.choices, default=State.READY)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title


class Certificate(AppendOnlyModel):
    """What one person was certified: a copy of every fact as it was on that day."""

    class Role(models.TextChoices):
        PARTICIPANT = "participant", _("Peserta")
        SPEAKER = "speaker", _("Narasumber")
        COMMITTEE = "committee", _("Panitia")
        MODERATOR = "moderator", _("Moderator")

    run = models.ForeignKey(CertificateRun, models.PROTECT, related_name="certificates")
    group = models.ForeignKey(Group, models.PROTECT, related_name="certificates")
    teacher = models.ForeignKey(
        Teacher, models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    # On the paper and in its QR; long enough that guessing is hopeless.
    code = models.CharField(max_length=32, unique=True)
    letter = models.OneToOneField(Letter, models.PROTECT, related_name="+")
    role = models.CharField(max_length=11, choices=Role.choices)
    holder = models.CharField(max_length=150)
    facts = VersionedJSONField()
    minutes = models.PositiveIntegerField()
    # The Open Badges credential, signed when it was issued: exactly these bytes are delivered.
    badge = models.TextField()
    issued_at = models.DateTimeField()
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        ordering = ["holder", "id"]
        constraints = [
            # A correction joins the same run; what was issued first is one for each person and role.
            models.UniqueConstraint(
                fields=["run", "teacher", "role"],
                condition=models.Q(replaces=None, teacher__isnull=False),
                name="one_certificate_a_teacher_and_role",
            ),
            models.UniqueConstraint(
                fields=["run", "holder", "role"],
                condition=models.Q(replaces=None, teacher=None),
                name="one_certificate_a_guest_and_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} {self.code}"


class CertificateWithdrawal(AppendOnlyModel):
    """A certificate no longer holds, and why; the certificate's own row never changes."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=250)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.certificate_id}: {self.reason}"
