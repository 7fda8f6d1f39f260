"""What an absent teacher read, what those present thought, and what each keeps for themselves."""

from django.db import models

from gugus.meetings.models.meeting import Meeting
from gugus.people.models import Group, Teacher


class PacketReading(models.Model):
    """An absent teacher opened the catch-up packet, and perhaps answered its question."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="readings")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="readings")
    opened_at = models.DateTimeField()
    answer = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "teacher"], name="one_reading_each")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.teacher_id}"


class Feedback(models.Model):
    """Four taps and a sentence about one meeting; shown to officers only as counts."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="feedback")
    teacher = models.ForeignKey(Teacher, models.CASCADE, related_name="+")
    useful = models.PositiveSmallIntegerField()
    clear = models.PositiveSmallIntegerField()
    usable = models.PositiveSmallIntegerField()
    time = models.PositiveSmallIntegerField()
    sentence = models.CharField(max_length=400, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "feedback"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "teacher"], name="one_feedback_each")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.useful}"


class Reflection(models.Model):
    """A page of a teacher's own journal: nobody else reads it unless it is shared."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    teacher = models.ForeignKey(Teacher, models.CASCADE, related_name="reflections")
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="reflections"
    )
    learnt = models.TextField(blank=True)
    applied = models.TextField(blank=True)
    obstacle = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    shared = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at", "-id"]

    def __str__(self) -> str:
        return f"{self.teacher_id}: {self.written_at:%Y-%m-%d}"
