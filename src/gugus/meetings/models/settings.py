"""What a group decided for itself about hours and overdue steps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.people.models import Group


class GroupRules(models.Model):
    """A group's own numbers; without a row the defaults here hold."""

    group = models.OneToOneField(Group, models.CASCADE, related_name="meeting_rules")
    # Reading the catch-up packet and answering its question counts so much of the meeting.
    catch_up_percent = models.PositiveSmallIntegerField(default=0)
    # Share of the hours offered that earns a certificate.
    certificate_percent = models.PositiveSmallIntegerField(default=75)
    # What each teacher is asked to attend in a school year.
    meetings_a_year = models.PositiveSmallIntegerField(default=12)

    def __str__(self) -> str:
        return f"aturan {self.group_id}"


class EscalationStage(models.Model):
    """Who looks after a step so many days after its day; a group without rows has the defaults."""

    class To(models.TextChoices):
        LEAD_TEACHER = "lead_teacher", _("Guru pemandu")
        SCHOOL_HEAD = "school_head", _("Kepala sekolah")
        SUPERVISOR = "supervisor", _("Pengawas")

    group = models.ForeignKey(Group, models.CASCADE, related_name="escalation")
    to = models.CharField(max_length=12, choices=To.choices)
    # None: this reader is switched off.
    days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["group", "to"], name="one_stage_a_reader")]

    def __str__(self) -> str:
        return f"{self.to}: {self.days}"
