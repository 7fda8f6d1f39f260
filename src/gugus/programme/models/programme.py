"""The yearly programme, and its status from draft to signature."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.competence.models import Round
from gugus.people.models import Group


class Programme(models.Model):
    """A group's programme of one school year."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Rancangan")
        AGREED = "agreed", _("Disepakati forum")
        SIGNED = "signed", _("Ditandatangani")

    group = models.ForeignKey(Group, models.CASCADE, related_name="programmes")
    school_year = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=6, choices=Status.choices, default=Status.DRAFT)
    background = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)
    aims = models.TextField(blank=True)
    # The measurement that coverage is judged against.
    needs_round = models.ForeignKey(
        Round, models.SET_NULL, null=True, blank=True, related_name="programmes"
    )
    agreed_on = models.DateField(null=True, blank=True)
    agreed_note = models.TextField(blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The supervisor has seen the signed programme (mengetahui).
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    acknowledged_note = models.TextField(blank=True)
    # The newest revision that there was when the supervisor saw it; a later one waits again.
    acknowledged_revision = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "school_year"], name="one_programme_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.school_year}/{self.school_year + 1}"


class StatusChange(models.Model):
    """One status change of the programme (agreed, signed, reopened), kept for ever with its
    note."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="changes")
    status = models.CharField(max_length=6, choices=Programme.Status.choices)
    dated = models.DateField()
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.programme} -> {self.status}"
