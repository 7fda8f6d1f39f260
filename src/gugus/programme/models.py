"""The yearly programme and its lines, each naming the needs it serves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.competence.models import Item, Round
from gugus.people.models import Group, Speaker, StudyGroup


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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "school_year"], name="one_programme_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.school_year}/{self.school_year + 1}"


class Line(models.Model):
    """One line of the programme."""

    class Kind(models.TextChoices):
        GENERAL = "umum", _("Umum")
        ROUTINE = "rutin", _("Rutin")
        DEVELOPMENT = "pengembangan", _("Pengembangan")
        SUPPORT = "penunjang", _("Penunjang")

    class Strategy(models.TextChoices):
        DISCUSSION = "diskusi", _("Diskusi")
        BRAINSTORMING = "brainstorming", _("Brainstorming")
        LECTURE = "ceramah", _("Ceramah")
        WORKSHOP = "workshop", _("Workshop")
        SIMULATION = "simulasi", _("Simulasi")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=200)
    objective = models.TextField()
    activities = models.TextField()
    needs = models.ManyToManyField(Item, blank=True, related_name="lines")
    # No study group: the whole group is the audience.
    study_group = models.ForeignKey(
        StudyGroup, models.SET_NULL, null=True, blank=True, related_name="lines"
    )
    strategy = models.CharField(max_length=13, choices=Strategy.choices)
    speaker = models.ForeignKey(
        Speaker, models.SET_NULL, null=True, blank=True, related_name="lines"
    )
    speaker_note = models.CharField(max_length=150, blank=True)
    product = models.CharField(max_length=250, blank=True)
    jp = models.PositiveSmallIntegerField(default=4)
    # Calendar months 1-12; the semester follows from them.
    months = models.JSONField(default=list, blank=True)
    cost = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    # Set by the services: a line changed after the forum agreed says so on the page.
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class StatusChange(models.Model):
    """One step on the programme's way (agreed, signed, reopened), kept for ever with its note."""

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
