"""What each teacher does next, and the reports on it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.meetings.models import Meeting
from gugus.people.models import Group, Teacher
from gugus.platform.documents.models import Attachment


class StepOffer(models.Model):
    """A step for everybody who comes to a meeting; it waits for those recorded later."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="offers")
    what = models.CharField(max_length=250)
    due_on = models.DateField()
    proof = models.CharField(max_length=150, blank=True)
    # Of two phones the earlier offer stands (see `rules.merging`).
    stamp_at = models.DateTimeField()
    stamp_id = models.UUIDField(unique=True)

    class Meta:
        ordering = ["stamp_at", "stamp_id"]

    def __str__(self) -> str:
        return self.what


class Step(models.Model):
    """What one teacher does next (rencana tindak lanjut), by when, and what came of it.

    State, report and photo sum up the step's reports (see `rules.reports`).
    """

    class State(models.TextChoices):
        OPEN = "open", _("Belum")
        DONE = "done", _("Sudah")
        TRIED = "tried", _("Dicoba, ada kendala")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="steps")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="steps")
    # The offer that everybody got; none once the step was chosen or written for this teacher.
    offer = models.ForeignKey(
        StepOffer, models.SET_NULL, null=True, blank=True, related_name="steps"
    )
    what = models.CharField(max_length=250)
    due_on = models.DateField()
    proof = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=5, choices=State.choices, default=State.OPEN)
    # No limit: sentences of several phones are joined, and none of them is cut.
    report = models.TextField(blank=True)
    # Its teacher lets everybody in the group read the sentence, without a name.
    shared = models.BooleanField(default=False)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    photo = models.ForeignKey(Attachment, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["teacher__sort_key", "id"]

    def __str__(self) -> str:
        return self.what


class StepReport(models.Model):
    """One report on a step by one person from one device; kept, never changed."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="reports")
    state = models.CharField(max_length=5, choices=Step.State.choices)
    text = models.TextField(blank=True)
    photo = models.ForeignKey(Attachment, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The phone's; none for a page without the phone's memory.
    device = models.UUIDField(null=True, blank=True)
    stamp_at = models.DateTimeField()
    stamp_id = models.UUIDField()
    # Ids of the reports that stood on the page where this one was written.
    seen = models.JSONField(default=list)

    class Meta:
        ordering = ["stamp_at", "stamp_id"]
        constraints = [
            models.UniqueConstraint(fields=["step", "stamp_id"], name="one_report_a_command")
        ]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.state}"


class EscalationStage(models.Model):
    """Who looks after a step so many days after its day; a group without rows has the defaults."""

    class Target(models.TextChoices):
        LEAD_TEACHER = "lead_teacher", _("Guru pemandu")
        SCHOOL_HEAD = "school_head", _("Kepala sekolah")
        SUPERVISOR = "supervisor", _("Pengawas")

    group = models.ForeignKey(Group, models.CASCADE, related_name="escalation")
    to = models.CharField(max_length=12, choices=Target.choices)
    # None: this reader is switched off.
    days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["group", "to"], name="one_stage_a_reader")]

    def __str__(self) -> str:
        return f"{self.to}: {self.days}"
