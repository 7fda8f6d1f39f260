"""What each teacher does next, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.meetings.models.meeting import Meeting
from gugus.people.models import Teacher
from gugus.platform.documents.models import Attachment


class Step(models.Model):
    """What one teacher does next (rencana tindak lanjut), by when, and what came of it."""

    class State(models.TextChoices):
        OPEN = "open", _("Belum")
        DONE = "done", _("Sudah")
        TRIED = "tried", _("Dicoba, ada kendala")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="steps")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="steps")
    what = models.CharField(max_length=250)
    due_on = models.DateField()
    proof = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=5, choices=State.choices, default=State.OPEN)
    report = models.CharField(max_length=400, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    photo = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    # Of the report (see `rules.merging`).
    stamp_at = models.DateTimeField(null=True, blank=True)
    stamp_id = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["teacher__name", "id"]

    def __str__(self) -> str:
        return self.what
